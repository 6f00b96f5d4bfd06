import type { Knex } from 'knex';
import type { TileFeature, TileProperties } from '../maths/tile.ts';
import { all, type Sql, swiftly } from '../platform/sql.ts';
import type { Address } from './address.ts';
import { type AssetTile, assetsSql, finishedSql } from './asset-queries.ts';
import type { Encoder } from './encode.ts';
import { everywhere, type FaultTile, faultsSql, finishedFaultsSql, singleFrom } from './fault-queries.ts';
import { Abandoned } from './gate.ts';
import { attributesAt, type Layer, type View } from './layers.ts';
import { placesSql, wardsSql } from './queries.ts';

/** One tile of one layer, as somebody may see it. */
export interface Wish {
	layer: Layer;
	view: View;
	/** Condition on faults for staff whose right holds in some departments or wards alone. */
	scope?: Sql | undefined;
	/** Those alone for which this holds, and how it was said. */
	filter?: Sql | undefined;
	said?: string | undefined;
	/** As of a day or an instant; else now. */
	at?: string | undefined;
	address: Address;
}

/** A tile as bytes, and the moment from which on it may look different although nothing happens. */
export interface Made {
	tile: Uint8Array;
	until: number;
}

/** How tiles are made. */
export interface Maker {
	encoder: Encoder;
	/** Whether a database makes vector tiles itself, which then is quicker. */
	able: (db: Knex) => Promise<boolean>;
}

interface Row {
	id: number | null;
	wkb: Buffer;
	due?: Date | null;
	[property: string]: unknown;
}

/** No tile holds more: the largest are kept. */
export const maxFeatures = 20_000;

const quarter = 15 * 60_000;
/** Days begin on a quarter of an hour in every time zone. */
const nextQuarter = (now: number): number => (Math.floor(now / quarter) + 1) * quarter;
const never = Number.POSITIVE_INFINITY;

/** Makes a tile; gives up between the steps when nobody waits for it any more. */
export async function makeTile(db: Knex, wish: Wish, { encoder, able, wanted }: Maker & { wanted: () => boolean }): Promise<Made> {
	const { layer } = wish;
	if (layer.kind === 'assets' && (await able(db))) return { tile: await finished(db, assetTile(wish, layer)), until: never };
	if (layer.kind === 'faults' && wish.address.z >= singleFrom && (await able(db))) return finishedFaults(db, wish);
	const rows = await rowsOf(db, wish);
	if (!wanted()) throw new Abandoned();
	// The database gives rows as they lie; equal contents must be equal bytes.
	rows.sort((a, b) => (a.id ?? 0) - (b.id ?? 0) || Buffer.compare(a.wkb, b.wkb));
	return { tile: await encoder.encode(layer.id, wish.address, rows.map(featureOf)), until: untilOf(layer, rows) };
}

const names = new Map<string, string>();

/** Statements differ by layer, view and zoom, not by place: each is planned once a connection (a fifth of the time of a small tile). Filters are anybody's. */
function planned(query: Sql, { filter }: Pick<Wish, 'filter'> = {}): Sql {
	if (filter) return query;
	const name = names.get(query.text) ?? `tile ${names.size + 1}`;
	names.set(query.text, name);
	return query.prepared(name);
}

type Asked = Omit<AssetTile, 'limit' | 'largest'>;

const assetTile = ({ view, address, filter, at }: Wish, { home }: Layer & { kind: 'assets' }): Asked => ({
	layer: home.id,
	number: home.number,
	geometry: home.geometry,
	view,
	address,
	attributes: attributesAt(home, view, address.z),
	filter,
	at,
});

function rowsOf(db: Knex, wish: Wish): Promise<Row[]> {
	const { layer, address } = wish;
	switch (layer.kind) {
		case 'assets':
			return assetRows(db, assetTile(wish, layer));
		case 'faults':
			return faultRows(db, wish);
		case 'wards':
			return all(db, planned(wardsSql(address)));
		case 'places':
			return all(db, planned(placesSql(address, placeKinds(address.z))));
	}
}

const faultTile = ({ view, scope = everywhere, filter = everywhere }: Wish): FaultTile => ({
	view: view === 'staff' ? 'staff' : 'public',
	scope,
	filter,
	limit: maxFeatures,
});

function faultRows(db: Knex, wish: Wish): Promise<Row[]> {
	const query = faultsSql(wish.address, faultTile(wish));
	// Planned once for any place, a tile of the whole municipality is taken for one of a street, and read by an index: twice the time.
	return all(db, wish.address.z < singleFrom ? query : planned(query, wish));
}

async function finishedFaults(db: Knex, wish: Wish): Promise<Made> {
	const [made] = await swiftly<{ tile: Buffer; due: Date | null }>(db, planned(finishedFaultsSql(wish.address, faultTile(wish)), wish));
	return { tile: made?.tile ?? Buffer.alloc(0), until: untilOf(wish.layer, made ? [made] : []) };
}

/** Ordering by size costs, and hardly any tile needs it: only one that is too full is asked for once more, in order. */
async function assetRows(db: Knex, tile: Asked): Promise<Row[]> {
	const rows = await all<Row>(db, planned(assetsSql({ ...tile, limit: maxFeatures + 1, largest: false }), tile));
	return rows.length > maxFeatures ? all(db, planned(assetsSql({ ...tile, limit: maxFeatures, largest: true }), tile)) : rows;
}

async function finished(db: Knex, tile: Asked): Promise<Uint8Array> {
	const ask = async (limit: number, largest: boolean): Promise<{ tile: Buffer; count: number }> => {
		const [row] = await swiftly<{ tile: Buffer; count: number }>(db, planned(finishedSql({ ...tile, limit, largest }), tile));
		return row ?? { tile: Buffer.alloc(0), count: 0 };
	};
	const made = await ask(maxFeatures + 1, false);
	return made.count > maxFeatures ? (await ask(maxFeatures, true)).tile : made.tile;
}

const placeKinds = (z: number): string[] => ['suburb', ...(z >= 13 ? ['landmark'] : []), ...(z >= 14 ? ['street'] : [])];

const simple = (value: unknown): value is string | number | boolean => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

function featureOf({ id, wkb, due: _due, ...columns }: Row): TileFeature {
	const properties: Record<string, string | number | boolean> = {};
	for (const [name, value] of Object.entries(columns)) if (simple(value)) properties[name] = value;
	return { ...(id !== null && { id }), wkb, properties: properties satisfies TileProperties };
}

function untilOf({ kind }: Layer, rows: readonly { due?: Date | null }[]): number {
	if (kind !== 'faults' && kind !== 'wards') return never;
	return Math.min(nextQuarter(Date.now()), ...rows.flatMap(({ due }) => (due ? [due.getTime()] : [])));
}
