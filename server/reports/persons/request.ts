import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { Context } from '../../municipality/index.ts';
import { htmlOf, type Mailer, messageIdOf, NotSent } from '../../platform/mail.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import { addresseeSql, claimRequestSql, keepRequestsSql, requestFailedSql, requestSentSql } from './queries.ts';
import { hashOf } from './whose.ts';
import { requestWords } from './words.ts';

const tries = 6;

interface Wish {
	email: string;
	wish: 'export' | 'erase';
	language: string;
}

const wordsIn = (language: string) => requestWords[language] ?? requestWords['en'] ?? { subject: '', export: '', erase: '' };

/** Where the page is that a link opens; the secret stands after the #, so that no server's log sees it. The worker knows the address of the site. */
const page = '{site}/my-data#';

/** Writes the mail that opens somebody's data. Whoever asks for an address we do not know gets the same answer, and no mail is sent. */
export async function askFor({ db }: Context, { email, wish, language }: Wish): Promise<void> {
	const to = await maybeOne<{ id: number; municipality: string }>(db, addresseeSql(email));
	if (!to) return;
	const token = randomBytes(32).toString('base64url');
	const body = wordsIn(language)[wish].replace('{municipality}', to.municipality).replace('{link}', `${page}${token}`);
	await db('data_request').insert({ wish, contact_id: to.id, token_hash: hashOf(token), language, body });
}

interface Claimed {
	id: number;
	attempts: number;
	language: string;
	body: string;
	email: string | null;
	municipality: string;
}

/** Sends the mails that wait. Without a mail server the wishes are kept, for staff to act on. Says how many were handled. */
export async function sendRequests(db: Knex, mail: Mailer | undefined, publicUrl: string): Promise<number> {
	if (!mail) {
		await all(db, keepRequestsSql);
		return 0;
	}
	for (let count = 0; ; count += 1) {
		const it = await maybeOne<Claimed>(db, claimRequestSql);
		if (!it) return count;
		try {
			const text = it.body.replace('{site}', publicUrl);
			const subject = wordsIn(it.language).subject.replace('{municipality}', it.municipality);
			const messageId = messageIdOf(['data', it.id], publicUrl);
			await mail.send({ to: it.email ?? '', subject, text, html: htmlOf(text, it.language), messageId });
			await all(db, requestSentSql(it.id));
		} catch (error) {
			await all(db, requestFailedSql(it.id, it.attempts < tries && !(error instanceof NotSent && error.permanent)));
		}
	}
}
