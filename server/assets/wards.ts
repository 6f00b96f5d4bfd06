import type { Knex } from 'knex';
import { type NewWard, type Redelimited, redelimit } from '../municipality/index.ts';
import { all, one } from '../platform/sql.ts';
import { sridOf } from './import/fit.ts';
import { openFile } from './import/read.ts';
import { shapeOf } from './import/shape.ts';
import { textOf } from './import/values.ts';
import { type ReadOptions, SourceError, type SourceRow } from './sources/index.ts';
import { followWardsSql, strandedSql } from './ward-queries.ts';

export interface WardsOptions extends ReadOptions {
	readonly file: string;
	/** The day on which they begin, YYYY-MM-DD. */
	readonly from: string;
	readonly srid?: number | undefined;
	readonly codeColumn?: string | undefined;
	readonly nameColumn?: string | undefined;
	readonly personId?: number | null | undefined;
}

const codes = ['ward_no', 'wardno', 'ward_number', 'ward_num', 'ward_code', 'ward_id', 'wardid', 'ward', 'code', 'no', 'id', 'name'];
const names = ['ward_name', 'wardname', 'name', 'title', 'label'];

function columnOf(row: SourceRow, usual: readonly string[], told: string | undefined): string | undefined {
	const present = Object.keys(row.properties);
	const found = (told === undefined ? usual : [told])
		.map((name) => present.find((it) => it.toLowerCase() === name.toLowerCase()))
		.find((it) => it !== undefined);
	if (told !== undefined && found === undefined) throw new SourceError(`there is no column "${told}"; there are: ${present.join(', ') || 'none'}`);
	return found;
}

function wardOf(row: SourceRow, { codeColumn, nameColumn }: WardsOptions): NewWard {
	const said = (column: string | undefined): string => (column === undefined ? '' : textOf(row.properties[column]));
	const code = said(columnOf(row, codes, codeColumn));
	if (code === '') throw new SourceError(`the ward of line ${row.line} has no number: say its column with --code-column`);
	const { hex, problem } = shapeOf(row);
	if (hex === undefined) throw new SourceError(`ward ${code} has no area: ${row.problem ?? problem ?? 'it has no geometry'}`);
	const name = said(columnOf(row, names, nameColumn));
	return { code, name: name === '' || name === code ? (/^\d+$/.test(code) ? `Ward ${code}` : code) : name, geom: hex };
}

/** More than this is no list of wards. */
const most = 2000;

async function wardsIn(options: WardsOptions): Promise<{ wards: NewWard[]; srid: number }> {
	const opened = await openFile(options.file, options);
	const named = opened.sample.find((it) => it.crs !== undefined)?.crs;
	const wards: NewWard[] = [];
	for await (const row of opened.rows) {
		if (wards.push(wardOf(row, options)) > most) throw new SourceError(`a municipality does not have more than ${most} wards`);
	}
	return { wards, srid: options.srid ?? (named === undefined ? undefined : sridOf(named)) ?? 4326 };
}

/** Takes a new division into wards from a file, in one transaction. What stands in them follows on their day (see `followWards`). */
export async function importWards(db: Knex, options: WardsOptions): Promise<Redelimited> {
	const { wards, srid } = await wardsIn(options);
	return db.transaction((transaction) => redelimit(transaction, { wards, srid, from: options.from, personId: options.personId }));
}

/** Puts assets in service into the wards of the day, one class after the other; says how many have another ward now. */
export async function followWards(db: Knex, today: string): Promise<number> {
	let moved = 0;
	for (const { number } of await all<{ number: number }>(db, strandedSql(today))) {
		moved += (await one<{ moved: number }>(db, followWardsSql(number, today))).moved;
	}
	return moved;
}
