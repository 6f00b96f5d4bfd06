import { asArray } from 'ol/color.js';
import Feature from 'ol/Feature.js';
import type Geometry from 'ol/geom/Geometry.js';
import LineString from 'ol/geom/LineString.js';
import Point from 'ol/geom/Point.js';
import { fromExtent } from 'ol/geom/Polygon.js';
import { flatStylesToStyleFunction, rulesToStyleFunction } from 'ol/render/canvas/style.js';
import { parseLiteralStyle } from 'ol/render/webgl/style.js';
import RegularShape from 'ol/style/RegularShape.js';
import type Style from 'ol/style/Style.js';
import { describe, expect, it } from 'vitest';
import { type AssetClass, legend, legendMarks, type StyleRule } from '../../gis-layers/index.ts';
import { contrast, leastDifference } from './color.ts';
import { classes } from './shelf.ts';

/** The base map is nearly white by day and nearly black by night. */
const base = { light: '#f3f4f2', dark: '#1c2024' } as const;
const themes = ['light', 'dark'] as const;

/** What the canvas and the WebGL renderer both take. */
const operators = new Set(['get', '==', '!=', '<', '>=', '*', 'match', 'case', 'resolution']);

const geometries: Record<AssetClass['geometry'], () => Geometry> = {
	Point: () => new Point([0, 0]),
	LineString: () =>
		new LineString([
			[0, 0],
			[9, 9],
		]),
	Polygon: () => fromExtent([0, 0, 9, 9]),
};

const rulesOf = (layer: AssetClass, theme: 'light' | 'dark'): readonly StyleRule[] => (theme === 'dark' ? layer.styleDark : layer.style);

/** OpenLayers' own styles for an asset with these attributes; at a resolution of 1 (zoom 17) sizes are those of the legend. */
const draw = (layer: AssetClass, theme: 'light' | 'dark', attributes: Record<string, unknown>, resolution = 1): readonly Style[] => {
	const rules = structuredClone(rulesOf(layer, theme)) as Parameters<typeof rulesToStyleFunction>[0];
	const styles = rulesToStyleFunction(rules)(new Feature({ geometry: geometries[layer.geometry](), ...attributes }), resolution);
	// OpenLayers uses one object for all features, so it is copied before the next is drawn.
	return (Array.isArray(styles) ? styles : styles ? [styles] : []).map((style) => style.clone());
};

const rgba = (color: unknown): readonly number[] => asArray(color as string | number[]);

const hex = (color: unknown): string =>
	`#${rgba(color)
		.slice(0, 3)
		.map((channel) => channel.toString(16).padStart(2, '0'))
		.join('')}`;

/** What was drawn, in the words of a legend. */
const seen = (layer: AssetClass, styles: readonly Style[]) => {
	const image = styles[0]?.getImage();
	if (image instanceof RegularShape) return { color: rgba(image.getFill()?.getColor()), size: image.getRadius() };
	const fill = styles[0]?.getFill()?.getColor();
	if (fill) return { color: rgba(fill), size: styles[0]?.getStroke()?.getWidth() };
	const stroke = styles[layer.drawing.outline ? 1 : 0]?.getStroke();
	return { color: rgba(stroke?.getColor()), size: stroke?.getWidth() };
};

/** The attributes of an asset of each row of the legend, in the order of the rows. */
const examples = ({ drawing: { by } }: AssetClass): readonly Record<string, unknown>[] => {
	if (!by) return [{}];
	const rows = by.categories.map(({ is, from }) => ({ [by.attribute]: is ?? from }));
	return by.categories.some(({ from }) => from !== undefined) ? [{}, ...rows] : [...rows, {}];
};

const expressionsIn = (value: unknown): unknown[][] =>
	Array.isArray(value)
		? [...(typeof value[0] === 'string' ? [value] : []), ...value.flatMap(expressionsIn)]
		: typeof value === 'object' && value !== null
			? Object.values(value).flatMap(expressionsIn)
			: [];

