import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientConfig } from 'pg';
import type { TestProject } from 'vitest/node';
import { type Database, openDatabase } from '../../server/platform/db/index.ts';
import { migrate } from '../../server/platform/migrate.ts';
import { settleTestTown } from './town.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** One shared database for each file that may run at the same time. */
		databases: ClientConfig[];
		kind: Database['kind'];
		/** What `ownDatabase` copies: a folder (embedded) or a template's name (native). */
		template: string;
	}
}

const nativeTemplate = 'faultline_test_template';

const withName = (url: string, name: string): string => {
	const it = new URL(url);
	it.pathname = `/${name}`;
	return it.toString();
};

interface Ready {
	databases: Database[];
	template: string;
}

async function fill(database: Database): Promise<void> {
	await migrate(database.knex);
	await settleTestTown(database.knex);
	await database.maintain();
	await database.close();
}

async function native(url: string, sharedNames: readonly string[]): Promise<Ready> {
	const server = await openDatabase({ url, directory: '' });
	for (const name of [...sharedNames, nativeTemplate]) await server.knex.raw(`drop database if exists ${name} with (force)`);
	await server.knex.raw(`create database ${nativeTemplate}`);
	await fill(await openDatabase({ url: withName(url, nativeTemplate), directory: '' }));
	for (const name of sharedNames) await server.knex.raw(`create database ${name} template ${nativeTemplate}`);
	await server.close();
	const databases = await Promise.all(sharedNames.map((name) => openDatabase({ url: withName(url, name), directory: '' })));
	return { databases, template: nativeTemplate };
}

async function embedded(root: string, sharedNames: readonly string[]): Promise<Ready> {
	const template = join(root, 'template');
	await fill(await openDatabase({ directory: template }));
	const shared = sharedNames.map((name) => join(root, name));
	for (const directory of shared) await cp(template, directory, { recursive: true });
	return { databases: await Promise.all(shared.map((directory) => openDatabase({ directory }))), template };
}

/** A migrated, settled database for each lane of server tests, embedded or native (DATABASE_URL), and a template of it. */
export async function setup({ provide, config }: TestProject): Promise<() => Promise<void>> {
	const root = await mkdtemp(join(tmpdir(), 'faultline-test-'));
	const url = process.env['DATABASE_URL'];
	const names = Array.from({ length: config.maxWorkers }, (_, lane) => `faultline_test_${lane + 1}`);
	const { databases, template } = url ? await native(url, names) : await embedded(root, names);
	provide(
		'databases',
		databases.map(({ connection }) => connection),
	);
	provide('kind', url ? 'native' : 'embedded');
	provide('template', template);
	return async () => {
		await Promise.all(databases.map((it) => it.close()));
		await rm(root, { recursive: true, force: true });
	};
}
