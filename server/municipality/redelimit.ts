import type { Knex } from 'knex';
import { happened } from '../platform/events.ts';
import { all, maybeOne, one } from '../platform/sql.ts';
import { addWardsSql, coverageSql, type Division, divisionSql, endWardsSql, followRolesSql, type NewWard, strayWardsSql } from './ward-queries.ts';

/** Why a new division into wards cannot be taken, in a sentence. */
export class DivisionError extends Error {}

export interface NewDivision {
	wards: readonly NewWard[];
	srid: number;
	/** The day on which it begins, YYYY-MM-DD. */
	from: string;
	personId?: number | null | undefined;
}

export interface Redelimited {
	from: string;
	before: number;
	wards: number;
	/** The part of the municipality's area that lies in wards: 1 is all of it, more where wards overlap. */
	coverage: number;
	/** Whether it holds today already. */
	inForce: boolean;
}

/** The day where the municipality is, and the newest division. */
export const divisionOf = (db: Knex): Promise<Division> => one<Division>(db, divisionSql);

function twice(wards: readonly NewWard[]): string | undefined {
	const codes = wards.map((it) => it.code);
	return codes.find((it, at) => codes.indexOf(it) !== at);
}

/**
 * Divides the municipality into wards anew from a day on. What was before ends on that day and stays: history is told by the wards of its day. In a
 * transaction of the caller's. Throws a DivisionError where it cannot be.
 */
export async function redelimit(db: Knex, { wards, srid, from, personId }: NewDivision): Promise<Redelimited> {
	const { today, newest, wards: before } = await divisionOf(db);
	const double = twice(wards);
	if (wards.length === 0) throw new DivisionError('There are no wards in it.');
	if (double !== undefined) throw new DivisionError(`Two wards have the number ${double}.`);
	if (newest !== null && newest > from) throw new DivisionError(`There is a newer division, from ${newest}; one that begins earlier cannot be put before it.`);
	const codes = wards.map((it) => it.code);
	const strays = await all<{ code: string }>(db, strayWardsSql(codes, from));
	if (strays.length > 0) throw new DivisionError(`The division from ${from} has wards that are not in it: ${strays.map((it) => it.code).join(', ')}.`);
	await all(db, endWardsSql(from));
	await all(db, addWardsSql(wards, { srid, from }));
	const { share } = (await maybeOne<{ share: number }>(db, coverageSql(from))) ?? { share: 0 };
	if (!(share > 0)) throw new DivisionError('None of its wards lies in the municipality: which coordinate system is it in?');
	await happened(db, { kind: 'municipality.changed', personId, details: { wards: wards.length, from } });
	return { from, before, wards: wards.length, coverage: share, inForce: from <= today };
}

/** On the day on which a division begins, the roles that are held for wards go over to the wards of the same numbers. */
export async function followRoles(db: Knex, today: string): Promise<number> {
	return (await one<{ moved: number }>(db, followRolesSql(today))).moved;
}
