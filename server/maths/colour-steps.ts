/** A span of values that share a colour. */
export interface Step {
	from: number;
	to: number;
	colour: string;
}

/** From few to many; told apart by lightness alone, so also in grey and by the colour-blind. */
const colours = {
	light: ['#f1c564', '#e8964a', '#d5653a', '#ad3a3c', '#701636'],
	dark: ['#704a1c', '#a06424', '#cf8433', '#efb057', '#ffe3ac'],
} as const;

/** What stands for a place without a figure, and for one whose figure says little. */
export const greys = { light: { none: '#d9d9d4', few: '#a9a9a4' }, dark: { none: '#3a3e44', few: '#6d7279' } } as const;

export type Theme = keyof typeof colours;

/** Sorts values into at most five steps of about as many values each; equal values always share one. */
export function stepsOf(values: readonly number[], theme: Theme): Step[] {
	const sorted = [...new Set(values)].sort((a, b) => a - b);
	const count = Math.min(colours[theme].length, sorted.length);
	return Array.from({ length: count }, (_, step) => {
		const from = sorted[Math.floor((step * sorted.length) / count)] ?? 0;
		const to = sorted[Math.ceil(((step + 1) * sorted.length) / count) - 1] ?? from;
		return { from, to, colour: colours[theme][count === 1 ? 2 : Math.round((step * (colours[theme].length - 1)) / (count - 1))] ?? colours[theme][0] };
	}).map((step, at, all) => ({ ...step, to: Math.min(step.to, all[at + 1]?.from ?? step.to) }));
}

/** Steps that begin where they are told to, from few to many. */
export const stepsFrom = (bounds: readonly number[], theme: Theme): Step[] =>
	bounds.map((from, step) => ({
		from,
		to: bounds[step + 1] ?? Number.POSITIVE_INFINITY,
		colour: colours[theme][Math.round((step * (colours[theme].length - 1)) / Math.max(1, bounds.length - 1))] ?? colours[theme][0],
	}));

/** What a step reaches over, in words of figures alone. */
export function stepWords({ from, to }: Step, figure: (value: number) => string): string {
	if (to === Number.POSITIVE_INFINITY) return `≥ ${figure(from)}`;
	return from === to ? figure(from) : `${figure(from)} – ${figure(to)}`;
}

/** The colour of a value. */
export function colourOf(value: number, steps: readonly Step[]): string | null {
	return steps.findLast(({ from }) => value >= from)?.colour ?? steps[0]?.colour ?? null;
}

/** What is drawn without steps: figures that have no places. */
export const plain: Readonly<Record<Theme, string>> = { light: '#2a6da5', dark: '#7db1e0' };
