import type { Sql } from '../sql.ts';
import type { Cql2 } from './ast.ts';
import { compile } from './compile.ts';
import { type Compiling, called, type FilterCrs, type Queryables, refuse } from './compiled.ts';
import { readJson } from './read-json.ts';
import { readText } from './read-text.ts';
import { toJson, toText } from './write.ts';

export type { Cql2 } from './ast.ts';
export type { FilterCrs, Queryable, Queryables } from './compiled.ts';

/** The two languages of CQL2, as `filter-lang` names them. */
export const languages = ['cql2-text', 'cql2-json'] as const;
export type Language = (typeof languages)[number];

/** Longitude and latitude: what coordinates are in unless `filter-crs` says otherwise. */
export const lonLat: FilterCrs = { srid: 4326, swapped: false, box: [-180, -90, 180, 90], round: true };

/** Reads a filter (OGC CQL2 1.0). What is wrong with one is a 400 that says where. */
export const parseCql2 = (text: string, language: Language = 'cql2-text'): Cql2 => (language === 'cql2-json' ? readJson(text) : readText(text));

/** The same filter however it was written, as text or as JSON: to keep things by, to send on, to show. */
export const writeCql2 = (it: Cql2, language: Language = 'cql2-text'): string => (language === 'cql2-json' ? JSON.stringify(toJson(it)) : toText(it));

/**
 * A filter as a condition on the columns that may be asked by. Literals become bound values; properties and types that
 * do not fit are a 400. `srid` is the table's; coordinates in the filter are longitude and latitude unless `crs` says otherwise.
 */
export function cql2Sql(it: Cql2, queryables: Queryables, { srid = 4326, crs = lonLat }: Partial<Pick<Compiling, 'srid' | 'crs'>> = {}): Sql {
	const compiling: Compiling = { queryables, srid, crs, compile: (inner) => compile(inner, compiling) };
	const found = compile(it, compiling);
	if (found.type !== 'boolean') throw refuse(it, `a filter is a condition, found ${called(found.type)}`);
	return found.sql;
}
