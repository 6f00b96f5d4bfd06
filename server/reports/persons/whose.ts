import { createHash } from 'node:crypto';
import type { Context } from '../../municipality/index.ts';
import { notFound } from '../../platform/problem.ts';
import { maybeOne, one, type Sql } from '../../platform/sql.ts';
import type { Proof } from './contract.ts';
import { requestSql, whoseAddressSql, whoseFormsSql, whoseLinkSql, whoseNumberSql, whoseTicketSql } from './queries.ts';
import type { Whose } from './whose-queries.ts';

/** What is kept of the secret of a link. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

export interface Shown {
	whose: Whose;
	wish: 'export' | 'erase' | null;
	asked: 'link' | 'email';
}

interface Requested {
	wish: 'export' | 'erase';
	email: string | null;
	/** The number that was shown to be theirs, in every way in which people write it. */
	forms: string[] | null;
}

async function found({ db }: Context, query: Sql): Promise<Whose> {
	const whose = await one<Whose>(db, query);
	if (whose.contacts.length + whose.persons.length === 0) throw notFound('such person');
	return whose;
}

/** Whose data a link opens, or 404. */
export async function whoseProof(context: Context, { token, tracking }: Proof): Promise<Shown> {
	if (token !== undefined) {
		const request = await maybeOne<Requested>(context.db, requestSql(hashOf(token)));
		if (request?.forms) return { whose: await found(context, whoseFormsSql(request.forms)), wish: request.wish, asked: 'link' };
		if (!request?.email) throw notFound('such link, or it is no longer good');
		return { whose: await found(context, whoseAddressSql(request.email)), wish: request.wish, asked: 'email' };
	}
	if (tracking === undefined) throw notFound('such link');
	return { whose: await found(context, whoseLinkSql(tracking)), wish: null, asked: 'link' };
}

/** Whose data it is when somebody tells staff an address, a number or a ticket; or 404. */
export async function whoseAbout(context: Context, about: string): Promise<Whose> {
	if (about.includes('@')) return found(context, whoseAddressSql(about));
	const digits = about.replace(/\D/g, '');
	if (digits.length >= 9 && /^[\d\s()+.-]+$/.test(about)) return found(context, whoseNumberSql(digits));
	const { prefix } = context.town.municipality;
	return found(context, whoseTicketSql(about.toUpperCase().replace(new RegExp(`^${prefix}-`), '')));
}