describe.each(classes)('the symbology of $id', (layer) => {
	it.each(themes)('is drawn by the canvas renderer in the colours and sizes of its %s legend', (theme) => {
		const rows = legend(layer, theme === 'dark');
		expect(rows.length).toBe(examples(layer).length);
		for (const [index, attributes] of examples(layer).entries()) {
			const swatch = rows[index]?.swatch;
			const { color, size } = seen(layer, draw(layer, theme, attributes));
			expect(color).toEqual(rgba(swatch?.color));
			expect(size).toBeCloseTo((layer.geometry === 'Point' ? swatch?.radius : swatch?.width) ?? 0, 2);
		}
	});

	it.each(themes)('compiles for the WebGL renderer as well (%s)', (theme) => {
		for (const { filter, style } of rulesOf(layer, theme)) {
			for (const flat of style) {
				expect(() => flatStylesToStyleFunction([flat as never])).not.toThrow();
				expect(() => parseLiteralStyle(flat as never, {}, filter as never)).not.toThrow();
			}
		}
	});

	it('uses only operators that both renderers take', () => {
		const used = rulesOf(layer, 'light').flatMap(({ filter, style }) => [filter, ...style.flatMap((flat) => Object.values(flat))].flatMap(expressionsIn));
		expect(used.map(([operator]) => operator).filter((operator) => !operators.has(String(operator)))).toEqual([]);
	});

	it('marks the retired by broken lines and a doubtful position by something more around it', () => {
		const [usual, retired, doubtful] = [{}, { status: 'retired' }, { doubtful: true }].map((attributes) => draw(layer, 'light', attributes));
		const dashes = (styles: readonly Style[] = []) =>
			styles.map((style) => (style.getImage() instanceof RegularShape ? (style.getImage() as RegularShape) : style).getStroke()?.getLineDash());
		expect(dashes(retired).every(Boolean)).toBe(true);
		expect(dashes(usual)[0]).toBeFalsy();
		expect(doubtful?.length).toBe((usual?.length ?? 0) + 1);
		expect(legendMarks(layer, false).map(({ swatch }) => [swatch.hollow ?? false, swatch.halo ?? false])).toEqual([
			[true, false],
			[false, true],
		]);
	});

	it.each(themes)('leaves those marks legible on the %s base map', (theme) => {
		for (const attributes of [{ status: 'retired' }, { doubtful: true }]) {
			const last = draw(layer, theme, attributes).at(-1);
			const image = last?.getImage();
			const stroke = (image instanceof RegularShape ? image : last)?.getStroke();
			expect(contrast(hex(stroke?.getColor()), base[theme])).toBeGreaterThanOrEqual(3);
		}
	});

	it('grows when one comes nearer', () => {
		const sizes = [10, 3, 1, 0.6, 0.3].map((resolution) => seen(layer, draw(layer, 'light', {}, resolution)).size ?? 0);
		if (layer.geometry !== 'Polygon') expect(sizes.every((size, index) => index === 0 || size > (sizes[index - 1] ?? 0))).toBe(true);
		expect(Math.min(...sizes)).toBeGreaterThan(0.5);
	});

	it.each(themes)('stands out from the %s base map, by its colour or its edge', (theme) => {
		for (const { swatch } of legend(layer, theme === 'dark')) {
			const edge = swatch.outline ?? swatch.color;
			const strongest = Math.max(contrast(edge, base[theme]), swatch.color.length > 7 ? 0 : contrast(swatch.color, base[theme]));
			expect(strongest, JSON.stringify(swatch)).toBeGreaterThanOrEqual(3);
		}
	});

	it('makes categories only of attributes it has, by values they have', () => {
		const { by } = layer.drawing;
		const attribute = layer.attributes.find(({ id }) => id === by?.attribute);
		expect(attribute === undefined).toBe(by === undefined);
		const choices = attribute?.choices?.map(({ id }) => id) ?? [];
		for (const { is, from } of by?.categories ?? []) {
			expect((is === undefined) !== (from === undefined)).toBe(true);
			if (is !== undefined) expect(choices).toContain(is);
		}
		const limits = (by?.categories ?? []).flatMap(({ from }) => from ?? []);
		expect(limits).toEqual(limits.toSorted((a, b) => a - b));
	});
});

describe('the symbols beside each other', () => {
	const points = classes.filter(({ geometry }) => geometry === 'Point');
	const lines = classes.filter(({ geometry }) => geometry === 'LineString');
	const pairs = (list: readonly AssetClass[]) => list.flatMap((a, index) => list.slice(index + 1).map((b) => [a, b] as const));

	it('have a shape for each class of points', () => {
		const shapes = points.map(({ drawing }) => drawing.shape);
		expect(shapes).not.toContain(undefined);
		expect(new Set(shapes).size).toBe(points.length);
	});

	it.each(themes)('differ in colour too, for the colour-blind as well, where their shapes look alike from afar (%s)', (theme) => {
		const round = points.filter(({ drawing }) => ['circle', 'pentagon', 'hexagon', 'octagon'].includes(drawing.shape ?? ''));
		for (const [a, b] of pairs(round)) expect(leastDifference(a.drawing.color[theme], b.drawing.color[theme]), `${a.id} ${b.id}`).toBeGreaterThan(0.1);
	});

	it.each(themes)('are lines of different make, or of colours that the colour-blind tell apart (%s)', (theme) => {
		const make = ({ drawing: { core, outline } }: AssetClass) => `${core ? (core.dash ? 'dotted' : 'double') : 'plain'} ${outline ? 'cased' : ''}`;
		for (const [a, b] of pairs(lines)) {
			if (make(a) === make(b)) expect(leastDifference(a.drawing.color[theme], b.drawing.color[theme]), `${a.id} ${b.id}`).toBeGreaterThan(0.1);
		}
	});
});
