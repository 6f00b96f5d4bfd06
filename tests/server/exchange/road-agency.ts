import type { Knex } from 'knex';
import { addPerson } from '../../../server/auth/index.ts';
import { exchangeOnce, type Site } from '../../../server/exchange/index.ts';
import { loadTown } from '../../../server/municipality/index.ts';
import { secret } from '../../../server/platform/config.ts';
import { ownDatabase } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';

/** The test town with an administrator signed in, who knows an authority named `agency` that owns what the register calls "national". */
export interface Place extends Asked {
	db: Knex;
	/** Keeps the authority with its server. */
	know: (server: Record<string, unknown> | null) => Promise<void>;
	/** A fault on lamp SL-103, as a resident reports it; its code. */
	dark: (words?: string) => Promise<string>;
	/** Does all that is due now, as if its time had come. */
	work: () => Promise<void>;
	state: (code: string) => Promise<string>;
	rows: () => Promise<{ id: number; state: string; foreign_id: string | null; trouble: string | null }[]>;
}

const password = 'a long enough password';

/** A town over a database of its own. */
export async function place(): Promise<Place> {
	const database = await ownDatabase();
	const db = database.knex;
	const asked = await serving(db);
	await addPerson(db, { email: 'admin@example.org', name: 'Admin', language: 'en', password, roles: [{ role: 'administrator' }] });
	await asked.ask('POST', '/api/session', { email: 'admin@example.org', password });
	let version = 0;
	const know = async (server: Record<string, unknown> | null): Promise<void> => {
		const wish = { version, name: { en: 'the roads agency' }, words: {}, phone: null, email: null, url: null, owners: ['national'], modes: [], wards: [] };
		const full = server && { jurisdiction: null, officeEmail: null, enabled: true, byItself: false, services: {}, otherwise: 'LAMP', ...server };
		const answer = await asked.ask<{ authority: { version: number } }>('PUT', '/api/desk/authorities/agency', { ...wish, server: full });
		if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
		version = answer.body.authority.version;
	};
	const dark = async (words = 'Dark since Monday. Phone me on 082 555 1234, Zanele'): Promise<string> => {
		const pin = await lonLat(db, 311105, 6265005);
		await db('asset').where({ reference: 'SL-103' }).update({ owner: 'national' });
		const report = { mode: 'street-light.out', ...pin, method: 'asset-click', asset: 'SL-103', words, email: 'zanele@example.org' };
		const answer = await asked.ask<{ fault: string }>('POST', '/api/reports', report);
		if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
		return (await db('fault').select('code').orderBy('id', 'desc').first()).code;
	};
	const work = async (): Promise<void> => {
		const site: Site = { town: await loadTown(db), secret: secret(asked.directory), publicUrl: 'https://town.example' };
		await db('handover')
			.whereIn('state', ['due', 'unsure', 'receipt'])
			.update({ due_at: db.raw('now()') });
		await db('authority_server').update({ next_look_at: db.raw('now()') });
		while (await exchangeOnce(db, site));
	};
	return {
		...asked,
		db,
		know,
		dark,
		work,
		state: async (code) => (await db('fault').where({ code }).first()).state,
		rows: () => db('handover').select('id', 'state', 'foreign_id', 'trouble').orderBy('id'),
		close: () => asked.close().then(() => database.close()),
	};
}
