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
	/** The copy for the public, where parts of it are made unrecognisable. */
	publicHash: string | null;
	publicThumbHash: string | null;
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

interface Chosen {
	hash: string;
	thumbHash: string;
	/** Whether everybody gets this very file. */
	everybody: boolean;
}

/** Staff and whoever sent a photo see it whole; everybody else gets the copy for the public. Staff look at that with `?as=public`. */
function chosen(file: File, { query }: Request, { actor }: Context): Chosen {
	const whole = query['as'] !== 'public' && (file.own || actor.may('fault.read'));
	if (whole || file.publicHash === null || file.publicThumbHash === null)
		return { hash: file.hash, thumbHash: file.thumbHash, everybody: file.shown && file.publicHash === null };
	return { hash: file.publicHash, thumbHash: file.publicThumbHash, everybody: file.shown };
}

/** Serves photos and videos: `/media/{id}.jpg`, `.mp4`, `?size=thumb`, `?t={tracking}` for one's own before a moderator has seen it. */
export function photoRoute(router: Router, begin: (request: Request) => Promise<Context>, store: Store): void {
	const answer = async (request: Request, response: Response): Promise<void> => {
		const context = await begin(request);
		const file = await fileFor(request, context);
		const { hash, thumbHash, everybody } = chosen(file, request, context);
		const [name, type] = request.query['size'] === 'thumb' ? [thumbHash, 'image/jpeg'] : [hash, file.kind];
		const cache = everybody ? 'public, max-age=60' : 'private, no-store';
		response.set({ 'cache-control': cache, 'content-security-policy': "default-src 'none'; media-src 'self'" });
		response.type(type).sendFile(store.path(name), { dotfiles: 'allow', cacheControl: false, etag: true });
	};
	router.get('/media/:name', (request, response) => answer(request, response).catch((error) => sendProblem(request, response, problemOf(error))));
}
