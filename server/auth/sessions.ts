import { randomUUID } from 'node:crypto';
import connectPgSimple from 'connect-pg-simple';
import { type Request, type RequestHandler, Router } from 'express';
import session from 'express-session';
import type { Knex } from 'knex';
import type passport from 'passport';
import type { Pool } from 'pg';
import type { Actor, RequestContext } from '../platform/http.ts';
import { log } from '../platform/log.ts';
import { Problem } from '../platform/problem.ts';
import { setPassword, signIn } from './contract.ts';
import { limits } from './limits.ts';
import { oidcDoors } from './oidc/doors.ts';
import type { OidcSettings } from './oidc/settings.ts';
import { type Organisation, organisation } from './oidc/strategy.ts';
import { bearerOf, type Signed, strategies } from './passport.ts';
import { rightsBy, scopeOf } from './rights.ts';
import { deviceOf, networkOf } from './seats/device.ts';

const cookie = 'faultline';
/** So long a session lives after it was used. */
export const lifetimeHours = 12;
const lifetime = lifetimeHours * 60 * 60 * 1000;
/** A session in use is written again no more often than this. */
const touchEvery = 10 * 60 * 1000;

/** Signing in and out, for whoever sent this request. Not inside a transaction: a session is kept over a connection of its own. */
interface Session {
	person: Signed | undefined;
	/** What the organisation's own sign-in is called, where there is one. */
	elsewhere: string | undefined;
	/** By what this session is told from others of the same person. */
	mine: string | undefined;
	/** Who the address and password in the request's body belong to. */
	prove(): Promise<Signed>;
	/** Starts a fresh session: a number that somebody else may know is never kept. */
	start(person: Signed): Promise<void>;
	/** Answers where the organisation's sign-in is left as well, if somebody came by it and it wants that. */
	end(): Promise<string | undefined>;
}

/** A request that may start or end a session. */
export interface SessionContext extends RequestContext {
	session: Session;
}

/** Who asks, and how they prove it; one for each database. */
export interface Authentication {
	/** To be used after the body parsers and before the endpoints. */
	middleware: RequestHandler;
	sessionOf(request: Request): Session;
	actorOf(request: Request): Actor;
}

/** The pool that the session store expects, over the one that is there. */
const poolOf = (db: Knex): Pool => {
	const query = async (text: string, values: unknown[]) => {
		const connection = await db.client.acquireConnection();
		try {
			return await connection.query(text, values);
		} finally {
			await db.client.releaseConnection(connection);
		}
	};
	return { query } as unknown as Pool;
};

class SessionStore extends connectPgSimple(session) {
	readonly #touched = new Map<string, number>();

