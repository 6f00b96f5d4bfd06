import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Knex } from 'knex';
import { happened } from '../../platform/events.ts';
import { all, maybeOne, one, type Sql } from '../../platform/sql.ts';
import type { PlaceKind } from '../contract.ts';
import { boxIn, sridOf } from '../import/fit.ts';
import { homeSql } from '../import/queries.ts';
import { type Opened, openFile } from '../import/read.ts';
import { type ReadOptions, SourceError } from '../sources/index.ts';
import { type Columns, type ColumnsWish, columnsOf } from './columns.ts';
import {
	analyzePlacesSql,
	createStagedSql,
	dropStagedSql,
	placeRowsSql,
	reasonsSql,
	rejectedSql,
	removeGoneSql,
	replaceUnsourcedSql,
	stagedTable,
	stageSql,
	type Tally,
	type Target,
	takePlacesSql,
	takeStreetsSql,
	tallySql,
} from './queries.ts';
import { type PlaceRow, placeOf, type Reading } from './rows.ts';

export interface PlacesOptions extends ColumnsWish, ReadOptions {
	readonly file: string;
	readonly kind: PlaceKind;
	/** What the source is called from one reading to the next; the file's name when not given. */
	readonly source?: string | undefined;
	readonly srid?: number | undefined;
	/** For staff alone. Meters always are. */
	readonly staffOnly?: boolean | undefined;
	readonly numberFirst?: boolean | undefined;
	readonly dryRun?: boolean | undefined;
	readonly personId?: number | null | undefined;
	readonly say?: ((line: string) => void) | undefined;
}

/** What came of the rows, each of which is taken, says what another says, or is rejected; and what of the gazetteer has changed. */
export interface PlacesResult extends Tally {
	readonly kind: PlaceKind;
	readonly source: string;
	readonly srid: number;
	readonly columns: Columns;
	readonly reasons: { what: string; count: number }[];
	readonly added: number;
	readonly changed: number;
	readonly removed: number;
	/** Streets that came with addresses. */
	readonly streets: number;
	/** Where the rejected rows stand by line and reason; null without any. */
	readonly rejects: string | null;
	readonly applied: boolean;
}

const batch = 4000;
const isAddress = (file: string): boolean => /^[a-z][a-z0-9+.-]+:\/\//i.test(file);

/** A name for a source that says nothing secret: of an address, only where it is. */
function sourceName(file: string, told: string | undefined): string {
	if (told !== undefined) return told;
	if (!isAddress(file)) return basename(file).replace(/\.[^.]+$/, '');
	const { host, pathname } = new URL(file);
	return `${host}${pathname}`;
}

function systemOf({ sample }: Opened, told: number | undefined): number {
	const named = sample.find((it) => it.crs !== undefined)?.crs;
	if (told !== undefined || named === undefined) return told ?? 4326;
	const srid = sridOf(named);
	if (srid === undefined) throw new SourceError(`the file says its coordinate system is "${named}"; say its number with --srs EPSG:n`);
	return srid;
}

async function stageAll(db: Knex, table: Sql, opened: Opened, { reading, say }: { reading: Reading; say: (line: string) => void }): Promise<void> {
	let rows: PlaceRow[] = [];
	let count = 0;
	for await (const row of opened.rows) {
		rows.push(placeOf(reading, row));
		count += 1;
		if (rows.length < batch) continue;
		await all(db, stageSql(table, rows));
		rows = [];
		if (count % 100_000 === 0) say(`  read ${count} rows …`);
	}
	if (rows.length > 0) await all(db, stageSql(table, rows));
}

interface Changes {
	added: number;
	changed: number;
	removed: number;
	streets: number;
}

class NotMeant extends Error {
	readonly changes: Changes;

	constructor(changes: Changes) {
		super('only asked');
		this.changes = changes;
	}
}

