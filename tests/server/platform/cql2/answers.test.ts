import { afterAll, describe, expect, test } from 'vitest';
import { type FilterCrs, parseCql2, writeCql2 } from '../../../../server/platform/cql2/index.ts';
import { db } from '../../../support/database.ts';
import { matching } from './places.ts';
import { table } from './table.ts';

afterAll(() => db.destroy());

describe('a filter answers', () => {
	test('by a table of more than 120 rows', () => expect(table.length).toBeGreaterThan(120));

	for (const [filter, ids] of table) {
		test(filter, async () => {
			expect(await matching(filter)).toEqual(ids);
			const asJson = writeCql2(parseCql2(filter), 'cql2-json');
			expect(await matching(asJson, 'cql2-json'), asJson).toEqual(ids);
		});
	}
});

describe('coordinates of a filter', () => {
	const latLon: FilterCrs = { srid: 4326, swapped: true, box: [-180, -90, 180, 90], round: true };
	const mercator: FilterCrs = { srid: 3857, swapped: false, box: [-20_037_508.35, -20_048_966.11, 20_037_508.35, 20_048_966.11], round: true };

	test('are latitude before longitude where their system says so', async () => {
		expect(await matching('S_INTERSECTS(found,POINT(-33.73 18.96))', 'cql2-text', latLon)).toEqual([1, 4, 7]);
		expect(await matching('S_INTERSECTS(found,BBOX(-33.74,18.95,-33.72,18.97))', 'cql2-text', latLon)).toEqual([1, 3, 4, 7, 8]);
	});

	test('may be metres', async () => {
		expect(await matching('S_INTERSECTS(found,BBOX(2110500,-3992700,2110700,-3992500))', 'cql2-text', mercator)).toEqual([1, 4, 7]);
		expect(await matching('S_INTERSECTS(geom,BBOX(2110500,-3992700,2110700,-3992500))', 'cql2-text', mercator)).toEqual([1, 4, 7]);
	});

	test('outside their system are refused before the database sees them', async () => {
		await expect(matching('S_INTERSECTS(geom,POINT(181 0))')).rejects.toMatchObject({ status: 400 });
		await expect(matching('S_INTERSECTS(geom,POINT(18.96 -33.73))', 'cql2-text', { ...mercator, box: [0, 0, 1, 1] })).rejects.toMatchObject({ status: 400 });
	});
});
