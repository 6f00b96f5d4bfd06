import { freshOrKept, keptOrFresh } from '../../api/cached.ts';
import { pump } from '../outbox/pump.ts';
import { solve } from '../outbox/solve.ts';
import { listenToPush, type PushScope } from './push.ts';

/** What is built, as the build writes it in: the files of the form, and the words of each language. */
declare const __BUILT__: { version: string; files: readonly string[]; words: Readonly<Record<string, readonly string[]>> };

/** The worker's own side of the browser, as far as it is used here. */
interface Scope {
	addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
	addEventListener(type: 'fetch', listener: (event: Lasting & { request: Request; respondWith(answer: Promise<Response>): void }) => void): void;
	addEventListener(type: 'sync', listener: (event: Lasting & { tag: string }) => void): void;
	addEventListener(type: 'message', listener: (event: Lasting & { data: unknown }) => void): void;
	skipWaiting(): Promise<void>;
	clients: { claim(): Promise<void> };
	location: Location;
}
interface Lasting {
	waitUntil(work: Promise<unknown>): void;
}

const scope = globalThis as unknown as Scope;
const shell = `faultline-shell-${__BUILT__.version}`;
const assets = { cache: 'faultline-assets', most: 200 };
const answers = { cache: 'faultline-answers', most: 80, patience: 3000 };
const tiles = { cache: 'faultline-tiles', most: 400, patience: 6000 };
const spoken = '/spoken-language';

const languageKept = async (): Promise<string> => (await (await (await caches.open(answers.cache)).match(spoken))?.text()) ?? 'en';

/** Fetches what is not kept yet. A file that fails is fetched when it is needed. */
async function fill(name: string, urls: readonly string[]): Promise<void> {
	const cache = await caches.open(name);
	await Promise.all(urls.map(async (url) => (await cache.match(url)) ?? cache.add(url).catch(() => undefined)));
}

async function install(): Promise<void> {
	await fill(assets.cache, [...__BUILT__.files, ...(__BUILT__.words[await languageKept()] ?? [])]);
	await (await caches.open(shell)).add(new Request('/', { cache: 'reload' }));
	await scope.skipWaiting();
}

/** Files of the build before stay until they are crowded out: a page that is open may still ask for them. */
async function activate(): Promise<void> {
	const old = (await caches.keys()).filter((it) => it.startsWith('faultline-shell-') && it !== shell);
	await Promise.all(old.map((it) => caches.delete(it)));
	await scope.clients.claim();
}

/** The page says in which language it is read and what it has asked for: what came before the worker is kept too. */
async function remember({ language, urls }: { language: string; urls: readonly string[] }): Promise<void> {
	await (await caches.open(answers.cache)).put(spoken, new Response(language));
	await fill(assets.cache, [...(__BUILT__.words[language] ?? []), ...urls.filter((it) => it.startsWith('/assets/'))]);
	await fill(
		answers.cache,
		urls.filter((it) => it.startsWith('/api/')),
	);
}

const form = /^\/(report(\/(where|details|send|ticket|waiting))?)?$/;
const others = /^\/(console|crew|planner|standards|api|ogc|open311|tiles|media|embed|assets|data|feeds?)(\/|$)|\.\w+$/;
const readable = /^\/api\/(town|services|layers|reports\/[0-9a-f-]{36}|faults\/\w+)$|^\/(manifest\.webmanifest|icons\/)/;

const pageAnswer = async (request: Request, path: string): Promise<Response> => {
	const page = await (await caches.open(shell)).match('/');
	if (page && form.test(path)) return page;
	return fetch(request).catch(() => page ?? Response.error());
};

function answerTo(request: Request): Promise<Response> | undefined {
	const { origin, pathname } = new URL(request.url);
	if (request.method !== 'GET' || origin !== scope.location.origin) return undefined;
	if (request.mode === 'navigate') return others.test(pathname) ? undefined : pageAnswer(request, pathname);
	if (pathname.startsWith('/assets/')) return keptOrFresh(request, assets);
	if (readable.test(pathname)) return freshOrKept(request, answers);
	return pathname.startsWith('/tiles/') ? freshOrKept(request, tiles) : undefined;
}

scope.addEventListener('install', (event) => event.waitUntil(install()));
scope.addEventListener('activate', (event) => event.waitUntil(activate()));
scope.addEventListener('fetch', (event) => {
	const answer = answerTo(event.request);
	if (answer !== undefined) event.respondWith(answer);
});
scope.addEventListener('message', (event) => event.waitUntil(remember(event.data as { language: string; urls: readonly string[] })));
scope.addEventListener('sync', (event) => {
	if (event.tag !== 'outbox') return;
	const sent = pump({ force: true, solve }).then((left) => {
		// The browser tries again later when this fails.
		if (left > 0) throw new Error(`${left} reports still wait`);
	});
	event.waitUntil(sent);
});
listenToPush(globalThis as unknown as PushScope);
