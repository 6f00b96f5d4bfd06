import type { Knex } from 'knex';
import { maybeOne } from '../../platform/sql.ts';
import type { Collection } from './model.ts';
import { beginSql, extentSql } from './queries.ts';

/** Where and when the features of a collection are. */
export interface Extent {
	readonly spatial?: { bbox: number[][]; crs: string };
	readonly temporal?: { interval: (string | null)[][] };
}

interface BoxRow {
	west: number | null;
	south: number;
	east: number;
	north: number;
}

const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
/** Outwards to the ninth digit, so that what is given with nine digits lies inside. */
const down = (it: number): number => Math.floor(it * 1e9 - 1) / 1e9;
const up = (it: number): number => Math.ceil(it * 1e9 + 1) / 1e9;

const patience = 10 * 60_000;
const begins = new WeakMap<Knex, Map<string, { until: number; begin: Promise<string | null> }>>();

/** What is oldest hardly ever changes, and to find it everything must be looked at: it is asked for anew every ten minutes. */
function beginOf(db: Knex, { id, begins: oldest }: Collection): Promise<string | null> {
	if (!oldest) return Promise.resolve(null);
	const kept = begins.get(db) ?? new Map<string, { until: number; begin: Promise<string | null> }>();
	begins.set(db, kept);
	const found = kept.get(id);
	if (found && found.until > Date.now()) return found.begin;
	const begin = maybeOne<{ begin: string | null }>(db, beginSql(oldest)).then((it) => it?.begin ?? null);
	kept.set(id, { until: Date.now() + patience, begin });
	begin.catch(() => kept.delete(id));
	return begin;
}

/** The box and the time in which all features of a collection lie. The box is read anew each time: it takes four steps of an index. */
export async function extentOf(db: Knex, collection: Collection): Promise<Extent | undefined> {
	const box = await maybeOne<BoxRow>(db, extentSql(collection.extent));
	const begin = await beginOf(db, collection);
	if (!box || box.west === null) return undefined;
	return {
		spatial: { bbox: [[down(box.west), down(box.south), up(box.east), up(box.north)]], crs: crs84 },
		...(collection.begins && { temporal: { interval: [[begin, null]] } }),
	};
}
