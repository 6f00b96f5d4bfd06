import type { Knex } from 'knex';
import { all, one, type Sql } from '../../platform/sql.ts';
import { differenceSql, lockClassSql, roadsSql, roomSql, watermarkSql } from './change-queries.ts';
import type { Difference } from './contract.ts';
import { boxIn } from './fit.ts';
import {
	anyTouchedSql,
	duplicatesSql,
	forgetChangesSql,
	forgetTouchedSql,
	type Judging,
	judgeSql,
	nestedSql,
	type Piece,
	untouchedSql,
} from './judge-queries.ts';
import { analyzeSql, fillCellsSql, type Grid, gridSql, keyIndexSql } from './queries.ts';
import { proposePairs, type RenumberWish } from './renumber.ts';
import type { Plan } from './staged.ts';
import type { Tables } from './tables.ts';

/** From so many rows on it pays to know which cells of the municipality lie wholly inside. */
const manyRows = 10_000;
/** Moves of more metres are told apart where nobody says otherwise. */
export const usualFar = 10;

export interface Comparing extends Judging, RenumberWish {
	farMetres: number;
	/** The class as it stood when the first row was compared. */
	mark: string;
	count: number;
}

const run = async (db: Knex, queries: readonly Sql[]): Promise<void> => {
	for (const query of queries) await all(db, query);
};

/** Gets ready to compare the rows of a source with a class as it stands now. */
export async function beginComparing(db: Knex, tables: Tables, plan: Pick<Plan, 'layer' | 'srid'> & RenumberWish & { farMetres: number }): Promise<Comparing> {
	const box = await boxIn(db, plan.srid);
	const grid = await one<Grid>(db, gridSql(tables));
	const { assets, mark } = await one<{ assets: number; mark: string }>(db, watermarkSql(plan.layer));
	const roads = await one<{ there: boolean }>(db, roadsSql);
	return { ...plan, tables, box, grid, mark, first: assets === 0, roads: roads.there, count: 0 };
}

/** Compares one piece of the rows as soon as they are there, while the next are still being read. */
export async function comparePiece(knex: Knex, it: Comparing, piece: Exclude<Piece, 'touched'>): Promise<void> {
	await knex.transaction(async (db) => {
		await all(db, roomSql);
		if (piece.after === 0 && piece.to >= manyRows) await all(db, fillCellsSql(it.tables, it.grid));
		await all(db, nestedSql);
		await all(db, judgeSql(it, piece));
	});
}

/** Ends the comparison: what stands twice, what may have been renumbered, and the difference. */
export async function concludeComparing(knex: Knex, it: Comparing): Promise<{ difference: Difference; mark: string }> {
	return knex.transaction(async (db) => {
		await all(db, roomSql);
		await all(db, lockClassSql(it.layer.number));
		const now = await one<{ assets: number; mark: string }>(db, watermarkSql(it.layer));
		if (now.mark !== it.mark) await judgeAnew(db, { ...it, first: now.assets === 0 });
		else await run(db, [duplicatesSql(it.tables), ...analyzeSql(it.tables)]);
		await proposePairs(db, it);
		const difference = await touched(db, it);
		if (difference.missing > 0) await all(db, keyIndexSql(it.tables));
		return { difference, mark: now.mark };
	});
}

/** Judges all rows anew, inside a transaction that holds the class. */
async function judgeAnew(db: Knex, it: Comparing): Promise<void> {
	await run(db, [forgetChangesSql(it.tables), judgeSql(it, { after: 0, to: it.count }), duplicatesSql(it.tables), ...analyzeSql(it.tables)]);
}

/** Judges those rows anew of which it has been said whether they were renumbered, and answers with the difference. */
async function touched(db: Knex, it: Comparing): Promise<Difference> {
	if ((await one<{ there: boolean }>(db, anyTouchedSql(it.tables))).there) {
		await run(db, [forgetTouchedSql(it.tables), judgeSql({ ...it, first: false }, 'touched'), untouchedSql(it.tables)]);
	}
	return one<Difference>(db, differenceSql(it.tables, it.layer, it.farMetres));
}

/** The difference after somebody has judged renumberings. */
export const compareTouched = touched;

/** The difference with the register as it is now, inside a transaction that holds the class; only what has changed since then is judged anew. */
export async function compareAgain(db: Knex, it: Comparing): Promise<{ difference: Difference; mark: string }> {
	const now = await one<{ assets: number; mark: string }>(db, watermarkSql(it.layer));
	if (now.mark !== it.mark) await judgeAnew(db, { ...it, first: now.assets === 0 });
	return { difference: await one<Difference>(db, differenceSql(it.tables, it.layer, it.farMetres)), mark: now.mark };
}
