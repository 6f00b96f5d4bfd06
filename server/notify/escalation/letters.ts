import type { Knex } from 'knex';
import { worksTitle } from '../../faults/index.ts';
import type { Subscriptions } from '../../platform/jobs.ts';
import { htmlOf, type Mailer, messageIdOf, NotSent } from '../../platform/mail.ts';
import { all, one } from '../../platform/sql.ts';
import { filled } from '../compose.ts';
import { spoken } from '../words/index.ts';
import { addressSql, type Climbed, claimSql, failedSql, giveUpSql, keepSql, sentSql, speakerSql } from './queries.ts';
import { type EscalationWords, escalationWords } from './words.ts';

const tries = 6;

/** Whoever has a fault, or its department, is told when it climbs the ladder. */
export const escalationSubscriptions: Subscriptions = {
	'fault.escalated': {
		'notify.escalation': async (db, { eventId }) => {
			await all(db, addressSql(eventId));
		},
	},
};

interface Speaker {
	name: string;
	slug: string;
	languages: string[];
	zone: string;
}

const moment = (at: Date | null, language: string, zone: string): string =>
	at === null ? '' : new Intl.DateTimeFormat(`${language}-ZA`, { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' }).format(at);

/** One mail about all that has become late for one reader, the latest first. */
export function composeLetter(
	climbed: readonly Climbed[],
	{ name, languages, zone }: Speaker,
	publicUrl: string,
): { language: string; subject: string; body: string } {
	const language = spoken(climbed[0]?.language ?? '', languages);
	const words = escalationWords[language] as EscalationWords;
	const lines = climbed.map(({ code, mode, street, share, dueAt, instead }) => {
		const holes = {
			code,
			title: worksTitle(mode, language),
			street: street ?? words.nowhere,
			share: String(Math.round(share * 100)),
			due: moment(dueAt, language, zone),
		};
		const note = instead === null ? '' : `\n${filled(words.instead, { name: instead })}`;
		return `${filled(words.line, holes)}${note}\n${publicUrl}/console/?fault=${code}`;
	});
	const subject = filled(words.subject, { count: String(climbed.length) });
	return { language, subject, body: [words.lead, ...lines, words.foot, name].join('\n\n') };
}

/** Writes to staff what has become late: all that waits for one reader in one mail, at most four an hour. Says how many mails went. */
export async function sendEscalations(db: Knex, mail: Mailer | undefined, publicUrl: string): Promise<number> {
	await all(db, giveUpSql);
	if (!mail) {
		await all(db, keepSql);
		return 0;
	}
	for (let count = 0; ; count += 1) {
		const climbed = await all<Climbed>(db, claimSql);
		const [first] = climbed;
		if (!first) return count;
		const speaker = await one<Speaker>(db, speakerSql);
		const { language, subject, body } = composeLetter(climbed, speaker, publicUrl);
		const ids = climbed.map(({ id }) => id);
		try {
			const messageId = messageIdOf([speaker.slug, 'escalation', first.id], publicUrl);
			await mail.send({ to: first.email, subject, text: body, html: htmlOf(body, language), messageId });
			await all(db, sentSql(ids));
		} catch (error) {
			const surely = error instanceof NotSent;
			await all(db, failedSql(ids, { error: surely ? 'not sent' : 'unknown outcome', again: surely && !error.permanent && first.attempts < tries }));
		}
	}
}
