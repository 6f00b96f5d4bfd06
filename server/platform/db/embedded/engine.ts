import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { fuzzystrmatch } from '@electric-sql/pglite/contrib/fuzzystrmatch';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { slimPostgis } from './bundle.ts';
import type { Engine } from './session.ts';
import { letter, messages, startup } from './wire.ts';

/** An open engine: the session, what it says of itself to new clients, and how it ends. */
export interface OpenEngine extends Engine {
	/** The authentication and parameter messages of the session's start. */
	parameters: Buffer;
	exec: (sql: string) => Promise<unknown>;
	close: () => Promise<void>;
}

const settings: Record<string, string> = {
	search_path: 'public',
	exit_on_error: 'false',
	log_checkpoints: 'false',
	max_worker_processes: '0',
	max_parallel_workers: '0',
	max_parallel_workers_per_gather: '0',
	max_parallel_maintenance_workers: '0',
	io_method: 'sync',
	work_mem: '16MB',
	jit: 'off',
};

/** `-F`: no fsync (the engine's file layer has none); `-O`, `-j`: what the engine itself asks for. */
const startParams = ['--single', '-F', '-O', '-j', ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];

/** Opens the engine on a folder of data, which is made when it is empty. `bundle` is where the slim PostGIS may be kept. */
export const openEngine = async (data: string, bundle: string): Promise<OpenEngine> => {
	const extensions = { postgis: await slimPostgis(bundle), btree_gist, fuzzystrmatch, pg_trgm, pgcrypto, unaccent };
	const engine = await PGlite.create(data, { extensions, startParams });
	const run = async (bytes: Buffer): Promise<Buffer> => {
		const chunks: Buffer[] = [];
		const view = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
		// The chunks are views of the engine's own memory: copied before it is used again.
		await engine.execProtocolRawStream(view, { syncToFs: false, onRawData: (chunk) => chunks.push(Buffer.from(chunk)) });
		return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
	};
	const hello = Buffer.from(await engine.execProtocolRaw(new Uint8Array(startup()), { syncToFs: false }));
	const greeting = [...messages(hello)].filter((part) => part.type === letter.authentication || part.type === letter.parameterStatus);
	return {
		run,
		inTransaction: () => engine.isInTransaction(),
		parameters: Buffer.concat(greeting.map((part) => part.bytes)),
		exec: (sql) => engine.exec(sql),
		close: () => engine.close(),
	};
};
