import { describe, expect, test } from 'vitest';
import { areaOf, distance, type Line, nth, type Point } from '../../../seeds/town/geometry.ts';
import { groupBy } from '../../../seeds/town/lists.ts';
import type { Asset } from '../../../seeds/town/register.ts';
import { edgeOf } from '../../../seeds/town/wards.ts';
import { digest, draw } from './drawn.ts';

const { layout, town } = draw('town');
const ofClass = (id: Asset['class']): Asset[] => town.assets.filter((asset) => asset.class === id);
const lineOf = (asset: Asset): Line => asset.shape.coordinates as unknown as Line;
const text = (asset: Asset, name: string): string => String(asset.attributes[name]);

/** Which nodes hang together, by the pipes between them. */
function connected(pipes: readonly Asset[]): (node: string) => string {
	const above = new Map<string, string>();
	const root = (node: string): string => {
		let at = node;
		for (let up = above.get(at); up !== undefined; up = above.get(at)) {
			at = up;
		}
		return at;
	};
	for (const pipe of pipes) {
		const [a, b] = [root(text(pipe, 'from_node')), root(text(pipe, 'to_node'))];
		if (a !== b) {
			above.set(a, b);
		}
	}
	return root;
}

describe('the demo town', () => {
	test('is the same for the same seed and another for another', () => {
		const first = digest('small');
		expect(digest('small')).toBe(first);
		expect(digest('small', 'elsewhere')).not.toBe(first);
	});

	test('is as large as a town: lights, pipes, wards', () => {
		const km = (id: Asset['class']): number => ofClass(id).reduce((sum, asset) => sum + asset.length, 0) / 1000;
		expect(layout.wards).toHaveLength(30);
		expect(ofClass('street-lights').length).toBeGreaterThan(8000);
		expect(km('water-pipes')).toBeGreaterThan(300);
		expect(km('sewer-pipes')).toBeGreaterThan(300);
	});

	test('has wards that fill its boundary and do not overlap', () => {
		const edge = edgeOf(layout.wards);
		expect(nth(edge, 0)).toEqual(nth(edge, -1));
		const whole = areaOf(edge);
		const parts = layout.wards.map((ward) => areaOf(ward.ring));
		expect(Math.min(...parts)).toBeGreaterThan(0);
		expect(parts.reduce((a, b) => a + b, 0) / whole).toBeCloseTo(1, 9);
	});

	test('gives every lamp a kiosk of its own suburb and a phase, the three in turn', () => {
		const kiosks = new Set(ofClass('electricity-kiosks').map((kiosk) => kiosk.key));
		const lamps = ofClass('street-lights');
		expect(lamps.every((lamp) => kiosks.has(text(lamp, 'feeder')))).toBe(true);
		const phases = [...groupBy(lamps, (lamp) => text(lamp, 'phase')).entries()].map(([phase, all]) => [phase, all.length / lamps.length] as const);
		expect(phases.map(([phase]) => phase).sort()).toEqual(['B', 'R', 'W']);
		for (const [, share] of phases) {
			expect(share).toBeCloseTo(1 / 3, 1);
		}
	});

	test('has a water network whose every pipe hangs on a reservoir, ends meeting exactly', () => {
		const pipes = ofClass('water-pipes');
		const root = connected(pipes);
		const sources = new Set(ofClass('reservoirs').map((reservoir) => root(text(reservoir, 'node'))));
		expect(sources.size).toBe(1);
		expect(pipes.every((pipe) => sources.has(root(text(pipe, 'from_node'))))).toBe(true);
		const places = new Map<string, Point>();
		for (const pipe of pipes) {
			for (const [node, at] of [[text(pipe, 'from_node'), nth(lineOf(pipe), 0)] as const, [text(pipe, 'to_node'), nth(lineOf(pipe), -1)] as const]) {
				expect(places.get(node) ?? at).toEqual(at);
				places.set(node, at);
			}
		}
	});

	test('has valves that lie on the pipe they name, near the node they name', () => {
		const pipes = new Map(ofClass('water-pipes').map((pipe) => [pipe.key, pipe]));
		for (const valve of ofClass('water-valves')) {
			const pipe = pipes.get(text(valve, 'link'));
			const end = pipe && (text(pipe, 'from_node') === text(valve, 'node') ? nth(lineOf(pipe), 0) : nth(lineOf(pipe), -1));
			expect(pipe && [text(pipe, 'from_node'), text(pipe, 'to_node')]).toContain(text(valve, 'node'));
			expect(end && distance(end, valve.at)).toBeLessThan(6);
		}
	});

	test('has sewers that all run to the works', () => {
		const pipes = ofClass('sewer-pipes');
		const root = connected(pipes);
		expect(new Set(pipes.map((pipe) => root(text(pipe, 'from_node')))).size).toBe(1);
		const starts = new Set(pipes.map((pipe) => text(pipe, 'from_node')));
		const ends = new Set(pipes.map((pipe) => text(pipe, 'to_node')).filter((node) => !starts.has(node)));
		expect(ends).toEqual(
			new Set([
				text(
					nth(
						ofClass('pump-stations').filter((it) => text(it, 'pumps') === 'sewage'),
						0,
					),
					'node',
				),
			]),
		);
	});

	test('has houses on both sides of named streets, each on a main, with clinics among them', () => {
		const pipes = new Set(ofClass('water-pipes').map((pipe) => pipe.key));
		const connections = ofClass('service-connections');
		expect(connections.every((it) => pipes.has(text(it, 'pipe')))).toBe(true);
		expect(connections.some((it) => text(it, 'critical') === 'clinic')).toBe(true);
		const numbers = town.places.filter((place) => place.kind === 'address').map((place) => place.number ?? 0);
		const odd = numbers.filter((number) => number % 2 === 1).length / numbers.length;
		expect(odd).toBeCloseTo(0.5, 1);
	});
});
