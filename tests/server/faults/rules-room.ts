import type { Knex } from 'knex';
import { expect } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import type { Rule, RuleSet } from '../../../server/municipality/rules/contract.ts';
import { undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';

interface Room {
	transaction: Knex;
	/** The administrator, asking a server that has read the rules which hold. */
	admin: () => Promise<Asked>;
	publish: (rules: Rule[]) => Promise<void>;
	/** Reports a dark lamp of the street, by its number. */
	dark: (n: number, more?: object) => Promise<{ id: number; code: string; department: string; priority: number; needs_look: boolean }>;
	fault: (code: string) => Promise<{ id: number; code: string; department: string; priority: number; needs_look: boolean }>;
}

/** A town with an administrator, in which rules are published and lamps go dark; all of it is taken back. */
export const room = (test: (it: Room) => Promise<void>) =>
	undone(async (transaction) => {
		await addPerson(transaction, { email: 'admin@example.org', name: 'Ada', password: 'a-good-password', language: 'en', roles: [{ role: 'administrator' }] });
		const asked = await serving(transaction);
		await asked.ask('POST', '/api/session', { email: 'admin@example.org', password: 'a-good-password' });
		const admin = async (): Promise<Asked> => {
			await asked.reload();
			return asked;
		};
		const publish = async (rules: Rule[]): Promise<void> => {
			const { ask } = await admin();
			const { version } = (await ask<RuleSet>('GET', '/api/desk/rules')).body;
			const { status, body } = await ask('PUT', '/api/desk/rules', { rules, version });
			expect(status, JSON.stringify(body)).toBe(200);
		};
		const fault: Room['fault'] = (code) =>
			transaction('fault')
				.join('department', 'department.id', 'fault.department_id')
				.where('fault.code', code)
				.first('fault.id', 'fault.code', 'department.code as department', 'fault.priority', 'fault.needs_look') as never;
		const dark: Room['dark'] = async (n, more = {}) => {
			const { ask } = await admin();
			const at = await lonLat(transaction, 311000 + n * 35, 6265005);
			const { status, body } = await ask<{ fault: string }>('POST', '/api/reports', { mode: 'street-light.out', ...at, method: 'gnss', accuracy: 3, ...more });
			expect(status, JSON.stringify(body)).toBe(200);
			return fault(body.fault);
		};
		await test({ transaction, admin, publish, dark, fault });
		await asked.close();
	});
