import type { AddressInfo } from 'node:net';
import express from 'express';
import { loadTown } from '../../../../server/municipality/index.ts';
import { problems } from '../../../../server/platform/errors.ts';
import { createLive } from '../../../../server/platform/live.ts';
import { ogcRoutes } from '../../../../server/standards/ogc/index.ts';
import { tileRoutes } from '../../../../server/tiles/index.ts';
import { ownDatabase } from '../../../support/database.ts';

/** Rights by header, so that a test can be anybody. */
export const staff = { 'x-rights': 'asset.read fault.read' };
export const officer = { 'x-rights': 'asset.read asset.edit' };

export interface Link {
	href: string;
	rel: string;
	type?: string;
	title?: string;
}
export interface Feature {
	type: 'Feature';
	id: number | string;
	geometry: { type: string; coordinates: never };
	properties: Record<string, unknown>;
	links?: Link[];
}
export interface Features {
	numberMatched: number;
	numberReturned: number;
	features: Feature[];
	links: Link[];
}

/** Anything that was answered, read as JSON where it is. */
export interface Said<T> {
	status: number;
	headers: Headers;
	body: T;
}

const sent = (headers: Record<string, string>, body: unknown): RequestInit =>
	body === undefined
		? { headers }
		: { headers: { 'content-type': 'application/geo+json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) };

async function said<T>(response: Response): Promise<Said<T>> {
	const text = await response.text();
	const type = response.headers.get('content-type') ?? '';
	const json = type.includes('json') && !type.includes('seq') && text !== '';
	return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : text) as T };
}

/** The API over a database of one's own, over HTTP. */
export async function openOgc() {
	const database = await ownDatabase();
	const { knex: db } = database;
	const live = createLive(db, 50);
	const app = express();
	const [person] = await db('person').insert({ name: 'Ogc', email: 'ogc@example.org', language: 'en' }).returning('id');
	let town = await loadTown(db);
	const look = (request: express.Request) => {
		const rights = (request.get('x-rights') ?? '').split(' ');
		const actor = { personId: request.get('x-rights') ? Number(person.id) : null, name: '', may: (right: string) => rights.includes(right) };
		const wish = request.query['language'];
		const language = wish === 'af' || wish === 'xh' ? wish : 'en';
		return { db, town, actor, sender: 'test', language, photos: [], now: new Date() };
	};
	const begin = async (request: express.Request) => look(request);
	const tiles = tileRoutes(app, { begin: look, live });
	ogcRoutes(app, {
		begin,
		development: false,
		tile: (request, response, { layer, z, x, y }) => tiles.answer(request, response, { layer, z: String(z), x: String(x), file: `${y}.mvt` }),
	});
	app.use(problems);
	const listening = app.listen(0, '127.0.0.1');
	await new Promise((resolve) => listening.once('listening', resolve));
	const base = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/ogc`;
	const ask = async <T>(method: string, path: string, headers: Record<string, string> = {}, body?: unknown): Promise<Said<T>> => {
		const address = path.startsWith('http') ? path : base + path;
		return said<T>(await fetch(address, { method, ...sent(headers, body) }));
	};
	return {
		db,
		base,
		ask,
		get: <T = Features>(path: string, headers: Record<string, string> = {}) => ask<T>('GET', path, headers),
		reload: async () => {
			town = await loadTown(db);
		},
		close: async () => {
			live.close();
			await tiles.close();
			listening.closeAllConnections();
			await new Promise((resolve) => listening.close(resolve));
			await database.close();
		},
	};
}

export type Ogc = Awaited<ReturnType<typeof openOgc>>;

/** The ids of a page. */
export const ids = ({ body }: Said<Features>): (number | string)[] => body.features.map((it) => it.id);

/** Follows `next` to the end; answers the pages. */
export async function walk({ get }: Pick<Ogc, 'get'>, path: string, headers: Record<string, string> = {}): Promise<Features[]> {
	const pages: Features[] = [];
	for (let next: string | undefined = path; next !== undefined; ) {
		const { status, body }: Said<Features> = await get(next, headers);
		if (status !== 200) throw new Error(`${next}: ${status}`);
		pages.push(body);
		next = body.links.find((it) => it.rel === 'next')?.href;
	}
	return pages;
}
