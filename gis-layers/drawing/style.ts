import type { Drawing, FlatStyle, Shape, StyleRule } from './types.ts';

type Expression = unknown;

/** Which of the two base maps a style is for. */
export type Theme = 'light' | 'dark';

/** Corners, turn and inner radius of the regular shapes of OpenLayers; a circle is its own kind of symbol. */
const shapes: Record<Exclude<Shape, 'circle'>, { points: number; angle?: number; inner?: number; scale?: readonly [number, number] }> = {
	square: { points: 4, angle: Math.PI / 4 },
	diamond: { points: 4 },
	triangle: { points: 3 },
	'triangle-down': { points: 3, angle: Math.PI },
	pentagon: { points: 5 },
	hexagon: { points: 6 },
	octagon: { points: 8, angle: Math.PI / 8 },
	star: { points: 5, inner: 0.45 },
	cross: { points: 4, inner: 0.35 },
	bar: { points: 4, angle: Math.PI / 4, scale: [0.55, 1] },
};

/** Sizes by resolution: whole steps, so that a symbol is rasterised only once a zoom (z19 and nearer, z17, z15, farther). */
const zoomed = (size: Expression): Expression => [
	'*',
	size,
	['case', ['<', ['resolution'], 0.4], 1.6, ['<', ['resolution'], 0.8], 1.3, ['<', ['resolution'], 2], 1, ['<', ['resolution'], 6], 0.75, 0.55],
];

/** The value of a property for each category of a drawing: `match` on words, `case` on numbers. */
const byCategory = ({ by }: Drawing, fallback: string | number, value: (index: number) => string | number): Expression => {
	if (!by || by.categories.every((_, index) => value(index) === fallback)) return fallback;
	const attribute = ['get', by.attribute];
	const words = by.categories.flatMap(({ is }, index) => (is === undefined ? [] : [is, value(index)]));
	if (words.length > 0) return ['match', attribute, ...words, fallback];
	const numbers = by.categories.flatMap(({ from }, index) => (from === undefined ? [] : [[['>=', attribute, from], value(index)]]));
	return ['case', ...numbers.reverse().flat(), fallback];
};

const colorOf = (drawing: Drawing, theme: Theme): Expression =>
	byCategory(drawing, drawing.color[theme], (index) => (drawing.by?.categories[index]?.color ?? drawing.color)[theme]);

const sizeOf = (drawing: Drawing, plus = 0): Expression =>
	zoomed(byCategory(drawing, drawing.size + plus, (index) => drawing.size * (drawing.by?.categories[index]?.size ?? 1) + plus));

const edgeOf = (drawing: Drawing, theme: Theme): string => (drawing.outline ?? drawing.color)[theme];

/** Perceived lightness of `#rrggbb`, 0 to 255. */
const lightness = (hex: string): number =>
	[0.299, 0.587, 0.114].reduce((sum, weight, index) => sum + weight * Number.parseInt(hex.slice(1 + 2 * index, 3 + 2 * index), 16), 0);

/** The colour or the edge of a class, whichever is farther from the base map: where there is no filling it stands alone. */
export const markOf = (drawing: Drawing, theme: Theme): string => {
	const [color, edge] = [drawing.color[theme], edgeOf(drawing, theme)];
	return lightness(edge) < lightness(color) === (theme === 'light') ? edge : color;
};

const clear = 'rgba(0,0,0,0)';

const point = (drawing: Drawing, theme: Theme, retired: boolean): FlatStyle[] => {
	const kind = drawing.shape === undefined || drawing.shape === 'circle' ? undefined : shapes[drawing.shape];
	const prefix = kind ? 'shape' : 'circle';
	const color = colorOf(drawing, theme);
	const symbol = {
		[`${prefix}-radius`]: sizeOf(drawing),
		[`${prefix}-fill-color`]: retired ? clear : color,
		[`${prefix}-stroke-color`]: retired ? markOf(drawing, theme) : edgeOf(drawing, theme),
		[`${prefix}-stroke-width`]: 1.25,
		// Without it OpenLayers 10.11 never finds points of vector tiles under the pointer.
		[`${prefix}-declutter-mode`]: 'none',
		...(retired && { [`${prefix}-stroke-line-dash`]: [2, 2] }),
	};
	if (!kind) return [symbol];
	return [
		{
			...symbol,
			'shape-points': kind.points,
			'shape-angle': kind.angle ?? 0,
			...(kind.inner !== undefined && { 'shape-radius2': ['*', kind.inner, sizeOf(drawing)] }),
			...(kind.scale && { 'shape-scale': kind.scale }),
		},
	];
};

const line = (drawing: Drawing, theme: Theme, retired: boolean): FlatStyle[] => {
	const stroke = (color: Expression, width: Expression, rest: FlatStyle): FlatStyle => ({ 'stroke-color': color, 'stroke-width': width, ...rest });
	if (retired) return [stroke(markOf(drawing, theme), sizeOf(drawing), { 'stroke-line-dash': [6, 5], 'stroke-line-cap': 'butt', 'z-index': 1 })];
	const { core, outline } = drawing;
	return [
		...(outline ? [stroke(outline[theme], sizeOf(drawing, 2), { 'z-index': 0 })] : []),
		stroke(colorOf(drawing, theme), sizeOf(drawing), { 'z-index': 1 }),
		...(core
			? [stroke(core.color[theme], zoomed(core.size), { 'z-index': 2, 'stroke-line-cap': 'butt', ...(core.dash && { 'stroke-line-dash': core.dash }) })]
			: []),
	];
};

const area = (drawing: Drawing, theme: Theme, retired: boolean): FlatStyle[] => [
	{
		'fill-color': retired ? clear : colorOf(drawing, theme),
		'stroke-color': edgeOf(drawing, theme),
		'stroke-width': drawing.size,
		...(retired && { 'stroke-line-dash': [6, 5] }),
	},
];

/** The mark of a doubtful position: a broken ring about a point, hatching across a line, a dotted edge about an area. */
const doubtful = (drawing: Drawing, kind: 'point' | 'line' | 'area', theme: Theme): FlatStyle => {
	const color = markOf(drawing, theme);
	if (kind === 'area') return { 'stroke-color': color, 'stroke-width': drawing.size + 3, 'stroke-line-dash': [1, 6], 'stroke-line-cap': 'butt' };
	if (kind === 'line')
		return { 'stroke-color': color, 'stroke-width': sizeOf(drawing, 8), 'stroke-line-dash': [1, 6], 'stroke-line-cap': 'butt', 'z-index': 3 };
	return {
		'circle-radius': sizeOf(drawing, 4),
		'circle-fill-color': clear,
		'circle-stroke-color': color,
		'circle-stroke-width': 1.25,
		'circle-stroke-line-dash': [2, 3],
		'circle-declutter-mode': 'none',
	};
};

/** Draws a class as rules of an OpenLayers flat style, for the canvas and the WebGL renderer alike; reads `status` and `doubtful` of the features. */
export const styleOf = (drawing: Drawing, kind: 'point' | 'line' | 'area', theme: Theme): readonly StyleRule[] => {
	const draw = { point, line, area }[kind];
	return [
		{ filter: ['!=', ['get', 'status'], 'retired'], style: draw(drawing, theme, false) },
		{ filter: ['==', ['get', 'status'], 'retired'], style: draw(drawing, theme, true) },
		{ filter: ['==', ['get', 'doubtful'], true], style: [doubtful(drawing, kind, theme)] },
	];
};
