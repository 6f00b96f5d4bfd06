import { describe, expect, it } from 'vitest';
import { densitySteps } from '../../../server/maths/along-network.ts';
import { onlyChosen } from '../../../server/planning/chosen.ts';
import type { ReportAnswer } from '../../../server/planning/contract.ts';
import { type CrowdedLine, crowded } from '../../../server/planning/crowded.ts';
import { withoutFew } from '../../../server/planning/export/few.ts';
import { piecesLayerOf } from '../../../server/planning/export/layer.ts';

/** A street due east of the town's corner, a kilometre as the register measures it. */
const line = (id: number, north: number, failures: number[]): CrowdedLine => ({
	id,
	reference: `RD-${id}`,
	street: `Street ${id}`,
	length: 1000,
	path: [
		[18.9, -33.7 + north],
		[18.9 + 1000 / (111_195 * Math.cos((33.7 * Math.PI) / 180)), -33.7 + north],
	],
	days: 1000,
	failures,
	leftOut: 3,
	unlinked: 2,
});
const working = { values: { bandwidth: '200' }, progress: () => undefined };

describe('the density along a network', () => {
	it('comes with the stretches as lines by step, where they lie', () => {
		const [found] = crowded([line(1, 0, [500, 500, 500]), line(2, 0.01, [])], working);
		expect(found).toMatchObject({ leftOut: 3, unlinked: 2, pieces: 3, drawn: 3 });
		expect(found?.graded.map(({ from }) => from)).toEqual(densitySteps);
		expect(found?.graded.map(({ lines }) => lines.length)).toEqual([0, 0, 2, 0, 1]);
		const [[west], [east]] = [found?.graded[4]?.lines[0]?.at(0) ?? [0], found?.graded[4]?.lines[0]?.at(-1) ?? [0]];
		const metres = (lon: number): number => (lon - 18.9) * 111_195 * Math.cos((33.7 * Math.PI) / 180);
		expect(metres(west)).toBeCloseTo(350, 0);
		expect(metres(east)).toBeCloseTo(650, 0);
	});

	it('is drawn where it is densest when there are too many pieces to draw', () => {
		// each of 2,500 far streets has its own failure in the middle: three pieces each
		const many = Array.from({ length: 2500 }, (_, i) => line(i, i * 0.01, i < 10 ? [500, 500] : [500]));
		const [found] = crowded(many, working);
		expect(found).toMatchObject({ pieces: 7500, drawn: 6000 });
		// the ends of the streets with one alone are the least dense: of 4,980 such, 3,480 are drawn
		expect(found?.graded.map(({ lines }) => lines.length)).toEqual([0, 3480, 20, 2490, 10]);
	});

	it('stays in the house when few faults are hidden, and is drawn with the rows that are chosen', () => {
		const graded = [{ from: 0, lines: [] }];
		const answer = {
			rows: [{ key: 'x', cells: {}, place: 'x', faint: null, faults: 9 }],
			columns: [],
			notes: [],
			chart: {},
			geography: { by: 'own', title: '', places: [], graded },
		} as unknown as ReportAnswer;
		expect(withoutFew(answer, (it) => it['en'] ?? '').geography).toEqual({ by: 'own', title: '', places: [] });
		expect(onlyChosen(answer, ['x'], '{n}').geography?.graded).toEqual(graded);
	});

	it('is taken along as a layer of its own, each piece with the least of its step', async () => {
		const system = { srid: 4326, authority: 'EPSG', code: 4326, name: 'WGS 84', wkt: '' };
		const [found] = crowded([line(1, 0, [500, 500, 500]), line(2, 0.01, [])], working);
		const answer = { id: 'crowded', geography: { by: 'own', title: 'Times', places: [], graded: found?.graded } } as unknown as ReportAnswer;
		const pieces = piecesLayerOf(answer, system);
		expect(pieces?.layer).toMatchObject({ name: 'crowded-pieces', geometry: 'LineString', columns: [{ name: 'from', kind: 'number' }] });
		const froms: unknown[] = [];
		for await (const { wkb, properties } of pieces?.rows ?? []) {
			expect(wkb?.[1]).toBe(2);
			froms.push(properties['from']);
		}
		expect(froms).toEqual([densitySteps[2], densitySteps[2], densitySteps[4]]);
		expect(piecesLayerOf({ ...answer, geography: null }, system)).toBeUndefined();
	});
});