	override touch(sid: string, data: session.SessionData, done: () => void): void {
		const now = Date.now();
		if (now - (this.#touched.get(sid) ?? 0) < touchEvery) {
			done();
			return;
		}
		if (this.#touched.size > 10_000) this.#touched.clear();
		this.#touched.set(sid, now);
		super.touch(sid, data, done);
	}
}

const keepSessions = (db: Knex, { secret, secure }: AuthenticationOptions): RequestHandler =>
	session({
		name: cookie,
		secret,
		store: new SessionStore({ pool: poolOf(db), errorLog: (error: unknown) => log.error({ err: error }, 'session store') }),
		resave: false,
		saveUninitialized: false,
		rolling: true,
		cookie: { httpOnly: true, sameSite: 'lax', secure, maxAge: lifetime, path: '/' },
	});

const bearsCookie = (request: Request): boolean => new RegExp(`(?:^|;\\s*)${cookie}=`).test(request.headers.cookie ?? '');
const startsSession = (request: Request): boolean =>
	request.method === 'POST' && [signIn.path, setPassword.path].includes(request.baseUrl + request.path.replace(/\/$/, ''));

/** Loads the session where there is one. Whoever is anonymous costs no query and gets no cookie. */
const load = (ways: passport.Authenticator, keep: RequestHandler): RequestHandler => {
	const byKey: RequestHandler = ways.authenticate('bearer', { session: false });
	const bySession: RequestHandler = ways.authenticate('session');
	return (request, response, next) => {
		const starts = startsSession(request);
		if (!starts && bearerOf(request) !== undefined) return byKey(request, response, next);
		if (!starts && !bearsCookie(request)) return next();
		return keep(request, response, (error?: unknown) => (error ? next(error) : bySession(request, response, next)));
	};
};

const personOf = (request: Request): Signed | undefined => request.user as Signed | undefined;

/** Waits for one of the callbacks of express and passport. */
const called = <T = void>(act: (done: (error?: unknown, result?: T) => void) => void): Promise<T> =>
	new Promise((resolve, reject) => {
		act((error, result) => (error ? reject(error) : resolve(result as T)));
	});

async function endSession(request: Request): Promise<void> {
	if (request.session === undefined) return;
	await called((done) => request.session.destroy(done));
	request.res?.clearCookie(cookie, { path: '/' });
}

/** express-session silently sets no cookie that must be secure on a connection that is not: say what to do about it. */
function mustBeSecure(request: Request, secure: boolean): void {
	if (!secure || request.secure) return;
	log.error('signing in needs TLS: set TRUST_PROXY to the number of proxies in front of this server, or PUBLIC_URL to an http:// address');
	throw new Problem('internal', 'Signing in works over a secure connection only; this one looks insecure to the server.');
}

declare module 'express-session' {
	interface SessionData {
		opened: { id: string; at: string; device: string; network: string; by?: 'oidc'; vouched?: boolean };
		/** Where somebody wants to be once the organisation's sign-in lets them in. */
		wanted: string;
	}
}

/** Notes where a session began, so that its person knows it again. */
function noteOpened(request: Request, byOrganisation?: { vouched: boolean }): void {
	const seen = { device: deviceOf(request.get('user-agent')), network: networkOf(request.ip) };
	request.session.opened = { id: randomUUID(), at: new Date().toISOString(), ...seen, ...(byOrganisation && { by: 'oidc' as const, ...byOrganisation }) };
}

async function start(request: Request, person: Signed, { secure, byOrganisation }: { secure: boolean; byOrganisation?: { vouched: boolean } }): Promise<void> {
	mustBeSecure(request, secure);
	await called((done) => request.login(person, done));
	noteOpened(request, byOrganisation);
	// Whoever is led on asks as soon as the first line of the answer is there; what is saved only at its end may come too late.
	await called((done) => request.session.save(done));
}

interface Ways {
	ways: passport.Authenticator;
	organisation: (() => Promise<Organisation>) | undefined;
}

async function leave(request: Request, { organisation }: Ways): Promise<string | undefined> {
	const there = request.session?.opened?.by === 'oidc' ? await organisation?.().catch(() => undefined) : undefined;
	await endSession(request);
	return there?.signOut?.href;
}

const sessionOf = (way: Ways, request: Request, { secure, oidc }: AuthenticationOptions): Session => ({
	elsewhere: oidc?.name,
	person: personOf(request),
	mine: request.session?.opened?.id,
	prove: async () => {
		const signed = await called<Signed>((done) => way.ways.authenticate('local', done)(request, request.res, done));
		if (!signed) throw new Problem('bad-login');
		return signed;
	},
	start: (person) => start(request, person, { secure }),
	end: () => leave(request, way),
});

const nobody: Actor = { personId: null, name: '', may: () => false };

/** What somebody may who is, or is not, signed in. */
export function actorOf(request: Request): Actor {
	const person = personOf(request);
	if (!person) return nobody;
	const rights: ReadonlySet<string> = new Set(rightsBy(person));
	return { personId: person.id, name: person.name, may: (right) => rights.has(right), scope: (right) => scopeOf(person.roles, right) };
}

interface AuthenticationOptions {
	secret: string;
	/** Whether the cookie travels over TLS only. */
	secure: boolean;
	/** The organisation's own sign-in. */
	oidc?: OidcSettings | undefined;
}

/** Sessions, keys and limits on guessing, over one database. */
export function authentication(db: Knex, options: AuthenticationOptions): Authentication {
	const { secret, secure, oidc } = options;
	const ways = strategies(db, secret);
	const there = oidc && organisation(db, oidc);
	const middleware = Router();
	const keep = keepSessions(db, options);
	middleware.use(limits());
	if (there) {
		const begin = (request: Request, { person, vouched }: { person: Signed; vouched: boolean }) =>
			start(request, person, { secure, byOrganisation: { vouched } });
		middleware.use(oidcDoors({ organisation: there, ways, keep, start: begin }));
	}
	middleware.use(load(ways, keep));
	return { middleware, sessionOf: (request) => sessionOf({ ways, organisation: there }, request, options), actorOf };
}
