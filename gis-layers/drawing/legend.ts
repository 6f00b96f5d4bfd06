import { markOf, type Theme } from './style.ts';
import type { Category, Drawing, LegendEntry, Swatch, Text } from './types.ts';

/** What the marks that every class shares mean. */
const marks: { readonly retired: Text; readonly doubtful: Text } = {
	retired: { en: 'No longer in use', af: 'Nie meer in gebruik nie', xh: 'Ayisasetyenziswa' },
	doubtful: { en: 'Position uncertain', af: 'Ligging onseker', xh: 'Indawo ayiqinisekanga' },
};

const swatch = (drawing: Drawing, kind: Swatch['kind'], theme: Theme, category?: Category): Swatch => {
	const { core, outline, shape = 'circle' } = drawing;
	const size = Math.round(drawing.size * (category?.size ?? 1) * 100) / 100;
	return {
		kind,
		color: (category?.color ?? drawing.color)[theme],
		...(outline && { outline: outline[theme] }),
		...(kind === 'point' ? { shape, radius: size, width: 1.25 } : { width: size }),
		...(core && { core: { color: core.color[theme], width: core.size, ...(core.dash && { dash: core.dash }) } }),
	};
};

/** The legend of a drawing: one row a category, or one for all, in the very colours and sizes of the map. */
export const legendOf = (drawing: Drawing, kind: Swatch['kind'], theme: Theme, title: Text): readonly LegendEntry[] => {
	const { by } = drawing;
	const others = { title: by?.others ?? title, swatch: swatch(drawing, kind, theme) };
	if (!by) return [others];
	const rows = by.categories.map((category) => ({ title: category.title, swatch: swatch(drawing, kind, theme, category) }));
	// Of numbers the rest is what is smaller than the first, of words it is what is left.
	return by.categories.some(({ from }) => from !== undefined) ? [others, ...rows] : [...rows, others];
};

/** The two rows that say how the retired and the doubtful are marked, drawn as this class draws them. */
export const marksOf = (drawing: Drawing, kind: Swatch['kind'], theme: Theme): readonly LegendEntry[] => {
	const { core: _core, ...plain } = swatch(drawing, kind, theme);
	const outline = markOf(drawing, theme);
	return [
		{ title: marks.retired, swatch: { ...plain, color: outline, outline, hollow: true, dash: kind === 'point' ? [2, 2] : [6, 5] } },
		{ title: marks.doubtful, swatch: { ...plain, outline, halo: true } },
	];
};
