import type { Knex } from 'knex';
import type { Settings } from '../platform/config.ts';
import { one } from '../platform/sql.ts';
import { guardsSql } from './queries.ts';

interface Guards {
	administeredForReal: boolean;
	demo: boolean;
}

const shortestSecret = 32;

const missing = (settings: Settings, { administeredForReal, demo }: Guards): string[] => [
	...((settings.sessionSecret?.length ?? 0) < shortestSecret ? [`set SESSION_SECRET to ${shortestSecret} or more random characters`] : []),
	...(settings.publicUrl === undefined ? ['set PUBLIC_URL to the address people use, such as https://faults.example.org'] : []),
	...(demo ? ['use a database without the demo town, whose passwords are no secret (npm run setup makes an empty one)'] : []),
	...(demo || administeredForReal ? [] : ['make a first administrator (npm run setup)']),
];

/** In production a start without secrets of its own and a real administrator is refused, saying what to set. Elsewhere all is well. */
export async function assertProduction(db: Knex, settings: Settings): Promise<void> {
	if (!settings.production) return;
	const lacks = missing(settings, await one<Guards>(db, guardsSql));
	if (lacks.length) throw new Error(`This is a production start (NODE_ENV=production); please ${lacks.join('; ')}.`);
}

/** Whether the session cookie travels over TLS only: always in production, unless the address given is deliberately a plain one. */
export const secureCookies = (settings: Settings): boolean => settings.production && !settings.publicUrl?.startsWith('http://');
