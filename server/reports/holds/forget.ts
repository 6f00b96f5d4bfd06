import type { Knex } from 'knex';
import { all } from '../../platform/sql.ts';
import { type Counts, type Erasure, erase } from '../persons/erase.ts';
import type { Whose } from '../persons/whose-queries.ts';
import type { HoldGround } from './contract.ts';
import { faultHoldsSql, type HeldRow, type HoldRow, heldContactsSql, heldPersonsSql, waitToForgetSql } from './queries.ts';

/** What of somebody's is not forgotten yet, as they may be told: their ticket, for what and until when. */
export interface Held {
	ticket: string | null;
	ground: HoldGround;
	until: string;
}

interface Parted {
	free: Whose;
	rows: HeldRow[];
}

/** What of somebody's may be forgotten, and what is held. An account stays as long as anything is held that was said with it. */
async function part(db: Knex, { contacts, persons }: Whose): Promise<Parted> {
	const rows = await all<HeldRow>(db, heldContactsSql(contacts));
	const saying = await all<{ id: number }>(db, heldPersonsSql(persons));
	// Lists of numbers come from the database as texts.
	const held = new Set(rows.map(({ contactId }) => contactId));
	const accounts = new Set([...rows.flatMap(({ personId }) => personId ?? []), ...saying.map(({ id }) => id)]);
	return { free: { contacts: contacts.filter((id) => !held.has(Number(id))), persons: persons.filter((id) => !accounts.has(Number(id))) }, rows };
}

/** What of somebody's is held, once for each contact: the hold that lasts longest. */
export async function heldOf(db: Knex, whose: Whose, prefix: string): Promise<Held[]> {
	const { rows } = await part(db, whose);
	const once = rows.filter(({ contactId }, at) => rows.findIndex((it) => it.contactId === contactId) === at);
	return once.map(({ ticket, ground, until }) => ({ ticket: ticket && `${prefix}-${ticket}`, ground, until }));
}

/** Forgets somebody as far as nothing is held, says what is, and forgets that once it is held no more. The code is null where there was nothing to forget. */
export async function forget(
	db: Knex,
	whose: Whose,
	{ asked, personId, prefix }: Erasure & { prefix: string },
): Promise<{ code: string | null; counts: Counts; held: Held[] }> {
	const held = await heldOf(db, whose, prefix);
	const { free, rows } = await part(db, whose);
	if (rows.length > 0) await all(db, waitToForgetSql([...new Set(rows.map(({ contactId }) => contactId))], asked));
	if (free.contacts.length + free.persons.length === 0) return { code: null, counts: {}, held };
	return { ...(await erase(db, free, { asked, personId })), held };
}

/** For what and until when a fault is held. */
export const holdsOfFault = (db: Knex, faultId: number): Promise<Pick<HoldRow, 'ground' | 'until'>[]> => all<HoldRow>(db, faultHoldsSql(faultId));
