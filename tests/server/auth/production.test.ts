import type { Knex } from 'knex';
import { expect, test } from 'vitest';
import { addPerson, assertProduction, secureCookies } from '../../../server/auth/index.ts';
import { settings as inDevelopment, type Settings } from '../../../server/platform/config.ts';
import { undone } from '../../support/database.ts';

const settings: Settings = { ...inDevelopment, production: true, sessionSecret: 'x'.repeat(32), publicUrl: 'https://faults.example.org' };
const administrator = (db: Knex, demo = false) =>
	addPerson(db, { email: `admin-${demo}@example.org`, name: 'A', password: 'long enough for us', language: 'en', roles: [{ role: 'administrator' }], demo });

test(
	'a production start with secrets and an administrator of its own is allowed',
	undone(async (db) => {
		await administrator(db);
		await expect(assertProduction(db, settings)).resolves.toBeUndefined();
	}),
);

test(
	'a production start that lacks them is refused, saying all that is to be set',
	undone(async (db) => {
		const lacking = assertProduction(db, { ...settings, sessionSecret: 'short', publicUrl: undefined });
		await expect(lacking).rejects.toThrow(/SESSION_SECRET.*PUBLIC_URL.*first administrator/);
	}),
);

test(
	'a production start with people of the demo is refused',
	undone(async (db) => {
		await administrator(db);
		await administrator(db, true);
		await expect(assertProduction(db, settings)).rejects.toThrow('demo town');
	}),
);

test(
	'outside production nothing is asked',
	undone(async (db) => {
		await expect(assertProduction(db, { ...settings, production: false, sessionSecret: undefined })).resolves.toBeUndefined();
	}),
);

test('cookies need TLS in production, unless the address given is a plain one', () => {
	expect(secureCookies(settings)).toBe(true);
	expect(secureCookies({ ...settings, publicUrl: 'http://intranet' })).toBe(false);
	expect(secureCookies({ ...settings, production: false })).toBe(false);
});
