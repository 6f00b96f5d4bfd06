import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Request, Response, Router } from 'express';
import { scopeOf } from '../faults/index.ts';
import type { Context } from '../municipality/index.ts';
import { settings } from '../platform/config.ts';
import { problemOf, sendProblem } from '../platform/errors.ts';
import type { Live } from '../platform/live.ts';
import { notFound } from '../platform/problem.ts';
import { addressOf } from './address.ts';
import { createEncoder, type Encoder } from './encode.ts';
import { Abandoned, gate } from './gate.ts';
import { type Layer, layers, type View, viewOf } from './layers.ts';
import { readTile, type Wish } from './read.ts';
import { type Asker, abandoned, type Tile, TileStore } from './store.ts';
import { tileJson, timeless } from './tilejson.ts';
import { createVersions, type Versions } from './versions.ts';

export interface TileDeps {
	begin: (request: Request) => Promise<Context>;
	live: Live;
}

interface Making {
	encoder: Encoder;
	store: TileStore;
	versions: Versions;
	pass: ReturnType<typeof gate>;
}

const memory = 64 * 1024 * 1024;
/** Tiles read at once; the rest of the database's connections are for people who wait for answers. */
const width = 3;
const mediaType = 'application/vnd.mapbox-vector-tile';
const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** Answers vector tiles of assets, faults, wards and names, and describes them. Returns how to let its thread go. */
export function tileRoutes(router: Router, { begin, live }: TileDeps): { close: () => Promise<void> } {
	const making: Making = { encoder: createEncoder(), store: new TileStore(memory), versions: createVersions(live), pass: gate(width) };
	const answer = (handle: (request: Request, response: Response, context: Context) => Promise<void>) => async (request: Request, response: Response) => {
		try {
			await handle(request, response, await begin(request));
		} catch (error) {
			if (!abandoned(error)) sendProblem(request, response, problemOf(error));
		}
	};
	router.get(
		'/tiles/:layer/:z/:x/:file',
		answer((request, response, context) => sendTile({ request, response, context, making })),
	);
	router.get(
		'/tiles/:file',
		answer(async (request, response, context) => {
			const id = /^([a-z-]+)\.json$/.exec(String(request.params['file']))?.[1] ?? '';
			const described = id === 'index' ? await describeAll(request, context, making) : await describeOne(request, context, { id, making });
			response.set({ 'cache-control': 'no-cache', vary: 'cookie, authorization' }).json(described);
		}),
	);
	return { close: () => making.encoder.close() };
}

/** What somebody may see of a layer. What they may not see at all does not exist for them. */
function find(id: string, { actor }: Context): { layer: Layer; view: View } {
	const layer = layers.get(id);
	const view = layer && viewOf(layer, actor);
	if (!view) throw notFound('layer of tiles');
	return { layer, view };
}

async function sendTile({ request, response, context, making }: { request: Request; response: Response; context: Context; making: Making }): Promise<void> {
	const { layer: id = '', z = '', x = '', file = '' } = request.params as Record<string, string>;
	const { layer, view } = find(id, context);
	const address = addressOf({ z, x, file });
	const heard = Number(request.query['v'] ?? 0);
	const version = await making.versions.of(context.db, layer, Number.isSafeInteger(heard) ? heard : 0);
	const asker = { gone: response.closed };
	response.on('close', () => {
		asker.gone = true;
	});
	const scope = view === 'staff' && layer.kind === 'faults' ? scopeOf(context) : undefined;
	const tile = await tileOf({ layer, view, scope, address }, { context, making, version, asker });
	response.set(
		'cache-control',
		`${view === 'staff' ? 'private' : 'public'}, ${heard === version && timeless(layer) ? 'max-age=31536000, immutable' : 'no-cache'}`,
	);
	await send(request, response, tile);
}

async function tileOf(wish: Wish, { context, making, version, asker }: { context: Context; making: Making; version: number; asker: Asker }): Promise<Tile> {
	const { layer, view, scope, address } = wish;
	if (address.z < layer.minZoom) return nothing;
	const { z, x, y } = address;
	const key = [layer.id, view, z, x, y, scope ? JSON.stringify(scope.values) : ''].join('/');
	return making.store.get({ key, stamp: String(version), asker }, (wanted) => making.pass(wanted, () => make(context, wish, { making, wanted })));
}

const nothing: Tile = { body: undefined, hash: 'nothing', until: Number.POSITIVE_INFINITY };

async function make({ db }: Context, wish: Wish, { making, wanted }: { making: Making; wanted: () => boolean }): Promise<Tile> {
	const { features, until } = await readTile(db, wish);
	if (features.length === 0) return { ...nothing, until };
	if (!wanted()) throw new Abandoned();
	const tile = await making.encoder.encode(wish.layer.id, wish.address, features);
	if (tile.length === 0) return { ...nothing, until };
	return { body: await zip(tile), hash: createHash('sha256').update(tile).digest('base64url').slice(0, 22), until };
}

/** No content is 204: OpenLayers reads it as a tile without features, and nothing is parsed. */
async function send(request: Request, response: Response, { body, hash }: Tile): Promise<void> {
	const zipped = request.acceptsEncodings('gzip', 'identity') === 'gzip';
	response.set({ etag: `"${hash}${zipped ? '' : '-plain'}"`, vary: 'accept-encoding, cookie, authorization' });
	if (request.fresh) {
		response.status(304).end();
		return;
	}
	if (!body) {
		response.status(204).end();
		return;
	}
	response.set('content-type', mediaType);
	if (zipped) response.set('content-encoding', 'gzip');
	const bytes = zipped ? body : await unzip(body);
	response.set('content-length', String(bytes.length)).end(bytes);
}

const baseOf = (request: Request): string => (settings.publicUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`).replace(/\/$/, '');

async function describeOne(request: Request, context: Context, { id, making }: { id: string; making: Making }) {
	const { layer, view } = find(id, context);
	const version = await making.versions.of(context.db, layer);
	return tileJson({ layer, view, version, town: context.town, base: baseOf(request), language: context.language });
}

async function describeAll(request: Request, context: Context, making: Making) {
	const seen = [...layers.values()].filter((it) => viewOf(it, context.actor) !== undefined);
	const described = seen.map(async ({ id }) => {
		const { name, version, minzoom, maxzoom } = await describeOne(request, context, { id, making });
		return { id, name, version, minzoom, maxzoom, url: `${baseOf(request)}/tiles/${id}.json` };
	});
	return { layers: await Promise.all(described) };
}
