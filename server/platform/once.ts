import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Knex } from 'knex';
import { badField, Problem } from './problem.ts';
import { all, maybeOne, sql } from './sql.ts';

/** Whose submission it is, under which key, and a fingerprint of all that was sent. */
export interface Once {
	client: string;
	key: string;
	bodyHash: string;
}

interface Sent {
	personId: number | null;
	files: readonly { original: string }[];
}

/** The Idempotency-Key of a request with the hash of its body; undefined when it bears none. */
export function onceKey(request: Request, { personId, files }: Sent): Once | undefined {
	const key = request.get('idempotency-key');
	if (key === undefined) return undefined;
	if (!/^[\w.:-]{8,200}$/.test(key)) throw badField('Idempotency-Key', '8 to 200 letters, digits, . : _ -');
	const hash = createHash('sha256')
		.update(request.method)
		.update(request.path)
		.update(JSON.stringify(request.body ?? null));
	for (const file of files) hash.update(file.original);
	return { client: personId === null ? 'anyone' : `person ${personId}`, key, bodyHash: hash.digest('base64') };
}

/** A repeat of the same submission gets the first one's answer; two at the same time wait for each other on the key's row. */
export async function once<T>(db: Knex, { client, key, bodyHash }: Once, act: () => Promise<T>): Promise<T> {
	const fresh = await maybeOne(
		db,
		sql`insert into idempotency (client, key, body_hash) values (${client}, ${key}, ${bodyHash}) on conflict do nothing returning true as fresh`.prepared(
			'once',
		),
	);
	if (!fresh) return before<T>(db, { client, key, bodyHash });
	const answer = await act();
	await all(
		db,
		sql`update idempotency set answer = ${JSON.stringify(answer)} where idempotency.client = ${client} and idempotency.key = ${key}`.prepared('once-answer'),
	);
	return answer;
}

async function before<T>(db: Knex, { client, key, bodyHash }: Once): Promise<T> {
	const row = await maybeOne<{ body_hash: string; answer: T }>(
		db,
		sql`select idempotency.body_hash, idempotency.answer from idempotency where idempotency.client = ${client} and idempotency.key = ${key}`,
	);
	if (row?.body_hash !== bodyHash) throw new Problem('key-reused');
	return row.answer;
}
