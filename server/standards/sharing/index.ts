import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Request, Response, Router } from 'express';
import type { Context } from '../../municipality/index.ts';
import { problemOf, sendProblem } from '../../platform/errors.ts';
import { notFound } from '../../platform/problem.ts';
import { cardOf, withCard } from './head.ts';
import { picture } from './picture.ts';
import { scenes } from './scenes.ts';

interface Sharing {
	begin: (request: Request) => Promise<Context>;
	publicUrl: string;
	/** The residents' page as it was built; without it only pictures are served. */
	page: string | undefined;
}

/** So many pictures are kept: a link that is shared is asked for by many at once. */
const mostKept = 200;
const keptFor = 10 * 60_000;

/** Makes each picture once in ten minutes, however many ask for it. */
function kept(make: (key: string, context: Context) => Promise<Buffer>): (key: string, context: Context) => Promise<Buffer> {
	const there = new Map<string, { until: number; picture: Promise<Buffer> }>();
	return (key, context) => {
		const found = there.get(key);
		if (found && found.until > Date.now()) return found.picture;
		const made = make(key, context);
		there.delete(key);
		there.set(key, { until: Date.now() + keptFor, picture: made });
		made.catch(() => there.delete(key));
		const [oldest] = there.keys();
		if (there.size > mostKept && oldest !== undefined) there.delete(oldest);
		return made;
	};
}

const isKind = (it: string): it is keyof typeof scenes => Object.hasOwn(scenes, it);

/** What is shown where links to us are shared: `/share/f/{code}.png`, `/share/ward/{code}.png`, `/share/town/town.png`, and the head of the pages they lead to. */
export function sharingRoutes(router: Router, { begin, publicUrl, page }: Sharing): void {
	const drawn = kept(async (key, context) => {
		const [kind = '', code = ''] = key.split(' ');
		if (!isKind(kind)) throw notFound('picture');
		return picture(await scenes[kind](context, code));
	});
	const send = async (request: Request, response: Response): Promise<void> => {
		const [kind, file] = [String(request.params['kind']), String(request.params['file'])];
		const code = /^([\w-]{1,20})\.png$/.exec(file)?.[1];
		if (!isKind(kind) || code === undefined) throw notFound('picture');
		const bytes = await drawn(`${kind} ${kind === 'f' ? code.toUpperCase() : code}`, await begin(request));
		response.set({ 'cache-control': 'public, max-age=3600', 'cross-origin-resource-policy': 'cross-origin' }).type('png').send(bytes);
	};
	const head = async (request: Request, response: Response): Promise<void> => {
		const context = await begin(request);
		const html = page === undefined ? '' : await readFile(page, 'utf8');
		const card = await cardOf(context, request.path.replace(/\/+$/, '') || '/');
		response.set('cache-control', 'no-cache').type('html');
		response.send(withCard(html, card, { language: context.language, publicUrl, town: context.town.municipality.name }));
	};
	const answer = (act: typeof send) => (request: Request, response: Response) =>
		act(request, response).catch((error) => sendProblem(request, response, problemOf(error)));
	router.get('/share/:kind/:file', answer(send));
	if (page !== undefined && existsSync(page)) router.get(/^\/(?:f\/[^/]+\/?|ward\/[^/]+\/?|map\/?)?$/, answer(head));
}
