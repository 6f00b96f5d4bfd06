import type { Context } from '../municipality/index.ts';
import { one } from '../platform/sql.ts';
import { publicly } from './personal.ts';
import { insertRemarkSql } from './queries.ts';

interface Remark {
	faultId: number;
	words: string;
	name?: string | undefined;
	email?: string | undefined;
	phone?: string | undefined;
}

/** Keeps what somebody says of a fault by way of another system, with who it was: for everybody, unless it looks personal. Says whose contact it is; null for no words. */
export async function remark({ db, language, town }: Context, { faultId, words, name, email, phone }: Remark): Promise<number | null> {
	if (words === '') return null;
	const { visibility, publicWords } = publicly(words, town.municipality.privacy);
	const person = { name: name || null, email: email || null, phone: phone || null, language };
	const { contactId } = await one<{ contactId: number }>(db, insertRemarkSql({ faultId, words, publicWords, visibility, ...person }));
	return contactId;
}
