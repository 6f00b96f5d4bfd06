import type { Request, Response, Router } from 'express';
import type { Context } from '../municipality/index.ts';
import { problemOf, sendProblem } from '../platform/errors.ts';
import { notFound } from '../platform/problem.ts';
import { maybeOne } from '../platform/sql.ts';
import type { Store } from '../platform/store.ts';
import { photoFileSql } from './queries.ts';

interface File {
	hash: string;
	thumbHash: string;
	kind: string;
	shown: boolean;
	own: boolean;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const asUuid = (it: unknown): string | null => (typeof it === 'string' && uuid.test(it) ? it : null);

/** Serves photos: `/media/{id}.jpg`, `?size=thumb`, `?t={tracking}` for one's own before a moderator has seen it. */
export function photoRoute(router: Router, begin: (request: Request) => Promise<Context>, store: Store): void {
	const answer = async (request: Request, response: Response): Promise<void> => {
		const id = asUuid(String(request.params['name']).replace(/\.jpg$/, ''));
		const { db, actor } = await begin(request);
		const file = id === null ? undefined : await maybeOne<File>(db, photoFileSql(id, asUuid(request.query['t'])));
		if (!file || !(file.shown || file.own || actor.may('fault.read'))) throw notFound('photo');
		const name = request.query['size'] === 'thumb' ? file.thumbHash : file.hash;
		response.set({ 'cache-control': file.shown ? 'public, max-age=300' : 'private, no-store', 'content-security-policy': "default-src 'none'" });
		response.type(file.kind).sendFile(store.path(name), { dotfiles: 'allow', cacheControl: false, etag: true });
	};
	router.get('/media/:name', (request, response) => answer(request, response).catch((error) => sendProblem(request, response, problemOf(error))));
}
