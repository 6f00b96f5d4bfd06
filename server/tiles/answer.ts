import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { scopeOf } from '../faults/index.ts';
import type { Context } from '../municipality/index.ts';
import { notFound } from '../platform/problem.ts';
import { addressOf } from './address.ts';
import type { Encoder } from './encode.ts';
import { Abandoned, type gate } from './gate.ts';
import type { Key } from './kept.ts';
import { type Layer, layers, type View, viewOf } from './layers.ts';
import { readTile, type Wish } from './read.ts';
import type { Tile, TileStore } from './store.ts';

/** What the tiles need to know of a request. */
export type Looking = Pick<Context, 'db' | 'town' | 'actor' | 'language'>;

/** What makes and keeps the tiles of a database. */
export interface Making {
	encoder: Encoder;
	store: TileStore;
	/** Resolves when what is kept is as new as an event that somebody has heard of. */
	upTo: (kind: Layer['kind'], heard: number) => Promise<void>;
	pass: ReturnType<typeof gate>;
}

/** Which tile, as it stands in a URL. */
export interface Asked {
	layer: string;
	z: string;
	x: string;
	file: string;
}

const mediaType = 'application/vnd.mapbox-vector-tile';
const zip = promisify(gzip);
const unzip = promisify(gunzip);
const nothing: Tile = { body: undefined, hash: 'nothing', until: Number.POSITIVE_INFINITY };

/** What somebody may see of a layer. What they may not see at all does not exist for them. */
export function find(id: string, { actor }: Pick<Looking, 'actor'>): { layer: Layer; view: View } {
	const layer = layers.get(id);
	const view = layer && viewOf(layer, actor);
	if (!view) throw notFound('layer of tiles');
	return { layer, view };
}

/** The number of the event somebody has heard of: they are never given a tile from before it. */
const heardOf = (query: Request['query']): number => {
	const heard = Number(query['v'] ?? 0);
	return Number.isSafeInteger(heard) ? heard : 0;
};

/** Answers a tile. Browsers keep it and ask each time whether it is still the one: that costs no more than a question. */
export async function answerTile(
	request: Request,
	response: Response,
	{ context, making, asked }: { context: Looking; making: Making; asked: Asked },
): Promise<void> {
	const { layer, view } = find(asked.layer, context);
	const address = addressOf(asked);
	await making.upTo(layer.kind, heardOf(request.query));
	const scope = view === 'staff' && layer.kind === 'faults' ? scopeOf(context) : undefined;
	const tile = address.z < layer.minZoom ? nothing : await tileOf({ layer, view, scope, address }, { context, making, response });
	response.set('cache-control', view === 'staff' ? 'private, no-cache' : 'public, no-cache');
	await send(request, response, tile);
}

const keyOf = ({ layer, view, scope, address: { z, x, y } }: Wish): Key => ({
	layer: layer.id,
	z,
	x,
	y,
	variant: scope ? `${view} ${JSON.stringify(scope.values)}` : view,
	filtered: false,
});

function tileOf(wish: Wish, { context, making, response }: { context: Looking; making: Making; response: Response }): Promise<Tile> | Tile {
	const key = keyOf(wish);
	const ready = making.store.ready(key);
	if (ready) return ready;
	const asker = { gone: response.closed };
	response.on('close', () => {
		asker.gone = true;
	});
	return making.store.get({ key, asker }, (wanted) => making.pass(wanted, () => make(context, wish, { making, wanted })));
}

async function make({ db }: Looking, wish: Wish, { making, wanted }: { making: Making; wanted: () => boolean }): Promise<Tile> {
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
