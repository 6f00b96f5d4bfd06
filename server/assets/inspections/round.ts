import { basename } from 'node:path';
import type { Knex } from 'knex';
import type { AssetClass } from '../../../gis-layers/index.ts';
import { catalogue } from '../../municipality/index.ts';
import { all, one } from '../../platform/sql.ts';
import { openFile } from '../import/read.ts';
import type { DateOrder } from '../import/values.ts';
import { type Getter, SourceError, type SourceRow } from '../sources/index.ts';
import { keepInspections, type Outcome } from './keep.ts';
import { type NewInspection, namedSql, todaySql } from './queries.ts';
import { type Columns, columnsOf, type Understood, understand } from './row.ts';

export interface RoundOptions {
	/** A file or the address of a service. */
	file: string;
	/** Id of the asset class. */
	layer: string;
	columns?: Columns | undefined;
	dates?: DateOrder | undefined;
	/** Which layer of a source that holds several. */
	sourceLayer?: string | undefined;
	get?: Getter | undefined;
	personId?: number | null | undefined;
	/** All is checked and told, nothing kept. */
	dryRun?: boolean | undefined;
}

export interface Rejected {
	line: number;
	reason: string;
}

export interface RoundResult extends Outcome {
	/** Rows in the file: those that were taken and those that were rejected, and no others. */
	rows: number;
	taken: number;
	rejected: number;
	columns: Columns;
	reasons: { what: string; count: number }[];
	/** The first rejected rows. */
	rejects: Rejected[];
}

class Undo extends Error {}

const batchSize = 500;
const rejectsShown = 200;

/** What is counted while a round is read through. */
class Account {
	rows = 0;
	taken = 0;
	readonly reasons = new Map<string, number>();
	readonly rejects: Rejected[] = [];

	reject(line: number, reason: string): void {
		this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1);
		if (this.rejects.length < rejectsShown) this.rejects.push({ line, reason });
	}

	get rejected(): number {
		return this.rows - this.taken;
	}
}

type Line = Understood & { line: number };

const keyOf = ({ assetId, on, inspector }: NewInspection): string => `${assetId} ${on} ${inspector.toLowerCase()}`;

/** Several rows may be of one inspection, each with a defect: they become one. A grade that contradicts an earlier row of the round is sent back. */
function joined(lines: readonly (Line & { assetId: number })[], before: Map<string, Pick<NewInspection, 'grade' | 'note'>>, account: Account): NewInspection[] {
	const batch = new Map<string, NewInspection>();
	for (const { name: _, line, ...it } of lines) {
		const key = keyOf(it);
		const known = before.get(key);
		if (known && known.grade !== it.grade) {
			account.reject(line, 'another row of the round gives this asset another grade on that day');
			continue;
		}
		account.taken += 1;
		if (!known) before.set(key, { grade: it.grade, note: it.note });
		const there = batch.get(key);
		const others = (there?.defects ?? []).filter((defect) => !it.defects.some((own) => own.code === defect.code));
		batch.set(key, { ...it, note: known?.note ?? it.note, defects: [...others, ...it.defects] });
	}
	return [...batch.values()];
}

async function resolved(db: Knex, home: AssetClass, { lines, account }: { lines: readonly Line[]; account: Account }): Promise<(Line & { assetId: number })[]> {
	const named = await all<{ name: string; id: number }>(db, namedSql(home.number, [...new Set(lines.map((it) => it.name))]));
	const ids = new Map(named.map((it) => [it.name, it.id]));
	return lines.flatMap((it) => {
		const assetId = ids.get(it.name);
		if (assetId !== undefined) return [{ ...it, assetId }];
		account.reject(it.line, 'the register has no such asset');
		return [];
	});
}

type Read = (row: SourceRow) => Understood | { wrong: string };

async function* batches(
	db: Knex,
	rows: AsyncIterable<SourceRow>,
	{ home, read, account }: { home: AssetClass; read: Read; account: Account },
): AsyncGenerator<NewInspection[]> {
	const before = new Map<string, Pick<NewInspection, 'grade' | 'note'>>();
	let lines: Line[] = [];
	for await (const row of rows) {
		account.rows += 1;
		const it = read(row);
		if ('wrong' in it) account.reject(row.line, it.wrong);
		else lines.push({ ...it, line: row.line });
		if (lines.length < batchSize) continue;
		yield joined(await resolved(db, home, { lines, account }), before, account);
		lines = [];
	}
	yield joined(await resolved(db, home, { lines, account }), before, account);
}

interface Reading {
	home: AssetClass;
	source: string;
	rows: AsyncIterable<SourceRow>;
	columns: Columns;
	dates: DateOrder | undefined;
	personId: number | null;
}

/** Keeps the rows of a round, in the caller's transaction. */
export async function keepRound(db: Knex, { home, source, rows, columns, dates, personId }: Reading): Promise<RoundResult> {
	const account = new Account();
	const { today } = await one<{ today: string }>(db, todaySql);
	const read: Read = (row) => understand(row, { home, columns, dates, today });
	const outcome = await keepInspections(db, { home, source, personId }, batches(db, rows, { home, read, account }));
	const reasons = [...account.reasons].map(([what, count]) => ({ what, count })).sort((a, b) => b.count - a.count);
	return { ...outcome, rows: account.rows, taken: account.taken, rejected: account.rejected, columns, reasons, rejects: account.rejects };
}

/**
 * Takes a round of inspections in from any source that assets can come in, by the reference or key of each asset; in one transaction. The same file again
 * changes nothing. Throws a SourceError with a sentence when the file as a whole cannot be taken.
 */
export async function importRound(db: Knex, options: RoundOptions): Promise<RoundResult> {
	const home = catalogue.byId.get(options.layer);
	if (!home) throw new SourceError(`there is no layer "${options.layer}"; there are: ${catalogue.classes.map((it) => it.id).join(', ')}`);
	const opened = await openFile(options.file, { layer: options.sourceLayer, get: options.get, placeless: true });
	const columns = columnsOf(home, opened.sample, options.columns ?? {});
	const reading = { home, columns, rows: opened.rows, source: basename(options.file), dates: options.dates, personId: options.personId ?? null };
	let result: RoundResult | undefined;
	await db
		.transaction(async (transaction) => {
			result = await keepRound(transaction, reading);
			if (options.dryRun) throw new Undo();
		})
		.catch((error) => {
			if (!(error instanceof Undo)) throw error;
		});
	if (!result) throw new Error('the round was not read');
	return options.dryRun ? { ...result, change: null } : result;
}
