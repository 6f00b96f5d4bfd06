import type { Knex } from 'knex';
import { htmlOf, type Mailer, messageIdOf, NotSent } from '../../platform/mail.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import { answerEndedSql, claimAnswerSql, keepAnswersSql } from './queries.ts';
import { refusalWords } from './words.ts';

const tries = 6;

interface Claimed {
	id: number;
	attempts: number;
	language: string;
	reason: 'no-place' | 'not-ours' | 'no-fault';
	subject: string | null;
	email: string | null;
	municipality: string;
}

const fill = (text: string | undefined, { municipality }: Claimed, publicUrl: string): string =>
	(text ?? '').replaceAll('{municipality}', municipality).replaceAll('{link}', `${publicUrl}/report`);

async function send(it: Claimed, mail: Mailer, publicUrl: string): Promise<'sent' | 'due' | 'failed'> {
	const words = refusalWords[it.language] ?? refusalWords['en'];
	const text = fill(words?.[it.reason], it, publicUrl);
	const subject = fill(words?.subject, it, publicUrl);
	try {
		await mail.send({ to: it.email ?? '', subject, text, html: htmlOf(text, it.language), messageId: messageIdOf(['draft', it.id], publicUrl) });
		return 'sent';
	} catch (error) {
		return it.attempts < tries && !(error instanceof NotSent && error.permanent) ? 'due' : 'failed';
	}
}

/** Tells those why not of whose mail no report was made; says how many. Whose mail became one hears it like everybody who reports. */
export async function answerDrafts(db: Knex, mail: Mailer | undefined, publicUrl: string): Promise<number> {
	if (!mail) {
		await all(db, keepAnswersSql);
		return 0;
	}
	for (let count = 0; ; count += 1) {
		const it = await maybeOne<Claimed>(db, claimAnswerSql);
		if (!it) return count;
		await all(db, answerEndedSql(it.id, await send(it, mail, publicUrl)));
	}
}
