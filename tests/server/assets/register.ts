import { afterAll, beforeAll, expect, vi } from 'vitest';
import { type ImportResult, importFile } from '../../../server/assets/index.ts';
import type { Database } from '../../../server/platform/db/index.ts';
import { ownDatabase } from '../../support/database.ts';
import { lonLat } from '../../support/town.ts';
import { type Feature, feature, point } from './files.ts';

export type Row = Record<string, unknown>;

/** The test town's register in a database of its own, and what tests do with it. */
export interface Register {
	take: (path: string, layer: string, more?: object) => Promise<ImportResult>;
	rows: <T = Row>(text: string) => Promise<T[]>;
	events: () => Promise<{ details: { layer: string } }[]>;
	/** What must hold of the register after whatever came in. */
	sound: () => Promise<void>;
	/** Longitude and latitude of a metric point. */
	place: (x: number, y: number) => Promise<{ lon: number; lat: number }>;
	/** A lamp of the test street, so many metres east of its beginning. */
	lamp: (key: string, east: number, more?: Row) => Promise<Feature>;
}

/** Opens a register for the tests of one file. */
export function register(): Register {
	// several whole imports a test, on the embedded database too
	vi.setConfig({ testTimeout: 90_000 });
	let database: Database;
	beforeAll(async () => {
		database = await ownDatabase();
	});
	afterAll(() => database.close());
	const rows = async <T>(text: string): Promise<T[]> => (await database.knex.raw(text)).rows;
	const place = (x: number, y: number) => lonLat(database.knex, x, y);
	return {
		rows,
		place,
		take: (path, layer, more = {}) => importFile(database, { file: path, layer, ...more }),
		events: () => rows("select details from event where kind = 'register.changed' order by id"),
		sound: async () => {
			// every version from 1 to the present stands once, and their spans follow one another without a gap
			expect(
				await rows(`
					select state.id from asset_state as state group by state.id
					having count(*) <> max(state.version) or min(state.version) <> 1 or count(*) <> count(distinct state.version) or not upper_inf(range_merge(range_agg(state.valid)))
					    or (select count(*) from unnest(range_agg(state.valid))) <> 1`),
			).toEqual([]);
			expect(await rows("select relname from pg_class where relname like 'import_staged_%'")).toEqual([]);
		},
		lamp: async (key, east, more = {}) => {
			const { lon, lat } = await place(311_000 + east, 6_265_005);
			return feature(
				{ POLE_NO: key, watts: 70, lamp_type: 'led', feeder: 'F9', install_date: '2012-03-04', owner: 'Testville Municipality', ...more },
				point(lon, lat),
			);
		},
	};
}
