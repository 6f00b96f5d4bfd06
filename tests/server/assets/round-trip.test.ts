import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { importFile } from '../../../server/assets/index.ts';
import type { Database } from '../../../server/platform/db/index.ts';
import { ownDatabase } from '../../support/database.ts';
import { addVariedAssets, exporter } from './varied-register.ts';

vi.setConfig({ testTimeout: 120_000 });

/** The same test with ten thousand lamps: ROUND_TRIP=10000. */
const count = Number(process.env['ROUND_TRIP'] ?? 300);
const endings = ['gpkg', 'fgb', 'geojson', 'geojsonl', 'shp.zip', 'csv'];
const sayingTheirSystem = ['gpkg', 'fgb', 'geojson', 'geojsonl', 'shp.zip'];

let database: Database;
beforeAll(async () => {
	database = await ownDatabase();
	await addVariedAssets(database.knex, count);
});
afterAll(() => database.close());

const write = exporter(() => database.knex);

describe('a class that is exported and imported again', () => {
	const cases = ['street-lights', 'roads', 'public-ground', 'water-valves'].flatMap((layer) => endings.map((ending) => [layer, ending] as const));

	test.each(cases)('%s as .%s: an empty difference, and nothing mended or sent back', async (layer, ending) => {
		const file = await write(`${layer}.${ending}`, layer);
		const { tally, difference, repairs } = await importFile(database, { file, layer, retireMissing: true });
		const { rows } = await database.knex.raw("select count(*)::int from asset join asset_class on number = class where code = ? and status <> 'withdrawn'", [
			layer,
		]);
		expect(repairs).toEqual([]);
		expect(tally).toEqual({ rows: rows[0].count, accepted: rows[0].count, repaired: 0, rejected: 0 });
		expect(difference).toMatchObject({ added: 0, geometry: 0, attributes: 0, both: 0, unchanged: rows[0].count, revived: 0, missing: 0 });
	});

	test.each([2048, 32734, 3857])('in EPSG:%i: the system is known again, and nothing has moved', async (srid) => {
		for (const ending of sayingTheirSystem)
			for (const layer of ['street-lights', 'public-ground']) {
				const file = await write(`${layer}-${srid}.${ending}`, layer, srid);
				const result = await importFile(database, { file, layer });
				expect(result, ending).toMatchObject({ srid, difference: { added: 0, geometry: 0, attributes: 0, both: 0 }, tally: { rejected: 0 } });
			}
	});

	test('was truly compared: one value changed in the register is one difference', async () => {
		const file = await write('lamps-before.geojson', 'street-lights');
		await database.knex.raw(`update asset set attributes = attributes || '{"watts": 1}' where key = 'V00001'`);
		await database.knex.raw(`update asset set geom = st_translate(geom, 0.00001, 0) where key = 'V00002'`);
		expect((await importFile(database, { file, layer: 'street-lights' })).difference).toMatchObject({ added: 0, geometry: 1, attributes: 1, both: 0 });
	});
});
