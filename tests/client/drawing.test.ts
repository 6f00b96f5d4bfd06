import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reportStyle, signColours } from '../../client/map/report-style.ts';
import { outlineOf } from '../../client/map/swatch-shape.ts';
import { brandColours, contrast, parseColour, type Rgb } from '../../client/ui/colour.ts';
import { signOf, signs } from '../../client/ui/states.ts';
import tokens from '../../client/ui/tokens.css?raw';
import { states } from '../../server/faults/contract.ts';

const colour = (text: string): Rgb => {
	const it = parseColour(text);
	if (!it) throw new Error(`${text} is no colour`);
	return it;
};

/** The tokens of a block of the stylesheet, by the selector it begins with. */
const block = (selector: string): Record<string, string> => {
	const from = tokens.indexOf(`${selector} {`);
	const body = tokens.slice(from, tokens.indexOf('}', from));
	return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]));
};

const themes = { light: block(':root'), dark: block(':root[data-theme="dark"]') };

describe('the colours', () => {
	test('of the two dark blocks are the same', () => {
		expect(block(':root:not([data-theme="light"])')).toEqual(themes.dark);
	});

	const pairs = [
		...['ink', 'ink-2', 'ink-3', 'good', 'warn', 'bad'].flatMap((ink) => ['ground', 'surface', 'sunken'].map((ground) => [ink, ground] as const)),
		...['good', 'warn', 'bad'].map((tone) => [tone, `${tone}-tint`] as const),
	];

	test.each(pairs)('let %s be read on %s, light and dark', (ink, ground) => {
		for (const theme of Object.values(themes)) expect(contrast(colour(theme[ink] ?? ''), colour(theme[ground] ?? ''))).toBeGreaterThanOrEqual(4.5);
	});

	test.each(['light', 'dark'] as const)('of signs stand out from every ground, and are the same on the map (%s)', (name) => {
		for (const sign of [...signs, 'overdue'] as const) {
			expect(themes[name][sign]).toBe(signColours[name][sign]);
			for (const ground of ['ground', 'surface'])
				expect(contrast(colour(themes[name][sign] ?? ''), colour(themes[name][ground] ?? ''))).toBeGreaterThanOrEqual(3);
		}
	});

	test('that follow from any brand can be read', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
				const it = brandColours(`#${number.toString(16).padStart(6, '0')}`);
				expect(contrast(colour(it?.onBrand ?? ''), colour(it?.brand ?? ''))).toBeGreaterThanOrEqual(4.5);
				for (const ground of ['ground', 'surface', 'sunken']) {
					expect(contrast(colour(it?.inkOnLight ?? ''), colour(themes.light[ground] ?? ''))).toBeGreaterThanOrEqual(4.5);
					expect(contrast(colour(it?.inkOnDark ?? ''), colour(themes.dark[ground] ?? ''))).toBeGreaterThanOrEqual(4.5);
				}
			}),
		);
	});

	test('are refused where they are none', () => {
		expect(['red', '#12', '#12345g', ''].map(brandColours)).toEqual([null, null, null, null]);
	});
});

describe('the signs of faults', () => {
	test('cover every state, each by exactly one rule of the map', () => {
		const rules = JSON.stringify(reportStyle('light').map(({ filter }) => filter));
		for (const state of states) {
			expect(signs).toContain(signOf[state]);
			expect(rules.split(`"${state}"`)).toHaveLength(2);
		}
	});

	test('differ by shape, not only by colour', () => {
		const shapes = reportStyle('light')
			.slice(0, signs.length)
			.map(({ style }) => JSON.stringify(style.map((it) => [it['shape-points'], it['shape-angle'], 'circle-radius' in it, it['shape-scale']])));
		expect(new Set(shapes).size).toBe(signs.length);
	});
});

describe('a symbol in the legend', () => {
	test('has as many corners as on the map, none farther out than its radius', () => {
		const corners = { square: 4, diamond: 4, triangle: 3, 'triangle-down': 3, pentagon: 5, hexagon: 6, octagon: 8, star: 10, cross: 8, bar: 4 } as const;
		for (const [shape, count] of Object.entries(corners)) {
			const points = outlineOf(shape as keyof typeof corners, 6)
				.slice(1, -1)
				.split('L')
				.map((it) => it.split(' ').map(Number));
			expect(points, shape).toHaveLength(count);
			for (const [x = 99, y = 99] of points) expect(Math.hypot(x, y)).toBeLessThanOrEqual(6.01);
		}
	});

	test('points up where it is a triangle', () => {
		expect(outlineOf('triangle', 5)).toMatch(/^M0 -5L/);
	});
});
