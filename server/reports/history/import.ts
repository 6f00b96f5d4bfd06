import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { Knex } from 'knex';
import { cell } from '../../assets/index.ts';
import { loadTown, type Town } from '../../municipality/index.ts';
import { inTransaction } from '../../platform/http.ts';
import { type Kept, keepBatch } from './keep.ts';
import type { Reading } from './mapping.ts';
import { recordsOf } from './records.ts';
import { type Spool, spool } from './spool.ts';
import { type Ticket, ticketOf } from './ticket.ts';

/** A row that was not taken, where it stood, and why. */
interface Reject {
	file: number;
	line: number;
	number: string;
	reason: string;
}

/** What became of all rows: `rows` is the sum of fresh, changed, same, forgotten and rejected. */
export interface HistoryResult {
	rows: number;
	fresh: number;
	changed: number;
	same: number;
	/** Tickets of people who have been forgotten since: never read again. */
	forgotten: number;
	rejected: number;
	reasons: { what: string; count: number }[];
	/** Of the fresh ones. */
	opened: number;
	joined: number;
	linked: number;
	nameless: number;
	photosLeft: number;
}

interface Asked {
	files: readonly string[];
	reading: Reading;
	/** Where rows that are not taken are listed. */
	rejects: string;
	/** Says what would be refused, takes nothing. */
	dryRun: boolean;
	say: (line: string) => void;
}

/** So many tickets are one transaction. */
const atOnce = 500;
const sayEvery = 10_000;

interface Rejects {
	add: (reject: Reject) => Promise<void>;
	count: () => number;
	reasons: () => { what: string; count: number }[];
	close: () => Promise<void>;
}

/** Reasons without what one row alone says, so that they can be counted. */
const kindOf = (reason: string): string => (/the mapping/.test(reason) ? reason : reason.replaceAll(/"[^"]*"/g, '"…"'));

/** A list of rejected rows beside the export; without any, that of an earlier run goes. */
async function rejectsIn(path: string, files: readonly string[]): Promise<Rejects> {
	await rm(path, { force: true });
	const reasons = new Map<string, number>();
	let file: ReturnType<typeof createWriteStream> | undefined;
	let count = 0;
	return {
		add: async (it) => {
			count += 1;
			reasons.set(kindOf(it.reason), (reasons.get(kindOf(it.reason)) ?? 0) + 1);
			if (!file) {
				file = createWriteStream(path, { mode: 0o600 });
				file.write('file,line,number,reason\n');
			}
			const line = [files[it.file] ?? '', String(it.line), it.number, it.reason].map(cell).join(',');
			if (!file.write(`${line}\n`)) await once(file, 'drain');
		},
		count: () => count,
		reasons: () => [...reasons].map(([what, times]) => ({ what, count: times })).sort((a, b) => b.count - a.count),
		close: async () => {
			if (!file) return;
			file.end();
			await finished(file);
		},
	};
}

interface Reader extends Asked {
	zone: string;
	windowDays: number;
	aside: Spool;
	refused: Rejects;
}

/** Reads one file and puts its tickets aside; says how many rows that was. */
async function readOne(file: number, { files, reading, zone, windowDays, aside, refused }: Reader): Promise<number> {
	const clock = { zone, windowDays, now: Date.now() };
	let rows = 0;
	for await (const row of recordsOf(files[file] ?? '')) {
		rows += 1;
		const ticket = ticketOf({ ...row, file }, reading, clock);
		const number = row.fields[reading.column('number') ?? ''] ?? '';
		const earlier = 'refused' in ticket ? undefined : await aside.put(ticket);
		if ('refused' in ticket) await refused.add({ file, line: row.line, number, reason: ticket.refused });
		if (earlier) await refused.add({ ...earlier, number, reason: 'the same number comes again later, which counts' });
	}
	return rows;
}

const nothing = { fresh: 0, changed: 0, same: 0, forgotten: 0, opened: 0, joined: 0, linked: 0, nameless: 0, photosLeft: 0 };
type Sum = typeof nothing;
const counted = ['opened', 'joined', 'linked', 'nameless', 'photosLeft'] as const;

/** Counts what became of a batch, and lists what was refused of it. */
async function count(sum: Sum, { outcomes, ...counts }: Kept, { batch, refused }: { batch: readonly Ticket[]; refused: Rejects }): Promise<void> {
	for (const name of counted) sum[name] += counts[name];
	for (const [i, outcome] of outcomes.entries()) {
		const { file = 0, line = 0, number = '' } = batch[i] ?? {};
		if (typeof outcome === 'string') sum[outcome] += 1;
		else await refused.add({ file, line, number, reason: outcome.refused });
	}
}

/** Takes all that was put aside in, batch by batch. */
async function takeAll(db: Knex, town: Town, { aside, refused, reading, say }: Reader): Promise<Sum> {
	const sum = { ...nothing };
	let done = 0;
	for await (const batch of aside.batches(atOnce)) {
		const kept = await inTransaction(db, (transaction) => keepBatch({ db: transaction, town, reading }, batch));
		await count(sum, kept, { batch, refused });
		done += batch.length;
		if (done % sayEvery < batch.length) say(`${done} of ${aside.size()} …`);
	}
	return sum;
}

/**
 * Takes exports of the system used before in: read whole, then taken in the order of time, so many tickets in one transaction. Run again it takes what is
 * new or changed and nothing twice, also after it was killed in the middle.
 */
export async function importHistory(db: Knex, asked: Asked): Promise<HistoryResult> {
	const town = await loadTown(db);
	const { zone, fixedWindowDays: windowDays } = town.municipality;
	const [aside, refused] = [await spool(), await rejectsIn(asked.rejects, asked.files)];
	const reader = { ...asked, zone, windowDays, aside, refused };
	try {
		let rows = 0;
		for (const file of asked.files.keys()) rows += await readOne(file, reader);
		const sum = asked.dryRun ? { ...nothing } : await takeAll(db, town, reader);
		return { rows, ...sum, rejected: refused.count(), reasons: refused.reasons() };
	} finally {
		await aside.close();
		await refused.close();
	}
}
