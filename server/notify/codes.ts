import type { Knex } from 'knex';
import { htmlOf, messageIdOf, NotSent } from '../platform/mail.ts';
import { all, maybeOne } from '../platform/sql.ts';
import { codeWords } from '../reports/index.ts';
import type { Channel } from './channels/index.ts';
import { type ClaimedCode, claimCodeSql, codeFailedSql, codeSentSql } from './code-queries.ts';
import type { Sending } from './send.ts';

const tries = 5;

/** Sends the codes by which people show that an address is theirs, at once, also at night. Says how many were handled. */
export async function sendCodes(db: Knex, { channels, means, publicUrl }: Sending): Promise<number> {
	const ready = channels.filter((it) => it.ready(means));
	for (let count = 0; ; count += 1) {
		const code = await maybeOne<ClaimedCode>(db, claimCodeSql);
		if (!code) return count;
		const reached = code.channel === 'email' ? { email: code.key, phone: null } : { email: null, phone: code.key };
		const channel = ready.find((it) => it.addressOf(reached, means) !== null);
		await all(db, channel ? await outcome(code, channel, { channels, means, publicUrl }) : codeFailedSql(code.id, 'kept'));
	}
}

/** Sends one code and says what is to be written down of it. */
async function outcome(code: ClaimedCode, channel: Channel, { means, publicUrl }: Sending) {
	const { id, key, language, attempts } = code;
	const text = code.body.replace('{site}', publicUrl);
	const subject = (codeWords[language] ?? codeWords['en'])?.subject.replace('{municipality}', code.municipality) ?? '';
	try {
		const messageId = messageIdOf(['code', id], publicUrl);
		await channel.send({ to: key, subject, language, text, html: htmlOf(text, language), messageId, stopUrl: undefined, topic: 'code' }, means);
		return codeSentSql(id);
	} catch (error) {
		return codeFailedSql(id, error instanceof NotSent && !error.permanent && attempts < tries ? 'due' : 'failed');
	}
}
