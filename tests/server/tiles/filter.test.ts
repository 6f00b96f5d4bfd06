import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addFault, around, column, heard, openTiles, row, staff, street, type Tiles } from './site.ts';

let tiles: Tiles;
beforeAll(async () => {
	tiles = await openTiles();
});
afterAll(() => tiles.close());

const lamps = `/tiles/street-lights/15/${column(15, street.lon)}/${row(15, street.lat)}.mvt`;
const asked = async (query: Record<string, string>, headers: Record<string, string> = {}, path = lamps) =>
	tiles.get(`${path}?${new URLSearchParams(query)}`, headers);
const refs = (tile: Awaited<ReturnType<typeof asked>>): unknown[] => tile.features.map(({ properties }) => properties['ref']).sort();

describe('a filter', () => {
	test('leaves those for which it holds, however it is written', async () => {
		const whole = refs(await asked({}));
		const some = whole.slice(0, 3).map((it) => `'${it}'`);
		const filter = `reference IN (${some.join(', ')})`;
		expect(refs(await asked({ filter }))).toEqual(whole.slice(0, 3));
		const json = JSON.stringify({ op: 'in', args: [{ property: 'reference' }, whole.slice(0, 3)] });
		expect(refs(await asked({ filter: json, 'filter-lang': 'cql2-json' }))).toEqual(whole.slice(0, 3));
		expect((await asked({ filter: "reference = 'nobody'" })).status).toBe(204);
	});

	test('asks by what the asker may know', async () => {
		const filter = "feeder = 'F1'";
		expect(refs(await asked({ filter }, staff)).length).toBeGreaterThan(0);
		expect((await asked({ filter })).status).toBe(400);
		const pipes = `/tiles/water-pipes/15/${column(15, street.lon)}/${row(15, street.lat)}.mvt`;
		expect((await asked({ filter: 'diameter > 0' }, {}, pipes)).status).toBe(400);
		expect((await asked({ filter: 'diameter > 0' }, staff, pipes)).status).toBe(200);
	});

	test('is kept with its tile, until what it asks by changes; tiles without one stay', async () => {
		const filter = "street = 'Nuwestraat'";
		const [whole, none] = [await asked({}), await asked({ filter })];
		expect(none.status).toBe(204);
		let made = 0;
		const count = ({ sql }: { sql: string }): void => {
			if (/st_asbinary|st_asmvt\(tile/.test(sql)) made += 1;
		};
		tiles.db.on('query', count);
		await asked({ filter: `street='Nuwestraat'` });
		expect(made).toBe(0);
		await tiles.db('asset').where({ reference: 'SL-103' }).update({ street: 'Nuwestraat' });
		const version = { v: String(await heard(tiles)) };
		expect(refs(await asked({ filter, ...version }))).toEqual(['SL-103']);
		expect(made).toBe(1);
		expect((await asked(version)).headers.get('etag')).toBe(whole.headers.get('etag'));
		expect(made).toBe(1);
		tiles.db.off('query', count);
	});

	test('of faults holds for staff and for everybody', async () => {
		const [burst, dark] = [await addFault(tiles, { emergency: true }), await addFault(tiles)];
		const version = await heard(tiles);
		for (const headers of [{}, staff]) {
			const path = `/tiles/faults/15/${column(15, street.lon)}/${row(15, street.lat)}.mvt`;
			const codes = async (filter: string) => (await asked({ filter, v: String(version) }, headers, path)).features.map(({ properties }) => properties['code']);
			expect(await codes('emergency = true')).toEqual([burst.code]);
			expect(await codes(`code = '${dark.code}' AND open = TRUE AND class = 'street-lights'`)).toEqual([dark.code]);
			expect(await codes(`code = '${dark.code}' AND since >= DATE('2000-01-01')`)).toEqual([dark.code]);
			expect(await codes(`code = '${dark.code}' AND since < DATE('2000-01-01')`)).toEqual([]);
		}
	});

	test.each([
		{ filter: '' },
		{ filter: 'reference' },
		{ filter: "reference = 'x" },
		{ filter: "nothing = 'x'" },
		{ filter: 'reference > 5' },
		{ filter: `${'('.repeat(3000)}reference = 'x'` },
		{ filter: `reference = '${'x'.repeat(5000)}'` },
		{ filter: "reference = 'x'; drop table asset" },
		{ filter: 'S_INTERSECTS(geometry, POINT(900 900))' },
		{ filter: '{"op":"="}', 'filter-lang': 'cql2-json' },
		{ filter: '{', 'filter-lang': 'cql2-json' },
		{ filter: "reference = 'x'", 'filter-lang': 'sql' },
		{ at: 'yesterday' },
		{ at: '2026-13-01' },
		{ at: '' },
	])('that makes no sense is refused with a reason: %j', async (query) => {
		const answer = await asked(query as Record<string, string>);
		expect(answer.status).toBe(400);
		expect(JSON.parse(answer.bytes.toString())).toMatchObject({ status: 400, detail: expect.stringMatching(/\w/) });
	});

	test('is refused twice, and where there is nothing to filter', async () => {
		expect((await tiles.get(`${lamps}?filter=a&filter=b`)).status).toBe(400);
		expect((await tiles.get(`/tiles/wards/10/${column(10, street.lon)}/${row(10, street.lat)}.mvt?filter=code='1'`)).status).toBe(400);
		expect((await tiles.get(`/tiles/faults/10/1/1.mvt?at=2026-01-01`)).status).toBe(400);
	});
});

test('a tile as of another day shows the register as it was', async () => {
	const before = new Date().toISOString();
	const seen = refs(await asked({ at: before }));
	expect(seen).toContain('SL-104');
	await tiles.db('asset').where({ reference: 'SL-104' }).update({ status: 'retired' });
	for (const headers of [{}, staff]) expect(refs(await asked({ at: before }, headers))).toContain('SL-104');
	expect(refs(await asked({ v: String(await heard(tiles)) }))).not.toContain('SL-104');
	expect((await asked({ at: '1900-01-01' })).status).toBe(204);
	expect(refs(await asked({ at: before, filter: "reference = 'SL-104'" }))).toEqual(['SL-104']);
	expect((await around(tiles, 'street-lights', { z: 16 })).length).toBeGreaterThan(0);
});
