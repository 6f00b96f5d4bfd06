import type { Knex } from 'knex';
import { loadTown, Rules, ruleErrors } from '../../municipality/index.ts';
import { all, type Sql } from '../../platform/sql.ts';
import type { Conflict, TownFile, TownPlan } from './contract.ts';
import { type Change, changesIn, keyOf, mistakesIn, parts, planOf, type Row, readFile } from './file.ts';

interface Taking {
	db: Knex;
	personId: number | null;
}

/** What the database says against a row, in words; anything else is a fault of ours. */
function refusal(error: unknown): string | undefined {
	const { code, constraint } = error as { code?: string; constraint?: string };
	if (code === '23503') return 'It names something that is not there.';
	if (code?.startsWith('22') || code?.startsWith('23')) return constraint ? `It does not hold: ${constraint}.` : 'A value of it cannot be kept.';
	return undefined;
}

/** Runs one statement by itself: what is refused does not take the rest along. */
async function tried(db: Knex, query: Sql): Promise<{ rows: unknown[] } | { error: unknown }> {
	try {
		return { rows: await db.transaction((inner) => all(inner, query)) };
	} catch (error) {
		return { error };
	}
}

async function put({ db, personId }: Taking, part: string, row: Row): Promise<Conflict[]> {
	const path = `${part}[${keyOf(part, row)}]`;
	const statement = parts[part]?.put(row, personId);
	const outcome = statement ? await tried(db, statement) : { rows: [] };
	if ('rows' in outcome)
		return outcome.rows.length > 0 ? [] : [{ path, kind: 'refused', message: 'It is not known here, or it names something that is not there.' }];
	const message = refusal(outcome.error);
	if (message === undefined) throw outcome.error;
	return [{ path, kind: 'refused', message }];
}

async function drop({ db }: Taking, part: string, row: Row): Promise<Conflict[]> {
	const statement = parts[part]?.drop?.(row);
	const outcome = statement ? await tried(db, statement) : { rows: [] };
	if ('rows' in outcome) return [];
	if ((outcome.error as { code?: string }).code !== '23503') throw outcome.error;
	return [{ path: `${part}[${keyOf(part, row)}]`, kind: 'used', message: 'Other things hang on it, so it stays.' }];
}

/** Rules may name what the file has just changed: they are looked at last, by what is there then. */
async function rulesHold(db: Knex): Promise<Conflict[]> {
	const town = await loadTown(db);
	const rules = Rules.safeParse(town.rules.rules).data ?? [];
	return ruleErrors(rules, town).map(({ path, message }) => ({ path: `rules.${path}`, kind: 'refused', message }));
}

async function write(taking: Taking, changes: readonly Change[]): Promise<Conflict[]> {
	const conflicts: Conflict[] = [];
	for (const { part, added, changed } of changes)
		for (const row of [...added, ...changed.map((it) => it.row)]) conflicts.push(...(await put(taking, part, row)));
	// What names others goes before what it names.
	for (const { part, gone } of [...changes].reverse()) for (const row of gone) conflicts.push(...(await drop(taking, part, row)));
	return conflicts.length > 0 && conflicts.some((it) => it.kind === 'refused') ? conflicts : [...conflicts, ...(await rulesHold(taking.db))];
}

export interface Outcome {
	plan: TownPlan;
	before: TownFile;
	after: TownFile;
}

/** Takes a file in within the transaction it is given; where something is refused, whoever asked has to give that transaction up. */
export async function takeIn(taking: Taking, file: TownFile): Promise<Outcome> {
	const before = await readFile(taking.db);
	const mistakes = mistakesIn(file);
	if (mistakes.length > 0) return { plan: { parts: [], changes: 0, conflicts: mistakes }, before, after: before };
	const changes = changesIn(before, file);
	const conflicts = await write(taking, changes);
	const count =
		changes.reduce((sum, it) => sum + it.added.length + it.changed.length + it.gone.length, 0) - conflicts.filter((it) => it.kind === 'used').length;
	return { plan: { parts: planOf(changes), changes: count, conflicts }, before, after: await readFile(taking.db) };
}

/** Whether nothing speaks against what was tried. */
export const holds = ({ conflicts }: TownPlan): boolean => conflicts.every((it) => it.kind !== 'refused');
