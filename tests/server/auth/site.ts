import type { AddressInfo } from 'node:net';
import express, { Router } from 'express';
import type { Knex } from 'knex';
import { addPerson, authentication, routes, type SessionContext } from '../../../server/auth/index.ts';
import type { OidcSettings } from '../../../server/auth/oidc/settings.ts';
import { problems } from '../../../server/platform/errors.ts';
import { server } from '../../../server/platform/http.ts';

export const publicUrl = 'https://faults.example.org';
export const password = 'a long enough password';

interface Body {
	link: string;
	staff: { name: string }[];
	mail: { to: string; state: string; body: string; subject: string }[];
	[other: string]: unknown;
}

export interface Answer {
	status: number;
	body: Body;
	cookie: string | undefined;
}

/** The endpoints of sign-in and people, served over a database; `queries` holds what was asked of it. */
export async function openSite(db: Knex, secure = false, oidc?: OidcSettings) {
	const app = express();
	const auth = authentication(db, { secret: 'only for tests', secure, oidc });
	const router = Router();
	const begin = async (request: express.Request): Promise<SessionContext> => ({
		db,
		actor: auth.actorOf(request),
		session: auth.sessionOf(request),
		sender: 'test',
		language: 'en',
		photos: [],
		now: new Date(),
	});
	routes(server(router, begin), { publicUrl, secret: 'only for tests' });
	app.use(express.json(), auth.middleware, router, problems);
	const listening = app.listen(0, '127.0.0.1');
	await new Promise((resolve) => listening.once('listening', resolve));
	const { port } = listening.address() as AddressInfo;
	const queries: string[] = [];
	db.on('query', ({ sql }: { sql: string }) => queries.push(sql));
	return {
		queries,
		url: `http://127.0.0.1:${port}`,
		close: () => new Promise((resolve) => listening.close(resolve)),
		ask: async (way: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> => {
			const [method = '', path = ''] = way.split(' ');
			const content = body ? { body: JSON.stringify(body) } : {};
			const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { 'content-type': 'application/json', ...headers }, ...content });
			return { status: response.status, body: (await response.json()) as Body, cookie: response.headers.get('set-cookie')?.split(';')[0] };
		},
	};
}

export type Site = Awaited<ReturnType<typeof openSite>>;

let count = 0;

/** Somebody new with one role, signed in: their cookie, ready to be sent. */
export async function signedIn(db: Knex, site: Site, role: 'administrator' | 'engineer' | 'planner') {
	count += 1;
	const email = `${role}-${count}@example.org`;
	const person = await addPerson(db, { email, name: `The ${role}`, password, language: 'en', roles: [{ role }] });
	const { cookie = '' } = await site.ask('POST /api/session', { email, password });
	return { ...person, email, headers: { cookie } };
}
