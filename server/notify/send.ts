import type { Knex } from 'knex';
import { shortMessage } from '../maths/short-message.ts';
import { htmlOf, NotSent } from '../platform/mail.ts';
import { all, maybeOne, type Sql } from '../platform/sql.ts';
import type { Channel, Means, Outgoing } from './channels/index.ts';
import { againSql, type Claimed, claimSql, failedSql, forgetDevicesSql, giveUpLostSql, keepSql, sentSql, turnSql } from './queries.ts';

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
		await all(db, await outcome(db, message, { channel, channels: ready, means, publicUrl }));
	}
	return atOnce;
}

interface Way extends Sending {
	channel: Channel;
}

/** What ends such messages when it is posted to: only where the world can reach it. */
const stopUrlOf = (publicUrl: string, { proposal, alert, tracking }: Claimed): string | undefined =>
	publicUrl.startsWith('https://') ? `${publicUrl}/api/${proposal ? 'proposals' : alert ? 'alerts' : 'reports'}/${tracking}/stop` : undefined;

/** Sends one message and says what is to be written down of it. */
async function outcome(db: Knex, message: Claimed, way: Way): Promise<Sql> {
	if (message.stopped) return failedSql(message.id, 'no longer wanted');
	const to = way.channel.addressOf(message, way.means);
	if (to === null) return elsewhere(message, way);
	try {
		const result = await way.channel.send(outgoing(message, { to, publicUrl: way.publicUrl }), way.means);
		if (result && result.gone.length > 0) await all(db, forgetDevicesSql(result.gone));
		return result?.reached === 0 ? elsewhere(message, way) : sentSql(message.id);
	} catch (error) {
		return failure(message, error);
	}
}

/** Only what surely did not leave is tried again. */
function failure({ id, attempts }: Claimed, error: unknown): Sql {
	if (!(error instanceof NotSent)) return failedSql(id, 'unknown outcome');
	return error.permanent || attempts >= tries ? failedSql(id, error.message) : againSql(id, error.message);
}

const outgoing = (message: Claimed, { to, publicUrl }: { to: string; publicUrl: string }): Outgoing => {
	const { subject, body, language, messageId, fault, tracking } = message;
	const topic = fault ?? tracking.replaceAll('-', '');
	return { to, subject, language, text: body, html: htmlOf(body, language), messageId, stopUrl: stopUrlOf(publicUrl, message), topic };
};

/** By what was asked for on a device nobody is reached any more: the message goes the way it would have gone without. */
function elsewhere(message: Claimed, { channel, channels, means, publicUrl }: Way): Sql {
	const next = channel.askedFor ? channels.find((it) => !it.askedFor && it.addressOf(message, means) !== null) : undefined;
	if (!next) return failedSql(message.id, 'no address any more');
	return turnSql(message.id, { channel: next.id, body: next.short ? shortMessage(message.subject, `${publicUrl}/t/${message.tracking}`) : message.body });
}
