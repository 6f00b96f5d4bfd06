import { afterAll, describe, expect, test } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import { db, undone } from '../../support/database.ts';
import { serving } from '../../support/server.ts';

afterAll(() => db.destroy());

const password = 'a-good-password';

describe('the websites that may frame us', () => {
	test(
		'are said by administrators alone, and are addresses of websites',
		undone(async (transaction) => {
			for (const role of ['administrator', 'engineer'] as const)
				await addPerson(transaction, { email: `${role}@example.org`, name: role, password, language: 'en', roles: [{ role }] });
			const asked = await serving(transaction);
			expect((await asked.ask('GET', '/api/embed/sites')).status).toBe(401);
			await asked.ask('POST', '/api/session', { email: 'engineer@example.org', password });
			expect((await asked.ask('PUT', '/api/embed/sites', { sites: [] })).status).toBe(403);
			await asked.ask('POST', '/api/session', { email: 'administrator@example.org', password });
			const sites = ['https://www.example.org', 'https://*.example.net', 'http://localhost:8080'];
			expect((await asked.ask('PUT', '/api/embed/sites', { sites })).body).toEqual({ sites });
			expect((await asked.ask('GET', '/api/embed/sites')).body).toEqual({ sites });
			for (const bad of [
				"https://a.org; script-src 'unsafe-inline'",
				'https://a.org/path',
				'*',
				"'self'",
				'javascript:alert(1)',
				'https://a.org https://b.org',
				'https://A.org',
			])
				expect((await asked.ask('PUT', '/api/embed/sites', { sites: [bad] })).status, bad).toBe(400);
			await asked.close();
		}),
	);
});
