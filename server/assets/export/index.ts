import type { Knex } from 'knex';
import type { AssetClass } from '../../../gis-layers/index.ts';
import { readShelf } from '../../platform/shelf.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import { boxIn } from '../import/fit.ts';
import { columnsOf, type Sourced } from './columns.ts';
import type { ExportLayer, ExportRow, ExportSystem, Format } from './formats/index.ts';
import { type PageRow, pageSql, type Selection, systemSql } from './queries.ts';

const shelf = await readShelf<Format>(new URL('./formats/', import.meta.url));

/** The formats that assets can go out in, by their id. */
export const formats: ReadonlyMap<string, Format> = new Map(shelf.map((it) => [it.id, it]));

/** The format of a file by the end of its name. */
export const formatByName = (name: string): Format | undefined => shelf.find(({ endings }) => endings.some((it) => name.toLowerCase().endsWith(`.${it}`)));

/** A coordinate system by its number, as the database knows it. Throws a SourceError where the municipality has no place in it. */
export async function systemOf(db: Knex, srid: number): Promise<ExportSystem> {
	await boxIn(db, srid);
	return (await maybeOne<ExportSystem>(db, systemSql(srid))) as ExportSystem;
}

export interface ExportWish {
	readonly class: AssetClass;
	readonly staff: boolean;
	readonly system: ExportSystem;
	readonly language?: string | undefined;
	readonly box?: Selection['box'];
	readonly status?: Selection['status'];
	readonly at?: Selection['at'];
}

/** Of the past each page looks through the whole history of the class, so pages are larger. */
const pageSizes = { present: 2000, past: 20_000 } as const;

function rowOf({ id, wkb, attributes, ...register }: PageRow, columns: readonly Sourced[]): ExportRow {
	const properties = Object.fromEntries(columns.map(({ name, of, field }) => [name, (of === 'register' ? register[field] : attributes[field]) ?? null]));
	return { id: String(register['reference']), wkb, properties };
}

async function* rowsOf(db: Knex, { class: { number }, staff, box, status, at, system }: ExportWish, columns: readonly Sourced[]): AsyncGenerator<ExportRow> {
	const limit = pageSizes[at === undefined ? 'present' : 'past'];
	let after = 0;
	for (;;) {
		const page = await all<PageRow>(db, pageSql({ number, staff, box, status, at }, { after, limit, srid: system.srid }));
		for (const row of page) yield rowOf(row, columns);
		const last = page.at(-1);
		if (last === undefined || page.length < limit) return;
		after = last.id;
	}
}

/** A class of the register as a layer and its rows, ready for any format. */
export function exported(db: Knex, wish: ExportWish): { layer: ExportLayer; rows: AsyncGenerator<ExportRow> } {
	const columns = columnsOf(wish.class, wish.staff, wish.language);
	const { id, title, geometry } = wish.class;
	const layer = { name: id, title: title[wish.language ?? 'en'] ?? title['en'] ?? id, geometry, columns, system: wish.system };
	return { layer, rows: rowsOf(db, wish, columns) };
}
