import { freshOrKept, keptOrFresh } from '../../api/cached.ts';

/** What is built, as the build writes it in: the files of the app, and the words of each language. */
declare const __BUILT__: { version: string; files: readonly string[]; words: Readonly<Record<string, readonly string[]>> };

/** The worker's own side of the browser, as far as it is used here. */
interface Scope {
	addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
	addEventListener(type: 'fetch', listener: (event: Lasting & { request: Request; respondWith(answer: Promise<Response>): void }) => void): void;
	addEventListener(type: 'message', listener: (event: Lasting & { data: unknown }) => void): void;
	skipWaiting(): Promise<void>;
	clients: { claim(): Promise<void> };
	location: Location;
}
interface Lasting {
	waitUntil(work: Promise<unknown>): void;
}

const scope = globalThis as unknown as Scope;
const shell = `faultline-crew-shell-${__BUILT__.version}`;
const assets = { cache: 'faultline-crew-assets', most: 300 };
const answers = { cache: 'faultline-crew-answers', most: 20, patience: 3000 };
const media = { cache: 'faultline-crew-media', most: 300 };
/** Filled ahead for the area of the run: see map/keep-tiles.ts. */
const tiles = 'faultline-crew-tiles';
/** How long a tile is waited for before the one that was kept is shown, ms. */
const patience = 2500;
const spoken = '/spoken-language';

const languageKept = async (): Promise<string> => (await (await (await caches.open(answers.cache)).match(spoken))?.text()) ?? 'en';

/** Fetches what is not kept yet. A file that fails is fetched when it is needed. */
async function fill(name: string, urls: readonly string[]): Promise<void> {
	const cache = await caches.open(name);
	await Promise.all(urls.map(async (url) => (await cache.match(url)) ?? cache.add(url).catch(() => undefined)));
}

async function install(): Promise<void> {
	await fill(assets.cache, [...__BUILT__.files, ...(__BUILT__.words[await languageKept()] ?? [])]);
	await (await caches.open(shell)).add(new Request('/crew/', { cache: 'reload' }));
	await scope.skipWaiting();
}

async function activate(): Promise<void> {
	const old = (await caches.keys()).filter((it) => it.startsWith('faultline-crew-shell-') && it !== shell);
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

/** A tile from the server; where it does not come, the one that was kept, whatever has changed since. */
async function tile(request: Request): Promise<Response> {
	const kept = await (await caches.open(tiles)).match(request, { ignoreSearch: true });
	const asked = fetch(request);
	if (!kept) return asked;
	asked.catch(() => undefined);
	const late = new Promise<Response>((answer) => setTimeout(answer, navigator.onLine ? patience : 0, kept));
	return Promise.race([asked.catch(() => kept), late]);
}

const page = async (): Promise<Response> => (await (await caches.open(shell)).match('/crew/')) ?? fetch('/crew/');

function answerTo(request: Request): Promise<Response> | undefined {
	const { origin, pathname } = new URL(request.url);
	if (request.method !== 'GET' || origin !== scope.location.origin) return undefined;
	if (request.mode === 'navigate') return pathname === '/crew/' ? page() : undefined;
	if (pathname.startsWith('/assets/')) return keptOrFresh(request, assets);
	if (pathname.startsWith('/media/')) return keptOrFresh(request, media);
	if (/^\/api\/(town|layers)$/.test(pathname)) return freshOrKept(request, answers);
	return pathname.startsWith('/tiles/') ? tile(request) : undefined;
}

scope.addEventListener('install', (event) => event.waitUntil(install()));
scope.addEventListener('activate', (event) => event.waitUntil(activate()));
scope.addEventListener('fetch', (event) => {
	const answer = answerTo(event.request);
	if (answer !== undefined) event.respondWith(answer);
});
scope.addEventListener('message', (event) => event.waitUntil(remember(event.data as { language: string; urls: readonly string[] })));
