import type { Knex } from 'knex';
import { htmlOf, NotSent } from '../platform/mail.ts';
import { all, maybeOne } from '../platform/sql.ts';
import type { Channel, Means } from './channels/index.ts';
import { againSql, type Claimed, claimSql, failedSql, giveUpLostSql, keepSql, sentSql } from './queries.ts';

const tries = 8;
const atOnce = 100;

export interface Sending {
	channels: readonly Channel[];
	means: Means;
	publicUrl: string;
}

/**
 * Sends messages that are due, up to a hundred, and says how many it took on. Each is marked as being sent before a word is
 * said to anybody outside: after a crash nobody knows whether it arrived, and it is not sent again. Not inside a transaction.
 */
export async function sendDue(db: Knex, { channels, means, publicUrl }: Sending): Promise<number> {
	const ready = channels.filter((it) => it.ready(means));
	const names = ready.map((it) => it.id);
	await all(db, giveUpLostSql);
	await all(db, keepSql(names));
	const wakes = ready.filter((it) => it.wakes).map((it) => it.id);
	for (let count = 0; count < atOnce; count += 1) {
		const message = await maybeOne<Claimed>(db, claimSql(names, wakes));
		const channel = ready.find((it) => it.id === message?.channel);
		if (!message || !channel) return count;
		await all(db, await outcome(message, { channel, means, publicUrl }));
	}
	return atOnce;
}

interface Way extends Omit<Sending, 'channels'> {
	channel: Channel;
}

/** What ends such messages when it is posted to: only where the world can reach it. */
const stopUrlOf = (publicUrl: string, { proposal, alert, tracking }: Claimed): string | undefined =>
	publicUrl.startsWith('https://') ? `${publicUrl}/api/${proposal ? 'proposals' : alert ? 'alerts' : 'reports'}/${tracking}/stop` : undefined;

/** Sends one message and says what is to be written down of it. */
async function outcome(message: Claimed, { channel, means, publicUrl }: Way) {
	const to = channel.addressOf(message, means);
	if (to === null) return failedSql(message.id, 'no address any more');
	if (message.stopped) return failedSql(message.id, 'no longer wanted');
	const { subject, body, language, messageId } = message;
	const stopUrl = stopUrlOf(publicUrl, message);
	try {
		await channel.send({ to, subject, language, text: body, html: htmlOf(body, language), messageId, stopUrl }, means);
		return sentSql(message.id);
	} catch (error) {
		if (!(error instanceof NotSent)) return failedSql(message.id, 'unknown outcome');
		return error.permanent || message.attempts >= tries ? failedSql(message.id, error.message) : againSql(message.id, error.message);
	}
}
