import { type Request, type RequestHandler, type Response, Router } from 'express';
import type passport from 'passport';
import { log } from '../../platform/log.ts';
import type { Arrival } from './match.ts';
import type { Organisation } from './strategy.ts';

interface Doors {
	organisation: () => Promise<Organisation>;
	ways: passport.Authenticator;
	/** Keeps what is to be known again when somebody comes back. */
	keep: RequestHandler;
	/** Starts a session, as signing in by password does. */
	start: (request: Request, arrival: Exclude<Arrival, string>) => Promise<void>;
}

/** Why somebody comes back without being signed in, as the apps tell it. */
type Why = 'nobody' | 'factor' | 'cancelled' | 'failed' | 'away';

const home = 'http://localhost';
const app = /^\/(console|planner|crew)\//;

/** One of the apps that people sign in to, and what was wanted in it; anything else is the console. */
export function wantedOf(address: unknown): string {
	if (typeof address !== 'string' || address.length > 800 || !URL.canParse(address, home)) return '/console/';
	const { origin, pathname, search, hash } = new URL(address, home);
	return origin === home && app.test(pathname) ? `${pathname}${search}${hash}` : '/console/';
}

const whyOf = (info: unknown): Why => {
	const { message, error } = Object(info) as { message?: unknown; error?: unknown };
	if (error === 'access_denied') return 'cancelled';
	return message === 'nobody' || message === 'factor' ? message : 'failed';
};

/** The way back to the app that somebody came from. */
const back = (response: Response, to: string, why?: Why): void => response.redirect(303, why ? `${app.exec(to)?.[0] ?? '/console/'}?sign-in=${why}` : to);

/** Back again without being signed in, because something went wrong. */
const failed = (response: Response, to: string, why: Why) => (error: unknown) => {
	// What an issuer said may name somebody: no more than the kind of mistake is kept.
	const { name, code } = Object(error) as { name?: unknown; code?: unknown };
	log.warn({ why, name, code }, 'sign-in of the organisation');
	back(response, to, why);
};

/** The two addresses of the organisation's sign-in: out to the issuer, and back from it. Whatever goes wrong there is logged, and told in a word. */
export function oidcDoors({ organisation, ways, keep, start }: Doors): RequestHandler {
	const pass = async (request: Request, response: Response, to: string): Promise<void> => {
		const { way } = await organisation();
		ways.use('oidc', way);
		const done = (error: unknown, arrival: Exclude<Arrival, string> | false | undefined, info: unknown): void => {
			if (error) failed(response, to, 'failed')(error);
			else if (arrival) start(request, arrival).then(() => back(response, to), failed(response, to, 'failed'));
			else back(response, to, whyOf(info));
		};
		ways.authenticate('oidc', done)(request, response, failed(response, to, 'failed'));
	};
	const out: RequestHandler = (request, response) => {
		const to = wantedOf(request.query['to']);
		request.session.wanted = to;
		pass(request, response, to).catch(failed(response, to, 'away'));
	};
	const home: RequestHandler = (request, response) => {
		const to = wantedOf(request.session.wanted);
		pass(request, response, to).catch(failed(response, to, 'away'));
	};
	return Router().get('/api/sign-in/oidc', keep, out).get('/api/sign-in/oidc/callback', keep, home);
}
