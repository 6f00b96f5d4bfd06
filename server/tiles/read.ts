import type { Knex } from 'knex';
import type { TileFeature, TileProperties } from '../maths/tile.ts';
import { all, type Sql } from '../platform/sql.ts';
import type { Address } from './address.ts';
import { everywhere, faultsSql } from './fault-queries.ts';
import { attributesAt, type Layer, type View } from './layers.ts';
import { type AssetTile, assetsSql, placesSql, wardsSql } from './queries.ts';

/** One tile of one layer, as somebody may see it. */
export interface Wish {
	layer: Layer;
	view: View;
	/** Condition on faults for staff whose right holds in some departments or wards alone. */
	scope?: Sql | undefined;
	address: Address;
}

/** Features in the order of their ids, and the moment from which on they may look different although nothing happens. */
export interface Read {
	features: TileFeature[];
	until: number;
}

interface Row {
	id: number | null;
	wkb: Buffer;
	attributes?: Record<string, unknown> | null;
	due?: Date | null;
	[property: string]: unknown;
}

/** No tile holds more: the largest are kept. */
export const maxFeatures = 20_000;

const quarter = 15 * 60_000;
/** Days begin on a quarter of an hour in every time zone. */
const nextQuarter = (now: number): number => (Math.floor(now / quarter) + 1) * quarter;

/** Reads what a tile shows. */
export async function readTile(db: Knex, wish: Wish): Promise<Read> {
	const rows = await rowsOf(db, wish);
	// The database gives rows as they lie; equal contents must be equal bytes.
	rows.sort((a, b) => (a.id ?? 0) - (b.id ?? 0) || Buffer.compare(a.wkb, b.wkb));
	return { features: rows.map(featureOf), until: untilOf(wish.layer, rows) };
}

const names = new Map<string, string>();

/** Statements differ by layer, view and zoom, not by place: each is planned once a connection (a fifth of the time of a small tile). */
function rowsAt(db: Knex, query: Sql): Promise<Row[]> {
	const name = names.get(query.text) ?? `tile ${names.size + 1}`;
	names.set(query.text, name);
	return all<Row>(db, query.prepared(name));
}

function rowsOf(db: Knex, { layer, view, scope, address }: Wish): Promise<Row[]> {
	switch (layer.kind) {
		case 'assets':
			return assetRows(db, { number: layer.home.number, geometry: layer.home.geometry, view, address, attributes: attributesAt(layer.home, view, address.z) });
		case 'faults':
			return rowsAt(db, faultsSql(address, { view: view === 'staff' ? 'staff' : 'public', scope: scope ?? everywhere, limit: maxFeatures }));
		case 'wards':
			return rowsAt(db, wardsSql(address));
		case 'places':
			return rowsAt(db, placesSql(address, placeKinds(address.z)));
	}
}

/** Ordering costs, and hardly any tile needs it: only one that is too full is asked for once more, in order. */
async function assetRows(db: Knex, tile: Omit<AssetTile, 'limit' | 'largest'>): Promise<Row[]> {
	const rows = await rowsAt(db, assetsSql({ ...tile, limit: maxFeatures + 1, largest: false }));
	return rows.length > maxFeatures ? rowsAt(db, assetsSql({ ...tile, limit: maxFeatures, largest: true })) : rows;
}

const placeKinds = (z: number): string[] => ['suburb', ...(z >= 13 ? ['landmark'] : []), ...(z >= 14 ? ['street'] : [])];

const simple = (value: unknown): value is string | number | boolean => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

function featureOf({ id, wkb, attributes, due: _due, point: _point, ...columns }: Row): TileFeature {
	const properties: Record<string, string | number | boolean> = {};
	for (const source of [attributes ?? {}, columns]) {
		for (const [name, value] of Object.entries(source)) if (simple(value)) properties[name] = value;
	}
	return { ...(id !== null && { id }), wkb, properties: properties satisfies TileProperties };
}

function untilOf({ kind }: Layer, rows: readonly Row[]): number {
	if (kind !== 'faults' && kind !== 'wards') return Number.POSITIVE_INFINITY;
	return Math.min(nextQuarter(Date.now()), ...rows.flatMap(({ due }) => (due ? [due.getTime()] : [])));
}
