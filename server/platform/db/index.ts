import { mkdir, realpath } from 'node:fs/promises';
import knex, { type Knex } from 'knex';
import type { Client, ClientConfig } from 'pg';
import { port } from './embedded/folder.ts';
import { supervise } from './embedded/supervisor.ts';
import { neededExtensions } from './extensions.ts';

/** An open database: embedded in a child process, or native. Both speak through the same `pg`. */
export interface Database {
	kind: 'embedded' | 'native';
	knex: Knex;
	/** For a `pg.Client` of one's own: to LISTEN, to COPY, to hold a session. */
	connection: ClientConfig;
	/** The process that holds the embedded data, while it runs. */
	hostPid: () => number | undefined;
	/** What a native server does by itself and the embedded one does not: fresh statistics, a checkpoint, and, when asked, a vacuum. */
	maintain: (options?: { vacuum?: boolean }) => Promise<void>;
	close: () => Promise<void>;
}

/** What to open: `url` a native server, without it the embedded database in `directory`. */
export interface DatabaseOptions {
	url?: string | undefined;
	directory: string;
	poolSize?: number;
	/** How long a transaction of the embedded database may stand idle while others wait before its connection is ended, ms. */
	idleTransaction?: number;
	/** Hears one line at each step that takes time. */
	say?: (line: string) => void;
}

const silent = (): void => undefined;
/** How many transactions may be open at once; a native server can commit many with one write to its disk, the embedded one has a single session. */
const usualPool = { embedded: 8, native: 20 } as const;
const usualPatience = 30_000;
/** Long enough for the embedded database to come back after it was killed, ms. */
const acquireTimeout = 60_000;

/** A transaction-scoped lock, because two processes that create one extension at once trip over each other. */
const createExtensions = async (database: Knex): Promise<void> => {
	await database.transaction(async (transaction) => {
		await transaction.raw('select pg_advisory_xact_lock(7021001)');
		for (const name of neededExtensions) await transaction.raw(`create extension if not exists ${name}`);
	});
};

/** A refused connection to a name with several addresses has a code and no words. */
const reasonOf = (error: unknown): string => {
	if (!(error instanceof Error)) return String(error);
	return error.message || ('code' in error ? String(error.code) : error.name);
};

const openNative = async (url: string, options: DatabaseOptions): Promise<Database> => {
	// The embedded database speaks in UTC; what a query answers must not depend on which of the two it asks.
	const afterCreate = (connection: Client, done: (error: Error | null, connection: Client) => void): void =>
		connection.query("set time zone 'UTC'", (error) => done(error, connection));
	const pool = { min: 0, max: options.poolSize ?? usualPool.native, afterCreate };
	const database = knex({ client: 'pg', connection: { connectionString: url }, pool, log: { warn: options.say ?? silent } });
	try {
		await createExtensions(database);
	} catch (error) {
		await database.destroy();
		throw new Error(`The database of DATABASE_URL cannot be opened: ${reasonOf(error)}`, { cause: error });
	}
	const maintain: Database['maintain'] = async (wish) => {
		await database.raw(wish?.vacuum ? 'vacuum analyze' : 'analyze');
	};
	return { kind: 'native', knex: database, connection: { connectionString: url }, hostPid: () => undefined, maintain, close: () => database.destroy() };
};

const openEmbedded = async (options: DatabaseOptions): Promise<Database> => {
	await mkdir(options.directory, { recursive: true, mode: 0o700 });
	const say = options.say ?? silent;
	const host = await supervise({ directory: await realpath(options.directory), patience: options.idleTransaction ?? usualPatience, say });
	const connection = { host: host.sockets, port, user: 'postgres', database: 'postgres', ssl: false };
	// Errors of a new connection are tried again until the time is up: the database may be starting again.
	const pool = {
		min: 0,
		max: options.poolSize ?? usualPool.embedded,
		acquireTimeoutMillis: acquireTimeout,
		propagateCreateError: false,
		createRetryIntervalMillis: 200,
	};
	const database = knex({ client: 'pg', connection, pool, log: { warn: say } });
	const maintain: Database['maintain'] = async (wish) => {
		await database.raw(wish?.vacuum ? 'vacuum analyze' : 'analyze');
		await database.raw('checkpoint');
	};
	const close = async (): Promise<void> => {
		await database.destroy();
		await host.close();
	};
	return { kind: 'embedded', knex: database, connection, hostPid: () => host.pid(), maintain, close };
};

/** Opens the database and sees to it that PostGIS is there. Rejects with a sentence for the person who started the program. */
export const openDatabase = async (options: DatabaseOptions): Promise<Database> =>
	options.url ? await openNative(options.url, options) : await openEmbedded(options);
