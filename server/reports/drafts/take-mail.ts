import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Town } from '../../municipality/index.ts';
import { type Photo, preparePhoto } from '../../platform/photos.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import type { Store } from '../../platform/store.ts';
import { insertCommentSql } from '../queries.ts';
import { guessLanguage } from './guess.ts';
import { keepDraft } from './keep.ts';
import { noteInboundSql, outcomeSql, repliedSql } from './queries.ts';
import { type ReadMail, readMail } from './read-mail.ts';

/** What became of a mail. `again`: it had been taken before. */
export type Outcome = 'draft' | 'comment' | 'ignored' | 'unreadable' | 'again';

/** What mails are taken with. `own`: our own address, whose mails would answer each other for ever. */
export interface Letterbox {
	db: Knex;
	town: Town;
	store: Store;
	own: string;
}

const addressIn = (from: string): string => (/<([^>]+)>/.exec(from)?.[1] ?? from).trim().toLowerCase();

async function photosOf({ photos }: ReadMail, store: Store): Promise<Photo[]> {
	const kept = await Promise.all(photos.map((it) => preparePhoto(it, store).catch(() => undefined)));
	return kept.filter((it) => it !== undefined);
}

/** An answer of the reporter to one of our mails, or with the ticket in its subject, is a comment; a moderator sees it first, because anybody can write any sender. */
async function commented(db: Knex, town: Town, mail: ReadMail): Promise<boolean> {
	const ticket = new RegExp(`\\b${town.municipality.prefix}-([A-Z0-9]{4,10})\\b`, 'i').exec(mail.subject)?.[1]?.toUpperCase() ?? null;
	if ((ticket === null && mail.inReplyTo === null) || mail.words === '') return false;
	const row = await maybeOne<{ faultId: number; contactId: number }>(db, repliedSql({ ticket, inReplyTo: mail.inReplyTo, email: mail.email }));
	if (!row) return false;
	await one(db, insertCommentSql({ ...row, personId: null, words: mail.words.slice(0, 2000), visibility: 'held' }));
	return true;
}

async function sorted({ db, town, own }: Letterbox, mail: ReadMail | undefined, photos: readonly Photo[]): Promise<Outcome> {
	if (!mail) return 'unreadable';
	if (mail.automatic || mail.email.toLowerCase() === addressIn(own)) return 'ignored';
	if (mail.words === '' && mail.subject === '' && photos.length === 0) return 'ignored';
	if (await commented(db, town, mail)) return 'comment';
	const { name, email, subject, words } = mail;
	const language = guessLanguage(`${subject} ${words}`, town.municipality.languages);
	await keepDraft(db, town, { channel: 'email', language, name, email, phone: null, subject, words, photos });
	return 'draft';
}

/** Takes a mail in: a draft for staff, or a comment when it answers one of ours. The same mail again changes nothing; whatever it holds, it throws nothing but for a database. */
export async function takeMail(letterbox: Letterbox, raw: Buffer): Promise<Outcome> {
	const mail = await readMail(raw);
	const digest = createHash('sha256')
		.update(mail?.id ?? raw)
		.digest();
	const photos = mail && !mail.automatic ? await photosOf(mail, letterbox.store) : [];
	return letterbox.db.transaction(async (db) => {
		if (!(await maybeOne(db, noteInboundSql('email', digest, 'ignored')))) return 'again';
		const outcome = await sorted({ ...letterbox, db }, mail, photos);
		await all(db, outcomeSql('email', digest, outcome));
		return outcome;
	});
}
