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
		database: ClientConfig;
		kind: Database['kind'];
		/** What `ownDatabase` copies: a folder (embedded) or a template's name (native). */
		template: string;
	}
}

const nativeTemplate = 'faultline_test_template';
const nativeShared = 'faultline_test';

const withName = (url: string, name: string): string => {
	const it = new URL(url);
	it.pathname = `/${name}`;
	return it.toString();
};

async function fill(database: Database): Promise<void> {
	await migrate(database.knex);
	await settleTestTown(database.knex);
	await database.maintain();
	await database.close();
}

async function native(url: string): Promise<{ database: Database; template: string }> {
	const server = await openDatabase({ url, directory: '' });
	for (const name of [nativeShared, nativeTemplate]) await server.knex.raw(`drop database if exists ${name} with (force)`);
	await server.knex.raw(`create database ${nativeTemplate}`);
	await fill(await openDatabase({ url: withName(url, nativeTemplate), directory: '' }));
	await server.knex.raw(`create database ${nativeShared} template ${nativeTemplate}`);
	await server.close();
	return { database: await openDatabase({ url: withName(url, nativeShared), directory: '' }), template: nativeTemplate };
}

async function embedded(root: string): Promise<{ database: Database; template: string }> {
	const template = join(root, 'template');
	await fill(await openDatabase({ directory: template }));
	await cp(template, join(root, 'shared'), { recursive: true });
	return { database: await openDatabase({ directory: join(root, 'shared') }), template };
}

/** One migrated, settled database for all server tests, embedded or native (DATABASE_URL), and a template of it. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
	const root = await mkdtemp(join(tmpdir(), 'faultline-test-'));
	const url = process.env['DATABASE_URL'];
	const { database, template } = url ? await native(url) : await embedded(root);
	provide('database', database.connection);
	provide('kind', database.kind);
	provide('template', template);
	return async () => {
		await database.close();
		await rm(root, { recursive: true, force: true });
	};
}
