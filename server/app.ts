import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import compression from 'compression';
import express, { type Express, type Request, type RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import staticGzip from 'express-static-gzip';
import type { Knex } from 'knex';
import { exportRoute } from './assets/export/route.ts';
import { feed, feedFiles } from './assets/feed/routes.ts';
import { importRoutes } from './assets/index.ts';
import { inspections } from './assets/inspections/routes.ts';
import { labelsRoute } from './assets/labels/route.ts';
import { proposals } from './assets/proposals/routes.ts';
import { routes as assets } from './assets/routes.ts';
import { routes as auth, authentication, oidcOf, type SessionContext, secureCookies } from './auth/index.ts';
import { apiPages } from './describe.ts';
import { routes as exchange } from './exchange/index.ts';
import { routes as faults } from './faults/routes.ts';
import { appRoutes } from './municipality/app-routes.ts';
import { embedPages } from './municipality/embed/pages.ts';
import { routes as embedRoutes } from './municipality/embed/routes.ts';
import { loadTown, type Town } from './municipality/index.ts';
import { routes as municipality } from './municipality/routes.ts';
import { routes as network } from './network/routes.ts';
import { routes as notify, standbyPage } from './notify/index.ts';
import { routes as planning, planningRoutes } from './planning/routes.ts';
import { type Settings, secret } from './platform/config.ts';
import { problems, sendProblem } from './platform/errors.ts';
import { filesOf } from './platform/files.ts';
import { server } from './platform/http.ts';
import { createLive, type Live } from './platform/live.ts';
import { liveStream } from './platform/live-stream.ts';
import { preparePhoto } from './platform/photos.ts';
import { notFound, Problem } from './platform/problem.ts';
import { protect } from './platform/protect.ts';
import { pushKeys } from './platform/push.ts';
import { diskStore, type Store } from './platform/store.ts';
import { routes as alerts } from './reports/alerts/routes.ts';
import { accountRoutes, type DoorContext, doorOf, pushRoutes, uploadRoutes } from './reports/index.ts';
import { photoRoute } from './reports/photo-route.ts';
import { plainForm } from './reports/plain-form.ts';
import { openDataRoute } from './reports/public/open-route.ts';
import { routes as publicPages } from './reports/public/routes.ts';
import { routes as reports } from './reports/routes.ts';
import { safety } from './reports/safety.ts';
import { feedRoutes } from './standards/feeds/index.ts';
import { ogcRoutes, type TileHandler } from './standards/ogc/index.ts';
import { open311Routes } from './standards/open311/index.ts';
import { sharingRoutes } from './standards/sharing/index.ts';
import { type TilesRunning, tileRoutes } from './tiles/index.ts';
import { workFiles } from './work/files.ts';
import { routes as work } from './work/routes.ts';

export interface Running {
	app: Express;
	/** Reads the municipality again. */
	reload: () => Promise<Town>;
	close: () => Promise<void>;
}

export interface AppOptions {
	db: Knex;
	settings: Settings;
	/** In front of the built client, in development. */
	client?: RequestHandler;
}

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
/** Happenings after which what every request knows of the municipality is read again. */
const kinds = /^(municipality|service|register|asset|layer|calibration)\./;
const refreshEvery = 5 * 60_000;
/** Nobody may be listening to the live feed, and who may frame us must follow what administrators say. */
const heardLately = 1000;

const languageOf = (request: Request, town: Town): string => {
	const wish = typeof request.query['language'] === 'string' ? request.query['language'] : '';
	const { languages } = town.municipality;
	return languages.includes(wish) ? wish : request.acceptsLanguages(languages) || (languages[0] ?? 'en');
};

const keyed = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64url');

/** From where a request comes, without saying from whom. */
const whence = (request: Request, key: string, { rateLimit: limited }: Settings) => ({
	sender: keyed(key, `${request.ip} ${request.get('user-agent')}`),
	network: keyed(key, `network ${ipKeyGenerator(request.ip ?? '')}`),
	submission: { key: request.get('idempotency-key'), proof: request.get('puzzle') },
	...(limited > 0 && { sealed: (text: string) => keyed(key, `sealed ${text}`) }),
});

/** Servers on one machine have folders of their own. */
const keptIn = (db: Knex, { dataDirectory, port, tileDisk }: Settings) =>
	tileDisk > 0 ? { kept: { db, folder: join(dataDirectory, 'tiles', String(port)), megabytes: tileDisk } } : {};

/** The whole server over one database: every request gets the handle and the municipality from here, never from a global. */
export async function createApp({ db, settings, client }: AppOptions): Promise<Running> {
	let town = await loadTown(db);
	const current = (): Town => town;
	const reload = async (): Promise<Town> => {
		town = await loadTown(db);
		return town;
	};
	const live = createLive(db);
	live.subscribe((event) => void (kinds.test(event.kind) && reload()), { passive: true });
	const timer = setInterval(() => void reload().catch(() => undefined), refreshEvery).unref();
	const key = secret(settings.dataDirectory);
	const store = diskStore(join(settings.dataDirectory, 'files'));
	const oidc = oidcOf(settings, settings.publicUrl ?? `http://localhost:${settings.port}`);
	const who = authentication(db, { secret: key, secure: secureCookies(settings), oidc });
	const look = (request: Request) => ({ db, town, actor: who.actorOf(request) });
	const language = (request: Request): string => languageOf(request, town);
	const begin = async (request: Request): Promise<Begun> => ({
		...look(request),
		language: language(request),
		session: who.sessionOf(request),
		door: doorOf(request, secureCookies(settings)),
		...whence(request, key, settings),
		photos: await Promise.all(filesOf(request).map((file) => preparePhoto(file, store))),
		now: new Date(),
	});
	const app = express();
	app.disable('x-powered-by').set('trust proxy', settings.trustProxy);
	// Tiles are asked for by the dozen, and need nothing of what comes below but who asks.
	const tiles = tileRoutes(app, { begin: look, language, known: who.middleware, live, memory: settings.tileMemory, ...keptIn(db, settings) });
	// Vite's own scripts and socket need what our policy forbids.
	if (!client) app.use(protect(settings));
	signsOfLife(app, db);
	app.use(compression({ filter: (request, response) => request.path !== '/api/live' && compression.filter(request, response) }));
	app.use(express.json({ limit: '300kb' }), who.middleware, throttle(settings));
	mount(app, { begin, live, store, settings, client, tile: tileFrom(tiles), known: who.middleware });
	app.use(client ?? pages(() => live.catchUp(heardLately).then(current, current)));
	app.use(problems);
	const close = async (): Promise<void> => {
		clearInterval(timer);
		live.close();
		await tiles.close();
	};
	return { app, reload, close };
}

type Begun = DoorContext & SessionContext;

interface Mounting {
	begin: (request: Request) => Promise<Begun>;
	live: Live;
	store: Store;
	settings: Settings;
	client: RequestHandler | undefined;
	tile: TileHandler;
	/** Finds out whose key a request bears. */
	known: RequestHandler;
}

/** Every module and shore answers its own addresses. */
function mount(app: Express, { begin, live, store, settings, client, tile, known }: Mounting): void {
	const serve = server<Begun>(app, begin);
	const publicUrl = settings.publicUrl ?? `http://localhost:${settings.port}`;
	planningRoutes(app, begin, { publicUrl, secret: secret(settings.dataDirectory) });
	exportRoute(app, begin, settings.rateLimit > 0);
	labelsRoute(app, begin, publicUrl);
	feedFiles(app, begin);
	workFiles(app, begin, store);
	auth(serve, { publicUrl, secret: secret(settings.dataDirectory) });
	importRoutes(app, begin, { serve, directory: settings.dataDirectory, secret: secret(settings.dataDirectory) });
	for (const routes of [municipality, embedRoutes, assets, proposals, inspections, feed, network, faults, reports, publicPages, alerts, work, planning, notify])
		routes(serve);
	accountRoutes(serve, { country: settings.phoneCountry, phone: settings.smsUrl !== undefined || settings.messengerUrl !== undefined });
	pushRoutes(serve, { keys: pushKeys(settings.dataDirectory), hosts: settings.pushHosts });
	exchange(serve, { secret: secret(settings.dataDirectory) });
	uploadRoutes(serve, { directory: settings.dataDirectory, store });
	openDataRoute(app, begin);
	feedRoutes(app, begin, publicUrl);
	sharingRoutes(app, { begin, publicUrl, page: client ? undefined : join(dist, 'index.html') });
	photoRoute(app, begin, store);
	safety(app, { begin, serve, store });
	appRoutes(app, begin);
	plainForm(app, begin);
	standbyPage(app, begin);
	ogcRoutes(app, { begin, tile, development: client !== undefined });
	open311Routes(app, { begin, known, publicUrl });
	liveStream(app, { begin, live });
	apiPages(app);
	app.use(['/api', '/tiles', '/media'], (request, response, next) => {
		// In development the client's own folder `api` is served from its sources.
		if (client && request.path.endsWith('.ts')) next();
		else sendProblem(request, response, notFound('address'));
	});
}

/** Shores do not know each other: what the standards ask of the tiles is handed on here. */
const tileFrom =
	({ answer }: TilesRunning): TileHandler =>
	(request, response, { layer, z, x, y }) =>
		answer(request, response, { layer, z: String(z), x: String(x), file: `${y}.mvt` });

function signsOfLife(app: Express, db: Knex): void {
	app.get('/healthz', (_request, response) => void response.json({ ok: true }));
	app.get('/readyz', (request, response) =>
		db.raw('select 1').then(
			() => void response.json({ ready: true }),
			() => sendProblem(request, response, new Problem('not-ready')),
		),
	);
}

/** Slows down one device that reports or comments without pause; staff are known and not slowed. */
function throttle(settings: Settings): RequestHandler {
	if (settings.rateLimit === 0) return (_request, _response, next) => next();
	return rateLimit({
		windowMs: 10 * 60_000,
		limit: settings.rateLimit,
		standardHeaders: 'draft-7',
		legacyHeaders: false,
		validate: { xForwardedForHeader: false },
		skip: (request) =>
			request.method !== 'POST' ||
			!/^\/api\/(account|alerts|reports|my-data|faults|proposals|assets\/[^/]+\/follow)(\/|$)/.test(request.path) ||
			request.user !== undefined,
		handler: (request, response) => sendProblem(request, response, new Problem('too-many')),
	});
}

/** The built client: files whose names change with their content for a year, the three pages fresh. */
function pages(town: () => Promise<Town>): RequestHandler {
	const router = express.Router();
	const page =
		(name: string): RequestHandler =>
		(_request, response) => {
			response.set('cache-control', 'no-cache').sendFile(join(dist, name));
		};
	// Compressed once, when the client was built.
	const packed = { enableBrotli: true, orderPreference: ['br', 'gz'], index: false } satisfies Parameters<typeof staticGzip>[1];
	router.use(embedPages({ town, app: page('index.html'), builder: page('embed/index.html') }));
	router.use('/assets', staticGzip(join(dist, 'assets'), { ...packed, serveStatic: { immutable: true, maxAge: '1y' } }));
	router.use(staticGzip(dist, { ...packed, serveStatic: { redirect: false } }));
	router.get(/^\/console(\/|$)/, page('console/index.html'));
	router.get(/^\/crew(\/|$)/, page('crew/index.html'));
	router.get(/^\/planner(\/|$)/, page('planner/index.html'));
	router.get(/^\/(report|map|wards?(\/|$)|data$|my(-data)?$|alerts(\/|$)|t|f|about|a|p\/|missing|find|$)/, page('index.html'));
	router.use((request, response) => {
		// Whoever reads pages is told by a page.
		if (request.method === 'GET' && request.accepts(['json', 'html']) === 'html') response.status(404).sendFile(join(dist, 'index.html'));
		else sendProblem(request, response, notFound('page'));
	});
	return existsSync(dist)
		? router
		: (request, response) => sendProblem(request, response, new Problem('not-ready', 'The client is not built: run npm run build.'));
}
