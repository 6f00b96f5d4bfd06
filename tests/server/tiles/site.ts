import type { AddressInfo } from 'node:net';
import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import express from 'express';
import type { Knex } from 'knex';
import { PbfReader } from 'pbf';
import { loadTown } from '../../../server/municipality/index.ts';
import type { Scope } from '../../../server/platform/http.ts';
import { createLive } from '../../../server/platform/live.ts';
import { liveStream } from '../../../server/platform/live-stream.ts';
import { tileRoutes } from '../../../server/tiles/index.ts';
import { ownDatabase } from '../../support/database.ts';

/** Rights by header, so that a test can be anybody. */
export const staff = { 'x-rights': 'asset.read fault.read' };

export interface Decoded {
	status: number;
	headers: Headers;
	bytes: Buffer;
	features: { id: number | undefined; properties: Record<string, unknown>; feature: VectorTileFeature }[];
}

/** TileJSON of one layer, or the list of all. */
interface Description {
	version: string;
	minzoom: number;
	tiles: string[];
	center: [number, number, number];
	vector_layers: { fields: Record<string, string> }[];
	layers: { id: string }[];
}

const scopeOf = (header: string | undefined): Scope | undefined => (header === undefined ? undefined : (JSON.parse(header) as Scope));

/** Tiles and the live feed over HTTP, of a database of one's own or, once more from the beginning, of the one given. */
export async function openTiles(given?: Knex, folder?: string) {
	const database = given ? { knex: given, close: async () => undefined } : await ownDatabase();
	const { knex: db } = database;
	const live = createLive(db, 50);
	const app = express();
	let town = await loadTown(db);
	const begin = (request: express.Request) => {
		const rights = (request.get('x-rights') ?? '').split(' ');
		const scope = scopeOf(request.get('x-scope'));
		const actor = { personId: null, name: '', may: (right: string) => rights.includes(right), scope: () => scope };
		return { db, town, actor, sender: 'test', language: 'en', photos: [], now: new Date() };
	};
	const tiles = tileRoutes(app, { begin, live, ...(folder && { kept: { db, folder, megabytes: 8 } }) });
	liveStream(app, { begin: async (request) => begin(request), live, perAddress: 3, heartbeat: 60 });
	const listening = app.listen(0, '127.0.0.1');
	await new Promise((resolve) => listening.once('listening', resolve));
	const base = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
	const get = async (path: string, headers: Record<string, string> = {}): Promise<Decoded> => {
		const response = await fetch(base + path, { headers });
		const bytes = Buffer.from(await response.arrayBuffer());
		return { status: response.status, headers: response.headers, bytes, features: response.status === 200 ? featuresOf(bytes) : [] };
	};
	return {
		db,
		live,
		base,
		get,
		/** A description, by a server that knows the municipality as it is now. */
		json: async (path: string, headers: Record<string, string> = {}) => {
			town = await loadTown(db);
			return (await (await fetch(base + path, { headers })).json()) as Description;
		},
		/** The tile of a layer that holds a place. */
		at: (layer: string, z: number, place: { lon: number; lat: number }, headers: Record<string, string> = {}) =>
			get(`/tiles/${layer}/${z}/${column(z, place.lon)}/${row(z, place.lat)}.mvt`, headers),
		close: async () => {
			live.close();
			await tiles.close();
			listening.closeAllConnections();
			await new Promise((resolve) => listening.close(resolve));
			await database.close();
		},
	};
}

export type Tiles = Awaited<ReturnType<typeof openTiles>>;

const featuresOf = (bytes: Buffer): Decoded['features'] =>
	Object.values(new VectorTile(new PbfReader(bytes)).layers).flatMap((layer) =>
		Array.from({ length: layer.length }, (_, i) => {
			const feature = layer.feature(i);
			return { id: feature.id, properties: feature.properties, feature };
		}),
	);

/** Column and row of the tile in which a place lies. */
export const column = (z: number, lon: number): number => Math.floor(((lon + 180) / 360) * 2 ** z);
export const row = (z: number, lat: number): number => {
	const radians = (lat * Math.PI) / 180;
	return Math.floor(((1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2) * 2 ** z);
};

/** The middle of the test street; its twelve lamps lie in two columns of tiles. */
export const street = { lon: 18.9618, lat: -33.7382 };

interface Asked {
	z: number;
	headers?: Record<string, string>;
	version?: number;
}

/** All features about the test street, each once: tiles overlap at their edges. */
export async function around({ get }: Tiles, layer: string, { z, headers = {}, version }: Asked): Promise<Decoded['features']> {
	const found = new Map<unknown, Decoded['features'][number]>();
	for (const dx of [-1, 0, 1]) {
		for (const dy of [-1, 0, 1]) {
			const tile = await get(`/tiles/${layer}/${z}/${column(z, street.lon) + dx}/${row(z, street.lat) + dy}.mvt${version ? `?v=${version}` : ''}`, headers);
			for (const it of tile.features) found.set(it.id ?? Symbol('without id'), it);
		}
	}
	return [...found.values()];
}

/** The number of the last event: whoever has heard of it gets no tile from before. */
export async function heard({ db }: Pick<Tiles, 'db'>): Promise<number> {
	const last = await db('event').max('id as id').first();
	return Number(last?.['id'] ?? 0);
}

let made = 0;

/** A fault of the test town; what is not given is an open one of a dark lamp beside the street. */
export async function addFault({ db }: Pick<Tiles, 'db'>, given: Record<string, unknown> = {}): Promise<{ id: number; code: string }> {
	made += 1;
	const point = `st_setsrid(st_makepoint(${street.lon + made * 1e-6}, ${street.lat}), 4326)`;
	const at = db.fn.now();
	const [fault] = await db('fault')
		.insert({
			failure_mode: 'street-light.out',
			family: 'light-out',
			class: 1,
			geom: db.raw(point),
			public_geom: db.raw(point),
			department_id: 1,
			ward_id: 2,
			first_report_at: at,
			last_report_at: at,
			...given,
		})
		.returning(['id', 'code']);
	return fault;
}
