import type { Knex } from 'knex';
import { htmlOf, type Mailer, messageIdOf, NotSent } from '../platform/mail.ts';
import { all, maybeOne, one } from '../platform/sql.ts';
import { addresseeSql, addTokenSql, claimMailSql, keepMailSql, mailFailedSql, mailSentSql } from './queries.ts';
import { newToken } from './token.ts';
import { accountWords, spoken } from './words.ts';

const hours = { invitation: 7 * 24, reset: 1 } as const;
const tries = 6;

interface Wanted {
	personId: number;
	kind: 'invitation' | 'reset';
	publicUrl: string;
}

interface Addressee {
	name: string;
	language: string;
	municipality: string;
	languages: string[];
}

const filled = (text: string, holes: Record<string, string>): string => text.replace(/\{(\w+)\}/g, (hole, name: string) => holes[name] ?? hole);

/** Writes the mail with a link by which a person chooses a password, and says the link. The token stands after the #: no server's log sees it. */
export async function writeLink(db: Knex, { personId, kind, publicUrl }: Wanted): Promise<string> {
	const { token, hash } = newToken();
	await all(db, addTokenSql({ hash, kind, personId, label: '', hours: hours[kind] }));
	const to = await one<Addressee>(db, addresseeSql(personId));
	const link = `${publicUrl}/console/?set-password#${token}`;
	const language = spoken(to.language, to.languages);
	const { subject, body } = accountWords[language][kind];
	const holes = { name: to.name, municipality: to.municipality, link };
	await db('account_mail').insert({ person_id: personId, kind, language, subject: filled(subject, holes), body: filled(body, holes) });
	return link;
}

interface Claimed {
	id: number;
	attempts: number;
	subject: string;
	body: string;
	language: string;
	email: string;
	publicId: string;
}

interface Told {
	personId: number;
	kind: 'locked' | 'factor-on' | 'factor-off' | 'letter-paused';
	/** What fills further holes of the words. */
	about?: Readonly<Record<string, string>>;
}

/** Tells a person what happened to their account, or what waits for somebody because of another's. */
export async function writeAccountMail(db: Knex, { personId, kind, about }: Told): Promise<void> {
	const to = await one<Addressee>(db, addresseeSql(personId));
	const language = spoken(to.language, to.languages);
	const { subject, body } = accountWords[language][kind];
	const holes = { ...about, name: to.name, municipality: to.municipality };
	await db('account_mail').insert({ person_id: personId, kind, language, subject: filled(subject, holes), body: filled(body, holes) });
}

/** Sends the account mails that wait; without a mail server they are kept for the administrator to read. Says how many were handled. */
export async function sendAccountMail(db: Knex, mail: Mailer | undefined, publicUrl: string): Promise<number> {
	if (!mail) {
		await all(db, keepMailSql);
		return 0;
	}
	for (let count = 0; ; count += 1) {
		const it = await maybeOne<Claimed>(db, claimMailSql);
		if (!it) return count;
		try {
			const messageId = messageIdOf(['account', it.publicId, it.id], publicUrl);
			await mail.send({ to: it.email, subject: it.subject, text: it.body, html: htmlOf(it.body, it.language), messageId });
			await all(db, mailSentSql(it.id));
		} catch (error) {
			const again = it.attempts < tries && !(error instanceof NotSent && error.permanent);
			await all(db, mailFailedSql(it.id, { error: String(error).slice(0, 300), again }));
		}
	}
}
