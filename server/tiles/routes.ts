import type { IRouter, Request, RequestHandler, Response } from 'express';
import type { Knex } from 'knex';
import { settings } from '../platform/config.ts';
import { problemOf, sendProblem } from '../platform/errors.ts';
import type { Live } from '../platform/live.ts';
import { ableOnce } from './able.ts';
import { type Asked, answerTile, find, type Looking, type Making } from './answer.ts';
import { createEncoder } from './encode.ts';
import { follow } from './follow.ts';
import { gate } from './gate.ts';
import { layers, viewOf } from './layers.ts';
import { persist } from './persist.ts';
import { abandoned, TileStore } from './store.ts';
import { tileJson } from './tilejson.ts';

export interface TileDeps {
	/** Who asks; at once, or tiles that are at hand would have to wait. */
	begin: (request: Request) => Looking;
	/** In which language. */
	language?: (request: Request) => string;
	/** Finds out who asks, before `begin`. */
	known?: RequestHandler;
	live: Live;
	/** Where tiles are kept that outlast a restart, and how many megabytes; without it in memory alone. */
	kept?: { db: Knex; folder: string; megabytes: number };
	/** How many megabytes are kept in memory. */
	memory?: number;
}

export interface TilesRunning {
	/** Answers a tile that was asked for under another address. */
	answer: (request: Request, response: Response, asked: Asked) => void;
	/** Lets the thread go. */
	close: () => Promise<void>;
}

const megabyte = 1024 * 1024;
/** Tiles read at once; the rest of the database's connections are for people who wait for answers. */
const width = 6;

/** Answers vector tiles of assets, faults, wards and names, and describes them. */
export function tileRoutes(router: IRouter, { begin, language = english, known = through, live, kept, memory = 64 }: TileDeps): TilesRunning {
	const encoder = createEncoder();
	const persistent = kept && persist(kept.db, live, { folder: kept.folder, limit: kept.megabytes * megabyte });
	const store = new TileStore(memory * megabyte, persistent?.disk);
	const making: Making = { encoder, able: ableOnce(), store, following: follow(live, store), pass: gate(width) };
	const answer: TilesRunning['answer'] = (request, response, asked) =>
		attempt(request, response, () => answerTile(request, response, { context: begin(request), making, asked }));
	router.get('/tiles/:layer/:z/:x/:file', (request: Request<Record<keyof Asked, string>>, response, next) => {
		const { cookie, authorization } = request.headers;
		const asker = request as Request;
		// Most who ask say nothing of themselves.
		if (cookie === undefined && authorization === undefined) answer(asker, response, request.params);
		else known(asker, response, (error?: unknown) => (error ? next(error) : answer(asker, response, request.params)));
	});
	router.get('/tiles/:file', known, (request, response) =>
		attempt(request, response, () => {
			const context = { ...begin(request), language: language(request) };
			const id = /^([a-z-]+)\.json$/.exec(String(request.params['file']))?.[1] ?? '';
			const described = id === 'index' ? describeAll(request, context) : describeOne(request, context, id);
			response.set({ 'cache-control': 'no-cache', vary: 'cookie, authorization' }).json(described);
		}),
	);
	const close = async (): Promise<void> => {
		await encoder.close();
		await persistent?.close();
	};
	return { answer, close };
}

/** Answers, now or later, or says why not. */
function attempt(request: Request, response: Response, act: () => Promise<void> | void): void {
	try {
		act()?.catch((error) => refuse(request, response, error));
	} catch (error) {
		refuse(request, response, error);
	}
}

function refuse(request: Request, response: Response, error: unknown): void {
	if (!abandoned(error)) sendProblem(request, response, problemOf(error));
}

interface Described extends Looking {
	language: string;
}

const english = (): string => 'en';
const through: RequestHandler = (_request, _response, next) => next();

const baseOf = (request: Request): string => (settings.publicUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`).replace(/\/$/, '');

function describeOne(request: Request, context: Described, id: string) {
	const { layer, view } = find(id, context);
	return tileJson({ layer, view, town: context.town, base: baseOf(request), language: context.language });
}

function describeAll(request: Request, context: Described) {
	const seen = [...layers.values()].filter((it) => viewOf(it, context.actor) !== undefined);
	const described = seen.map(({ id }) => {
		const { name, version, minzoom, maxzoom } = describeOne(request, context, id);
		return { id, name, version, minzoom, maxzoom, url: `${baseOf(request)}/tiles/${id}.json` };
	});
	return { layers: described };
}
