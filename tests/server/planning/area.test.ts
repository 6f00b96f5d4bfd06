import type { Knex } from 'knex';
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
		expect(areaOf('suburb:7')).toEqual({ kind: 'suburb', id: 7 });
		expect(areaOf('hex:-12,5,5')).toEqual({ kind: 'hex', cells: [-12, 5] });
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
		['suburb:Sentraal', 'unknown'],
		['hex:', 'unknown'],
		['hex:12,x', 'unknown'],
		[`hex:${Array.from({ length: 201 }, (_, i) => i).join(',')}`, 'cells'],
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

	const one = async <T>(transaction: Knex, text: string): Promise<T> => (await transaction.raw(text)).rows[0];
	const hexes = `
		select count(*)::int as count, count(*) filter (where nearest.name <> suburb.name)::int as wrong
		from suburb_hex
		join suburb on suburb.id = suburb_hex.suburb_id
		cross join lateral (select ((suburb_hex.hex + 2147483648) & 4294967295) - 2147483648 as r) as low
		cross join lateral (select metric(st_transform(st_setsrid(st_makepoint(250 * ((suburb_hex.hex - r) / 4294967296 + r / 2.0), 125 * sqrt(3) * r), 32734), 4326)) as geom) as middle
		cross join lateral (select place.name from place where place.kind = 'suburb' order by metric(place.geom) <-> middle.geom limit 1) as nearest`;

	it(
		'is a suburb: the hexagons nearer to its point than to any other, or in its own shape, drawn anew with the gazetteer',
		undone(async (transaction) => {
			const here = await addPipe(transaction, { key: 'A1', metres: 100, material: 'CI' });
			await addFault(transaction, { asset: here, at: '2026-05-05T10:00:00Z' });
			await transaction.raw(`
				insert into place (kind, name, geom) values ('suburb', 'Noord', st_setsrid(st_makepoint(18.96, -33.72), 4326)), ('suburb', 'Ver', st_setsrid(st_makepoint(18.92, -33.78), 4326))`);
			const drawn = await one<{ count: number; wrong: number }>(transaction, hexes);
			expect(drawn.count).toBeGreaterThan(100);
			expect(drawn.wrong).toBe(0);
			// What is drawn is exactly what is counted.
			const { off } = await one<{ off: number }>(
				transaction,
				`select max(abs(st_area(metric(suburb.geom)) / cells.count / (250 * 250 * sqrt(3) / 2) - 1)) as off from suburb
				 join (select suburb_id, count(*) from suburb_hex group by suburb_id) as cells on cells.suburb_id = suburb.id`,
			);
			expect(off).toBeLessThan(1e-6);
			const context = await planning(transaction);
			expect(context.town.suburbs.map((it) => it.name)).toEqual(['Noord', 'Sentraal', 'Ver']);
			const failures = async (area: string): Promise<number> => {
				const raw = { class: 'water-pipes', from: '2024-01-01', to: '2026-06-30', area };
				const { rows, about, notes } = await answerReport(await planning(transaction), { id: 'pipe-failure-rate', language: 'en', raw });
				expect([about, ...notes].join()).toContain('hexagon');
				return rows.filter((row) => row.key.includes('CI')).reduce((sum, row) => sum + row.faults, 0);
			};
			const idOf = async (name: string): Promise<number> => (await one<{ id: number }>(transaction, `select id from suburb where name = '${name}'`)).id;
			const [central, north] = [await idOf('Sentraal'), await idOf('Noord')];
			expect([await failures(`suburb:${central}`), await failures(`suburb:${north}`), await failures('suburb:999999')]).toEqual([1, 0, 0]);
			const { hex } = await one<{ hex: number }>(transaction, "select hex from asset where key = 'A1'");
			expect([await failures(`hex:${hex}`), await failures(`hex:${hex},0`), await failures('hex:0')]).toEqual([1, 1, 0]);
			// With a shape of its own a suburb holds what lies in it, wherever its point is.
			await transaction.raw("update place set area = st_multi(st_buffer(st_setsrid(st_makepoint(18.9605, -33.7302), 4326), 0.006)) where name = 'Ver'");
			expect([await failures(`suburb:${central}`), await failures(`suburb:${await idOf('Ver')}`)]).toEqual([0, 1]);
			expect(await idOf('Sentraal')).toBe(central);
			await transaction.raw("update place set secrecy = 'staff' where name = 'Ver'");
			expect(await failures(`suburb:${central}`)).toBe(1);
			await transaction.raw("delete from place where kind = 'suburb'");
			expect(await one(transaction, 'select (select count(*) from suburb)::int as suburbs, (select count(*) from suburb_hex)::int as cells')).toEqual({
				suburbs: 0,
				cells: 0,
			});
		}),
	);
});
