import type { Knex } from 'knex';
import { all } from '../../platform/sql.ts';
import { type Conflict, type PartPlan, type TownFile, townFileVersion, townParts } from './contract.ts';
import { meansSql } from './means-queries.ts';
import { promisesSql } from './promise-queries.ts';
import { partSql } from './queries.ts';
import { rowRules } from './rows.ts';

export type Row = Readonly<Record<string, unknown>>;
type Parts = Readonly<Record<string, readonly Row[]>>;

/** How each part is read and written. */
export const parts = { ...partSql, ...meansSql, ...promisesSql };

/** A value with the names in it in the order of the alphabet, so that the same data are the same text. */
export function inOrder(it: unknown): unknown {
	if (Array.isArray(it)) return it.map(inOrder);
	if (typeof it !== 'object' || it === null) return it;
	return Object.fromEntries(
		Object.entries(it)
			.sort(([one], [other]) => (one < other ? -1 : 1))
			.map(([name, value]) => [name, inOrder(value)]),
	);
}

const written = (it: unknown): string => JSON.stringify(inOrder(it));

/** Which row of its part something is. */
export const keyOf = (part: string, row: Row): string => (rowRules[part]?.key ?? []).map((name) => row[name] ?? '–').join(' ');

/** All that administrators keep. */
export async function readFile(db: Knex): Promise<TownFile> {
	const found: Record<string, Row[]> = {};
	for (const part of townParts) found[part] = (await all<{ row: Row }>(db, parts[part]?.read as never)).map(({ row }) => inOrder(row) as Row);
	return { faultline: townFileVersion, parts: found as TownFile['parts'] };
}

/** What speaks against a file before the database is asked. */
export function mistakesIn({ parts: given }: { parts: Parts }): Conflict[] {
	return Object.entries(given).flatMap(([part, rows]) => {
		const rule = rowRules[part];
		if (!rule) return [{ path: part, kind: 'refused' as const, message: 'There is no such part.' }];
		const keys = rows.map((row) => keyOf(part, row));
		const twice = keys
			.filter((key, at) => keys.indexOf(key) !== at)
			.map((key) => ({ path: `${part}[${key}]`, kind: 'refused' as const, message: 'It is there twice.' }));
		return [...twice, ...rows.flatMap((row) => rowMistakes(part, row))];
	});
}

function rowMistakes(part: string, row: Row): Conflict[] {
	const parsed = rowRules[part]?.row.safeParse(row);
	if (!parsed || parsed.success) return [];
	return parsed.error.issues.map((it) => ({
		path: [`${part}[${keyOf(part, row)}]`, ...it.path.map(String)].join('.'),
		kind: 'refused',
		message: it.message || 'This is not right.',
	}));
}

export interface Change {
	part: string;
	added: Row[];
	changed: { row: Row; fields: string[] }[];
	gone: Row[];
}

const fieldsOf = (before: Row, after: Row): string[] => Object.keys(after).filter((name) => written(before[name] ?? null) !== written(after[name] ?? null));

function partChange(part: string, before: readonly Row[], after: readonly Row[]): Change {
	const known = new Map(before.map((row) => [keyOf(part, row), row]));
	const wished = new Set(after.map((row) => keyOf(part, row)));
	const change: Change = { part, added: [], changed: [], gone: before.filter((row) => !wished.has(keyOf(part, row))) };
	for (const row of after) {
		const old = known.get(keyOf(part, row));
		const fields = old ? fieldsOf(old, row) : [];
		if (!old) change.added.push(row);
		else if (fields.length > 0) change.changed.push({ row: { ...old, ...row }, fields });
	}
	return change;
}

/** What a file changes of what is there; parts that it leaves out stay, and so does what can only be changed. */
export function changesIn(before: { parts: Parts }, after: { parts: Parts }): Change[] {
	return townParts
		.filter((part) => after.parts[part] !== undefined)
		.map((part) => partChange(part, before.parts[part] ?? [], after.parts[part] ?? []))
		.map((it) => (parts[it.part]?.drop ? it : { ...it, gone: [] }))
		.filter((it) => it.added.length + it.changed.length + it.gone.length > 0);
}

/** The changes as they are shown. */
export const planOf = (changes: readonly Change[]): PartPlan[] =>
	changes.map(({ part, added, changed, gone }) => ({
		part,
		added: added.map((row) => keyOf(part, row)),
		changed: changed.map(({ row, fields }) => ({ key: keyOf(part, row), fields })),
		gone: gone.map((row) => keyOf(part, row)),
	}));
