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

/** The file that is asked for, if the asker may see it. */
async function fileFor({ params, query }: Request, { db, actor }: Context): Promise<File> {
	const id = asUuid(String(params['name']).replace(/\.(jpg|mp4|webm)$/, ''));
	const file = id === null ? undefined : await maybeOne<File>(db, photoFileSql(id, asUuid(query['t'])));
	if (!file || !(file.shown || file.own || actor.may('fault.read'))) throw notFound('photo');
	return file;
}

/** Serves photos and videos: `/media/{id}.jpg`, `.mp4`, `?size=thumb`, `?t={tracking}` for one's own before a moderator has seen it. */
export function photoRoute(router: Router, begin: (request: Request) => Promise<Context>, store: Store): void {
	const answer = async (request: Request, response: Response): Promise<void> => {
		const { shown, hash, thumbHash, kind } = await fileFor(request, await begin(request));
		const [name, type] = request.query['size'] === 'thumb' ? [thumbHash, 'image/jpeg'] : [hash, kind];
		const cache = shown ? 'public, max-age=300' : 'private, no-store';
		response.set({ 'cache-control': cache, 'content-security-policy': "default-src 'none'; media-src 'self'" });
		response.type(type).sendFile(store.path(name), { dotfiles: 'allow', cacheControl: false, etag: true });
	};
	router.get('/media/:name', (request, response) => answer(request, response).catch((error) => sendProblem(request, response, problemOf(error))));
}
