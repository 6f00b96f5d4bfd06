import { type Sql, sql } from '../../platform/sql.ts';

/** Whose data: their contacts, and their accounts if they have any. Found once, before anything is changed. */
export interface Whose {
	contacts: readonly number[];
	persons: readonly number[];
}

/** A table that holds something about people: which columns do, which rows are somebody's, and how they are erased of them. */
export interface PersonalTable {
	table: string;
	/** The columns that the database calls personal. */
	columns: readonly string[];
	/** Which rows are theirs. */
	theirs: (whose: Whose) => Sql;
	/** Takes the person out of these rows; returns one row for each. */
	erase: (whose: Whose) => Sql;
	/** Columns that are no use to the person: secrets of ours, and what follows from other columns. */
	untold?: readonly string[];
}

/** One of their contacts. */
export const contacts = ({ contacts: ids }: Whose): Sql => sql`any (${[...ids]}::bigint[])`;
/** One of their accounts. */
export const persons = ({ persons: ids }: Whose): Sql => sql`any (${[...ids]}::bigint[])`;
