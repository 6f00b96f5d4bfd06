import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { all, maybeOne } from '../platform/sql.ts';
import { type Row, rowsWith, textOf } from './answers.ts';
import { claimLookSql, type Followed, type Looked, lookedSql } from './follow-queries.ts';
import { ask, type Foreign, troubleOf, unreached } from './foreign.ts';
import { hearRequest, hearUpdate } from './hear.ts';
import { foreignOf, type Site } from './send.ts';

/** So many numbers are asked for at once. */
const batch = 50;
/** Servers that know no lists are asked for so many single requests a round. */
const mostSingly = 20;
/** Minutes between two looks. */
const usual = 15;
const longest = 6 * 60;
const overlap = 2 * 3_600_000;
const day = 86_400_000;

const batches = <T>(list: readonly T[]): T[][] => Array.from({ length: Math.ceil(list.length / batch) }, (_, i) => list.slice(i * batch, (i + 1) * batch));

const named = (question: string): string => createHash('sha256').update(question).digest('base64url').slice(0, 22);

class Unwell extends Error {}

interface Look {
	db: Knex;
	site: Site;
	from: Looked;
	foreign: Foreign;
	now: Date;
	/** When what is asked for had changed last, by a hash of the question: the old and the new. */
	seen: Record<string, string>;
}

const sentFor = (numbers: readonly string[]) => ({ query: { service_request_id: numbers.join(','), extensions: 'true' } });

async function hear(it: Look, followed: Followed, row: Row): Promise<void> {
	const { site, from, now } = it;
	await it.db.transaction((db) => hearRequest({ db, town: site.town, from, now }, followed.id, row));
}

/** Asks for some by their numbers; answers those of which nothing was said. What was not asked for is passed over. */
async function several(it: Look, asked: readonly Followed[]): Promise<Followed[]> {
	const question = sentFor(asked.map(({ number }) => number));
	const name = named(question.query.service_request_id);
	const answered = await ask(it.foreign, 'requests', { ...question, modified: it.from.seen[name] });
	if (answered.modified !== null) it.seen[name] = answered.modified;
	if (answered.status === 304) {
		it.seen[name] = it.from.seen[name] ?? '';
		return [];
	}
	if (answered.status === 429 || answered.status >= 500) throw new Unwell(troubleOf(answered));
	const rows = new Map(rowsWith(answered.answer, ['service_request_id']).map((row) => [textOf(row, 'service_request_id'), row]));
	for (const followed of asked) {
		const row = rows.get(followed.number);
		if (row) await hear(it, followed, row);
	}
	return asked.filter(({ number }) => !rows.has(number));
}

/** Asks for one by its own address. */
async function singly(it: Look, followed: Followed): Promise<void> {
	const answered = await ask(it.foreign, `requests/${encodeURIComponent(followed.number)}`, { query: { extensions: 'true' } });
	if (answered.status === 429 || answered.status >= 500) throw new Unwell(troubleOf(answered));
	const row = rowsWith(answered.answer, ['service_request_id']).find((found) => textOf(found, 'service_request_id') === followed.number);
	if (row) await hear(it, followed, row);
}

/** Asks for what was written since, where they offer such a thing. */
async function updates(it: Look): Promise<void> {
	const { site, from, now } = it;
	const since = new Date(from.lookedAt === null ? now.getTime() - day : from.lookedAt.getTime() - overlap);
	const w3c = (at: Date): string => at.toISOString().replace(/\.\d+/, '');
	const answered = await ask(it.foreign, 'servicerequestupdates', { query: { start_date: w3c(since), end_date: w3c(now) }, keyed: true });
	if (answered.status === 429 || answered.status >= 500) throw new Unwell(troubleOf(answered));
	if (answered.status >= 400) return;
	const ours = new Map(from.handovers.map((followed) => [followed.number, followed]));
	for (const row of rowsWith(answered.answer, ['update_id'])) {
		const followed = ours.get(textOf(row, 'service_request_id') ?? '');
		if (followed) await it.db.transaction((db) => hearUpdate({ db, town: site.town, from, now }, followed.id, row));
	}
}

async function look(it: Look): Promise<void> {
	const missing: Followed[] = [];
	for (const some of batches(it.from.handovers)) missing.push(...(await several(it, some)));
	for (const followed of missing.slice(0, mostSingly)) await singly(it, followed);
	await updates(it);
}

/** Asks one authority how things stand with what it was handed. Says whether there was one to ask. */
export async function lookOnce(db: Knex, site: Site): Promise<boolean> {
	const from = await maybeOne<Looked>(db, claimLookSql);
	if (!from) return false;
	const { authorityId, failures } = from;
	const it: Look = { db, site, from, foreign: foreignOf(from, site), now: new Date(), seen: {} };
	try {
		await look(it);
		await all(db, lookedSql({ authorityId, trouble: null, failures: 0, wait: usual, seen: it.seen }));
	} catch (error) {
		const trouble = error instanceof Unwell ? error.message : unreached(error);
		const wait = Math.min(usual * 2 ** (failures + 1), longest);
		await all(db, lookedSql({ authorityId, trouble, failures: failures + 1, wait, seen: it.seen }));
	}
	return true;
}
