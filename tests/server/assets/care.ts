import type { Knex } from 'knex';
import { vi } from 'vitest';
import type { Role } from '../../../server/auth/contract.ts';
import { addPerson } from '../../../server/auth/index.ts';
import { channels, subscriptions } from '../../../server/notify/index.ts';
import { undone } from '../../support/database.ts';
import { type Answer, type Asked, serving } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';
import { work } from '../notify/town.ts';

/** biome-ignore lint/suspicious/noExplicitAny: tests read answers as they come */
export type Body = any;

/** A town with its server, and what tests of the care for the register do with it. */
export interface Site {
	db: Knex;
	/** Nobody in particular; each with a cookie of their own. */
	resident: (method: string, path: string, body?: unknown) => Promise<Answer<Body>>;
	as: (role: Role, name?: string) => Promise<(method: string, path: string, body?: unknown) => Promise<Answer<Body>>>;
	/** Longitude and latitude, so many metres east of the first lamp and north of the lamps' line. */
	place: (east: number, north: number) => Promise<{ lon: number; lat: number }>;
	/** Does the work that follows from what happened, and answers the messages, oldest first. */
	told: () => Promise<{ kind: string; language: string; subject: string; body: string; email: string | null; tracking: string }[]>;
	open: () => Promise<Asked>;
}

/** A test on a town of its own that is taken back afterwards. */
export const site = (test: (site: Site) => Promise<void>) =>
	undone(async (db) => {
		vi.setConfig({ testTimeout: 60_000 });
		const opened: Asked[] = [];
		const open = async (): Promise<Asked> => {
			const asked = await serving(db);
			opened.push(asked);
			return asked;
		};
		const publicly = await open();
		try {
			await test({
				db,
				open,
				resident: publicly.ask,
				as: async (role, name = role) => {
					const asked = await open();
					const email = `${name}@example.org`;
					await addPerson(db, {
						email,
						name,
						password: 'a-good-password',
						language: 'en',
						roles: [{ role, ...(role === 'crew' && { department: 'electricity' }) }],
					});
					await asked.ask('POST', '/api/session', { email, password: 'a-good-password' });
					return asked.ask;
				},
				place: (east, north) => lonLat(db, 311_000 + east, 6_265_005 + north),
				told: async () => {
					await work(db, subscriptions({ channels, publicUrl: 'https://faults.example.org' }));
					return db('message').join('contact', 'contact.id', 'message.contact_id').orderBy('message.id').select('message.*', 'contact.email');
				},
			});
		} finally {
			for (const asked of opened) await asked.close();
		}
	});
