import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';
import { scopeOf } from '../faults/index.ts';
import type { Context } from '../municipality/index.ts';
import { notFound } from '../platform/problem.ts';
import { addressOf } from './address.ts';
import type { Following } from './follow.ts';
import { Abandoned, type gate } from './gate.ts';
import type { Key } from './kept.ts';
import { type Layer, layers, type View, viewOf } from './layers.ts';
import { type Maker, makeTile, type Wish } from './read.ts';
import { sendTile } from './send.ts';
import type { Tile, TileStore } from './store.ts';
import { wishedFor } from './wished-for.ts';

/** What the tiles need to know of a request. */
export type Looking = Pick<Context, 'db' | 'town' | 'actor'>;

/** What makes and keeps the tiles of a database. */
export interface Making extends Maker {
	store: TileStore;
	following: Following;
	pass: ReturnType<typeof gate>;
}

/** Which tile, as it stands in a URL. */
export interface Asked {
	layer: string;
	z: string;
	x: string;
	file: string;
}

interface Answering {
	context: Looking;
	making: Making;
	asked: Asked;
}

const zipBeside = promisify(gzip);
/** The first level: the sixth saves a fortieth of the bytes and takes more than twice as long. */
const packing = { level: 1, chunkSize: 128 * 1024 };
/** Handing a small tile to another thread and back takes longer than compressing it (0.25 ms for 30 kB), bytes. */
const small = 100_000;

const zip = async (tile: Uint8Array): Promise<Buffer> => (tile.length < small ? gzipSync(tile, packing) : zipBeside(tile, packing));
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

const noQuery: Request['query'] = {};

/** Answers a tile, at once where it is at hand. Browsers keep it and ask each time whether it is still the one: that costs no more than a question. */
export function answerTile(request: Request, response: Response, { context, making, asked }: Answering): Promise<void> | void {
	// Express reads the query anew each time it is looked at.
	const query = request.url.includes('?') ? request.query : noQuery;
	const { layer, view } = find(asked.layer, context);
	const scope = view === 'staff' && layer.kind === 'faults' ? scopeOf(context) : undefined;
	const wish: Wish = { layer, view, scope, address: addressOf(asked), ...(query !== noQuery && wishedFor({ layer, view }, query)) };
	const key = keyOf(wish);
	const heard = heardOf(query);
	if (wish.at !== undefined) return past(wish, { context, making }).then((tile) => sendTile(request, response, { tile, view }));
	const ready = making.following.isUpTo(layer.kind, heard) ? making.store.ready(key) : undefined;
	if (ready) return sendTile(request, response, { tile: ready, view });
	return obtain(wish, { context, making, response, key, heard }).then((tile) => sendTile(request, response, { tile, view }));
}

const keyOf = ({ layer, view, scope, said, address: { z, x, y } }: Wish): Key => ({
	layer: layer.id,
	z,
	x,
	y,
	variant: scope || said ? `${view} ${JSON.stringify(scope?.values)} ${said}` : view,
	filtered: said !== undefined,
});

interface Obtaining extends Omit<Answering, 'asked'> {
	response: Response;
	key: Key;
	heard: number;
}

async function obtain(wish: Wish, { context, making, response, key, heard }: Obtaining): Promise<Tile> {
	const { layer, address } = wish;
	if (address.z < layer.minZoom) return nothing;
	await making.following.upTo(layer.kind, heard);
	const asker = { gone: response.closed };
	response.on('close', () => {
		asker.gone = true;
	});
	return making.store.get({ key, asker }, (wanted) => make(context, wish, { making, wanted }));
}

/** What was is asked for too seldom to be kept. */
async function past(wish: Wish, { context, making }: Omit<Answering, 'asked'>): Promise<Tile> {
	return wish.address.z < wish.layer.minZoom ? nothing : make(context, wish, { making, wanted: () => true });
}

async function make({ db }: Looking, wish: Wish, { making, wanted }: { making: Making; wanted: () => boolean }): Promise<Tile> {
	// While one tile is compressed the database makes the next.
	const { tile, until } = await making.pass(wanted, () => makeTile(db, wish, { ...making, wanted }));
	if (!wanted()) throw new Abandoned();
	if (tile.length === 0) return { ...nothing, until };
	const body = await zip(tile);
	return { body, hash: createHash('sha256').update(body).digest('base64url').slice(0, 22), until };
}
