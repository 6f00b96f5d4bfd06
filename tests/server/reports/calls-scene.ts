import type { Knex } from 'knex';
import { expect } from 'vitest';
import type { Role } from '../../../server/auth/contract.ts';
import { addPerson } from '../../../server/auth/index.ts';
import { undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';

export interface Ticket {
	ticket: string;
	/** Where whoever holds its link follows it. */
	tracking: string;
	fault: string;
	reports: number;
	joined: boolean;
}

export interface Scene {
	db: Knex;
	asked: Asked;
	signIn: (role: Role, name?: string) => Promise<void>;
	/** Takes a call about the lamp of a number, counted along the street. */
	call: (lamp: number, said?: object) => Promise<Ticket>;
	/** What is found of a caller. */
	find: (about: string) => Promise<Record<string, unknown>[]>;
	looks: () => Promise<number>;
}

/** Who mostly calls. */
export const thandi = { name: 'Thandi Nkosi', phone: '082 555 0199', language: 'xh' };

/** Runs a test with somebody who takes calls at the desk. */
export const scene = (test: (scene: Scene) => Promise<void>) =>
	undone(async (transaction) => {
		const asked = await serving(transaction);
		const signIn: Scene['signIn'] = async (role, name = role) => {
			const email = `${name}@example.org`;
			if (!(await transaction('person').where({ email }).first()))
				await addPerson(transaction, { email, name, password: 'a-good-password', language: 'en', roles: [{ role }] });
			await asked.ask('POST', '/api/session', { email, password: 'a-good-password' });
		};
		await signIn('contact-centre');
		const call: Scene['call'] = async (lamp, said = thandi) => {
			const at = await lonLat(transaction, 311000 + lamp * 35, 6265005);
			const { status, body } = await asked.ask<Ticket>('POST', '/api/reports', {
				...{ mode: 'street-light.out', ...at, method: 'asset-click', asset: `SL-${100 + lamp}`, channel: 'phone', agreed: 'asked' },
				...said,
			});
			expect(status, JSON.stringify(body)).toBe(200);
			return body;
		};
		const find: Scene['find'] = async (about) =>
			(await asked.ask<{ callers: Record<string, unknown>[] }>('POST', '/api/desk/callers/find', { about })).body.callers;
		const looks = async (): Promise<number> => (await transaction.raw("select count(*)::int as n from event where kind = 'contact.seen'")).rows[0].n;
		await test({ db: transaction, asked, signIn, call, find, looks });
		await asked.close();
	});