async function change(db: Knex, table: Sql, { target, personId }: { target: Target; personId: number | null }): Promise<Changes> {
	const { removed } = await one<{ removed: number }>(db, removeGoneSql(table, target));
	const taken = await one<{ added: number; changed: number }>(db, takePlacesSql(table, target));
	if (target.kind !== 'address') await all(db, replaceUnsourcedSql(target));
	const streets = target.kind === 'address' ? (await one<{ added: number }>(db, takeStreetsSql(table, target))).added : 0;
	const changes = { ...taken, removed, streets };
	if (Object.values(changes).some((it) => it > 0))
		await happened(db, { kind: 'municipality.changed', personId, details: { places: target.kind, source: target.source, ...changes } });
	return changes;
}

/** All of it or nothing; only asked, all of it is done and taken back. */
const apply = (db: Knex, table: Sql, wish: { target: Target; personId: number | null; dryRun: boolean }): Promise<Changes> =>
	db
		.transaction(async (transaction) => {
			const changes = await change(transaction, table, wish);
			if (wish.dryRun) throw new NotMeant(changes);
			return changes;
		})
		.catch((error) => {
			if (error instanceof NotMeant) return error.changes;
			throw error;
		});

/** Lines and reasons only: what stands in the rows may be about people. Services have no lines to look up. */
async function writeRejected(db: Knex, table: Sql, file: string): Promise<string | null> {
	const lines = ['line,reason'];
	let page = await all<{ row: number; line: number; reason: string }>(db, rejectedSql(table, 0));
	while (page.length > 0) {
		lines.push(...page.map((it) => `${it.line},"${it.reason.replaceAll('"', '""')}"`));
		page = await all(db, rejectedSql(table, page.at(-1)?.row ?? 0));
	}
	if (lines.length === 1 || isAddress(file)) return null;
	await writeFile(`${file}.rejects.csv`, `${lines.join('\n')}\n`);
	return `${file}.rejects.csv`;
}

/**
 * Takes a file of places into the gazetteer. Read again, a source's places are brought to what it says now: what it no longer has goes. Throws a
 * SourceError with a sentence when the file as a whole cannot be taken.
 */
export async function importPlaces(knex: Knex, options: PlacesOptions): Promise<PlacesResult> {
	if (!(await maybeOne(knex, homeSql))) throw new SourceError('this database has no municipality yet: run npm run setup first');
	const opened = await openFile(options.file, options);
	const columns = columnsOf(options.kind, opened.sample, options);
	const srid = systemOf(opened, options.srid);
	const box = await boxIn(knex, srid);
	const table = stagedTable(new Date(), randomBytes(4).toString('hex'));
	const reading = { kind: options.kind, columns, numberFirst: options.numberFirst ?? false };
	try {
		await all(knex, createStagedSql(table));
		await stageAll(knex, table, opened, { reading, say: options.say ?? (() => undefined) });
		await all(knex, placeRowsSql(table, { srid, box, keyed: columns.key !== null, kind: options.kind }));
		return await conclude(knex, table, { options, columns, srid });
	} finally {
		await all(knex, dropStagedSql(table));
	}
}

async function conclude(knex: Knex, table: Sql, it: { options: PlacesOptions; columns: Columns; srid: number }): Promise<PlacesResult> {
	const { kind, file, staffOnly, dryRun = false, personId = null } = it.options;
	const source = sourceName(file, it.options.source);
	const tally = await one<Tally>(knex, tallySql(table));
	const target: Target = { kind, source, secrecy: staffOnly || kind === 'meter' ? 'staff' : 'public' };
	const none = { added: 0, changed: 0, removed: 0, streets: 0 };
	const changes = tally.taken === 0 ? none : await apply(knex, table, { target, personId, dryRun });
	const applied = tally.taken > 0 && !dryRun;
	if (applied) await all(knex, analyzePlacesSql);
	const reasons = await all<{ what: string; count: number }>(knex, reasonsSql(table));
	return { kind, source, srid: it.srid, columns: it.columns, ...tally, reasons, ...changes, rejects: await writeRejected(knex, table, file), applied };
}
