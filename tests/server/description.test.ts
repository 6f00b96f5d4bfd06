import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { endpoints, isEndpoint, openapi } from '../../server/describe.ts';
import { problemCodes } from '../../server/platform/problem.ts';
import { db, undone } from '../support/database.ts';
import { serving } from '../support/server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');

afterAll(() => db.destroy());

describe('the API describes itself', () => {
	it('with every endpoint, its input, its answer and its problems', () => {
		const { paths } = openapi() as {
			paths: Record<string, Record<string, { summary: string; responses: Record<string, unknown>; parameters: { name: string; schema: object }[] }>>;
		};
		for (const { endpoint } of endpoints) {
			const described = paths[endpoint.path.replaceAll(/:(\w+)/g, '{$1}')]?.[endpoint.method];
			expect(described?.summary.length, endpoint.path).toBeGreaterThan(5);
			expect(Object.keys(described?.responses ?? {})).toContain('400');
			for (const code of endpoint.problems ?? []) expect(Object.keys(problemCodes)).toContain(code);
		}
		expect(endpoints.length).toBeGreaterThan(40);
	});

	it('whatever contract an endpoint stands in: none is left out', async () => {
		const contracts = readdirSync(join(root, 'server'), { recursive: true, encoding: 'utf8' }).filter((name) => /(^|[\\/])contract\.ts$/.test(name));
		const described = new Set(endpoints.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`));
		const loaded = await Promise.all(contracts.map((name) => import(pathToFileURL(join(root, 'server', name)).href) as Promise<Record<string, unknown>>));
		const stated = loaded.flatMap((contract) => Object.values(contract).filter(isEndpoint));
		expect(stated.length).toBeGreaterThan(100);
		expect(stated.map(({ method, path }) => `${method} ${path}`).filter((it) => !described.has(it))).toEqual([]);
	});

	it(
		'at /api/ for people and at /api/openapi.json for machines; unknown addresses are problems',
		undone(async (transaction) => {
			const { ask, close } = await serving(transaction);
			const page = String((await ask('GET', '/api/')).body);
			for (const code of Object.keys(problemCodes)) expect(page).toContain(`id="problem-${code}"`);
			for (const { endpoint } of endpoints) expect(page).toContain(endpoint.path);
			expect((await ask('GET', '/api/openapi.json')).body).toMatchObject({ openapi: '3.0.3' });
			expect((await ask('GET', '/api/nowhere')).body).toMatchObject({ status: 404, code: 'not-found' });
			expect((await ask('GET', '/healthz')).status).toBe(200);
			expect((await ask('GET', '/readyz')).status).toBe(200);
			await close();
		}),
	);

	it(
		'gives every endpoint to a router: none answers "no such address"',
		undone(async (transaction) => {
			const { ask, close } = await serving(transaction);
			for (const { endpoint } of endpoints) {
				const path = endpoint.path.replaceAll(/:(\w+)/g, '11111111-1111-4111-8111-111111111111');
				const { status, body } = await ask<{ detail?: string }>(endpoint.method.toUpperCase(), path, endpoint.method === 'get' ? undefined : {});
				expect(status, path).toBeLessThan(500);
				expect(body.detail ?? '', path).not.toContain('such address');
			}
			await close();
		}),
	);
});

describe('the README is true', () => {
	it('about the folders', () => {
		const tree = readme.match(/```\n(gis-layers\/[\s\S]*?)```/)?.[1] ?? '';
		const named = tree.split('\n').flatMap((line) => line.match(/^([a-z-]+)\//)?.[1] ?? []);
		const real = readdirSync(root, { withFileTypes: true }).filter((it) => it.isDirectory() && !/^(\.|node_modules|dist|data|docs|screenshots)/.test(it.name));
		expect(named.sort()).toEqual(real.map((it) => it.name).sort());
	});

	it('about the commands', () => {
		const scripts = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts);
		const named = [...readme.matchAll(/^\| `npm (?:run )?([a-z]+)/gm)].map((it) => it[1]);
		expect(named.sort()).toEqual(scripts.sort());
	});

	it('about the river', () => {
		const modules = readme
			.match(/\n (maths → [^\n]*?) {2}/)?.[1]
			?.split(' → ')
			.map((it) => it.trim());
		const folders = readdirSync(join(root, 'server'), { withFileTypes: true }).filter((it) => it.isDirectory());
		expect([...(modules ?? []), 'notify', 'tiles', 'standards', 'exchange', 'cli'].sort()).toEqual(folders.map((it) => it.name).sort());
	});
});
