import { afterAll, describe, expect, it } from 'vitest';
import { areaOf } from '../../../server/planning/area.ts';
import { answerReport } from '../../../server/planning/run.ts';
import { Problem } from '../../../server/platform/problem.ts';
import { db, undone } from '../../support/database.ts';
import { addFault, addPipe, planning } from './register.ts';

afterAll(() => db.destroy());

describe('an area', () => {
	it('is read as the address says it', () => {
		expect(areaOf('')).toEqual({ kind: 'all' });
		expect(areaOf('ward:3')).toEqual({ kind: 'ward', id: 3 });
		expect(areaOf('street:Main: Road')).toEqual({ kind: 'street', name: 'Main: Road' });
		expect(areaOf('circle:18.96 -33.73,500')).toEqual({ kind: 'circle', centre: [18.96, -33.73], metres: 500 });
		const ring = [
			[18.9, -33.7],
			[19, -33.7],
			[19, -33.8],
			[18.9, -33.7],
		];
		expect(areaOf('polygon:18.9 -33.7,19 -33.7,19 -33.8')).toEqual({ kind: 'polygon', ring });
		expect(areaOf('polygon:18.9 -33.7,19 -33.7,19 -33.8,18.9 -33.7')).toEqual({ kind: 'polygon', ring });
	});

	it.each([
		['moon:1', 'unknown'],
		['ward:one', 'unknown'],
		['circle:18.96 -33.73,0', 'radius'],
		['circle:18.96,500', 'place'],
		['polygon:18.9 -33.7,19 -33.7', 'few'],
		['polygon:18.9 -33.7,19 -33.8,19 -33.7,18.9 -33.8', 'crossing'],
		['polygon:18.9 -33.7,19 -333.8,19 -33.7', 'place'],
		[`polygon:${Array.from({ length: 202 }, (_, i) => `18.${100 + i} -33.${i % 2}`).join(',')}`, 'many'],
	])('%s is refused: %s', (text, fault) => {
		expect(areaOf(text)).toBe(fault);
	});

	it(
		'narrows assets, time in service and failures alike',
		undone(async (transaction) => {
			const here = await addPipe(transaction, { key: 'A1', metres: 500, material: 'CI', ward: 1 });
			await addFault(transaction, { asset: here, at: '2026-05-05T10:00:00Z' });
			const context = await planning(transaction);
			const failures = async (area: string): Promise<number> => {
				const answer = await answerReport(context, {
					id: 'pipe-failure-rate',
					language: 'en',
					raw: { class: 'water-pipes', from: '2024-01-01', to: '2026-06-30', area },
				});
				return answer.rows.filter((row) => row.key.includes('CI')).reduce((sum, row) => sum + row.faults, 0);
			};
			const { rows } = await transaction.raw(`select st_x(st_startpoint(geom)) as lon, st_y(st_startpoint(geom)) as lat from asset where key = 'A1'`);
			const [{ lon, lat }] = rows;
			expect(await failures('')).toBe(1);
			expect(await failures('ward:1')).toBe(1);
			expect(await failures('ward:2')).toBe(0);
			expect(await failures(`circle:${lon} ${lat},50`)).toBe(1);
			expect(await failures(`circle:${lon} ${Number(lat) + 0.1},50`)).toBe(0);
			const box = [
				[-1, -1],
				[1, -1],
				[1, 1],
				[-1, 1],
			]
				.map(([x, y]) => `${Number(lon) + 0.001 * Number(x)} ${Number(lat) + 0.001 * Number(y)}`)
				.join(',');
			expect(await failures(`polygon:${box}`)).toBe(1);
			await expect(failures('polygon:1 1')).rejects.toBeInstanceOf(Problem);
		}),
	);
});
