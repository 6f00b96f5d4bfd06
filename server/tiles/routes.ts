import type { Request, Response, Router } from 'express';
import { settings } from '../platform/config.ts';
import { problemOf, sendProblem } from '../platform/errors.ts';
import type { Live } from '../platform/live.ts';
import { type Asked, answerTile, find, type Looking, type Making } from './answer.ts';
import { createEncoder } from './encode.ts';
import { follow } from './follow.ts';
import { gate } from './gate.ts';
import { layers, viewOf } from './layers.ts';
import { abandoned, TileStore } from './store.ts';
import { tileJson } from './tilejson.ts';

export interface TileDeps {
	begin: (request: Request) => Looking | Promise<Looking>;
	live: Live;
}

export interface TilesRunning {
	/** Answers a tile asked for under another address. */
	answer: (request: Request, response: Response, asked: Asked) => Promise<void>;
	/** Lets the thread go. */
	close: () => Promise<void>;
}

const memory = 64 * 1024 * 1024;
/** Tiles read at once; the rest of the database's connections are for people who wait for answers. */
const width = 3;

/** Answers vector tiles of assets, faults, wards and names, and describes them. */
export function tileRoutes(router: Router, { begin, live }: TileDeps): TilesRunning {
	const encoder = createEncoder();
	const store = new TileStore(memory);
	const making: Making = { encoder, store, upTo: follow(live, store), pass: gate(width) };
	const attempt = async (request: Request, response: Response, act: (context: Looking) => Promise<void> | void): Promise<void> => {
		try {
			await act(await begin(request));
		} catch (error) {
			if (!abandoned(error)) sendProblem(request, response, problemOf(error));
		}
	};
	const answer: TilesRunning['answer'] = (request, response, asked) =>
		attempt(request, response, (context) => answerTile(request, response, { context, making, asked }));
	router.get('/tiles/:layer/:z/:x/:file', (request, response) => answer(request, response, request.params));
	router.get('/tiles/:file', (request, response) =>
		attempt(request, response, (context) => {
			const id = /^([a-z-]+)\.json$/.exec(request.params.file)?.[1] ?? '';
			const described = id === 'index' ? describeAll(request, context) : describeOne(request, context, id);
			response.set({ 'cache-control': 'no-cache', vary: 'cookie, authorization' }).json(described);
		}),
	);
	return { answer, close: () => encoder.close() };
}

const baseOf = (request: Request): string => (settings.publicUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`).replace(/\/$/, '');

function describeOne(request: Request, context: Looking, id: string) {
	const { layer, view } = find(id, context);
	return tileJson({ layer, view, town: context.town, base: baseOf(request), language: context.language });
}

function describeAll(request: Request, context: Looking) {
	const seen = [...layers.values()].filter((it) => viewOf(it, context.actor) !== undefined);
	const described = seen.map(({ id }) => {
		const { name, version, minzoom, maxzoom } = describeOne(request, context, id);
		return { id, name, version, minzoom, maxzoom, url: `${baseOf(request)}/tiles/${id}.json` };
	});
	return { layers: described };
}
