// Runs recorded transactions straight through pg, over so many connections at once, each for another lamp, and says how many were committed.
import pg from 'pg';
import type { Lamp } from './lamps.ts';

/** A value of a statement: the transaction's own key, something of its lamp, what an earlier statement answered, or always the same. */
export type Binding = { readonly value: unknown } | { readonly is: 'key' | keyof Lamp } | { readonly statement: number; readonly column: string };

export interface Statement {
	readonly sql: string;
	/** The name under which the product prepares it. */
	readonly name: string | undefined;
	readonly bindings: readonly Binding[];
}

export interface Replay {
	readonly url: string;
	readonly statements: readonly Statement[];
	readonly connections: number;
	readonly seconds: number;
	readonly lamps: readonly Lamp[];
	readonly keys: string;
}

export interface Replayed {
	readonly committed: number;
	readonly perSecond: number;
}

const pools = new Map<string, pg.Pool>();

function poolOf({ url, connections }: Replay): pg.Pool {
	const pool = pools.get(url) ?? new pg.Pool({ connectionString: url, max: connections });
	pools.set(url, pool);
	return pool;
}

interface Own {
	readonly key: string;
	readonly lamp: Lamp;
	/** What the statements so far have answered. */
	readonly answers: readonly (Record<string, unknown> | undefined)[];
}

function filled(binding: Binding, { key, lamp, answers }: Own): unknown {
	if ('value' in binding) return binding.value;
	if ('statement' in binding) return answers[binding.statement]?.[binding.column];
	return binding.is === 'key' ? key : lamp[binding.is];
}

async function transaction(client: pg.PoolClient, statements: readonly Statement[], { key, lamp }: Omit<Own, 'answers'>): Promise<void> {
	const answers: Record<string, unknown>[] = [];
	for (const { sql, name, bindings } of statements) {
		const values = bindings.map((it) => filled(it, { key, lamp, answers }));
		const { rows } = await client.query(name === undefined ? { text: sql, values } : { name, text: sql, values });
		answers.push(rows[0]);
	}
}

async function run(replay: Replay): Promise<Replayed> {
	const { statements, connections, seconds, lamps, keys } = replay;
	const pool = poolOf(replay);
	const began = performance.now();
	let sent = 0;
	let committed = 0;
	const work = async (): Promise<void> => {
		while (performance.now() - began < seconds * 1000) {
			const lamp = lamps[sent];
			if (!lamp) throw new Error('there are too few lamps for a replay of this length');
			sent += 1;
			const client = await pool.connect();
			await transaction(client, statements, { key: `${keys}-${sent}`, lamp });
			client.release();
			committed += 1;
		}
	};
	await Promise.all(Array.from({ length: connections }, work));
	return { committed, perSecond: (1000 * committed) / (performance.now() - began) };
}

process.on('message', (replay: Replay) => {
	run(replay).then(
		(replayed) => process.send?.(replayed),
		(error: Error) => {
			console.error(error);
			process.exit(1);
		},
	);
});
process.once('disconnect', () => process.exit(0));
