import { createHash, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { worksTitle } from '../../faults/index.ts';
import { shortMessage } from '../../maths/short-message.ts';
import { inLanguage, loadTown, officesOpen } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import type { Subscriptions } from '../../platform/jobs.ts';
import { log } from '../../platform/log.ts';
import { htmlOf, messageIdOf } from '../../platform/mail.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import type { Channel } from '../channels/index.ts';
import { filled } from '../compose.ts';
import type { Sending } from '../send.ts';
import { beginSql, type Call, calledSql, callNextSql, claimSql, endSql, giveUpSql, waitedSql } from './queries.ts';
import { type StandbyWords, standbyWords } from './words.ts';

export const wordsIn = (language: string): StandbyWords => standbyWords[language] ?? (standbyWords['en'] as StandbyWords);

/** What is kept of a link. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Begins to call for an emergency, unless the offices are open: then people are there. */
export async function callOutFor(db: Knex, faultId: number, now: Date): Promise<void> {
	if (officesOpen(await loadTown(db), now)) return;
	const begun = await maybeOne(db, beginSql(faultId));
	if (begun) await happened(db, { kind: 'callout.begun', faultId });
}

/** An emergency that is reported while the offices are closed calls out whoever stands by. */
export const standbySubscriptions: Subscriptions = Object.fromEntries(
	['fault.opened', 'fault.reopened', 'fault.joined'].map((kind) => [
		kind,
		{
			'notify.standby': async (db, { faultId }) => {
				if (faultId !== null) await callOutFor(db, faultId, new Date());
			},
		},
	]),
);

/** Calls the next where nobody has answered in time; says how many it called. */
export const sweepCallOuts = (db: Knex): Promise<number> =>
	db.transaction(async (transaction) => {
		let called = 0;
		for (const { id, faultId, wanted } of await all<{ id: number; faultId: number; wanted: boolean }>(transaction, waitedSql)) {
			if (!wanted) await all(transaction, endSql(id, 'over'));
			else if (await maybeOne(transaction, callNextSql(id))) called += 1;
			else {
				await all(transaction, endSql(id, 'unanswered'));
				await happened(transaction, { kind: 'callout.unanswered', faultId });
			}
		}
		return called;
	});

const holesOf = ({ code, mode, street, language, department }: Call, words: StandbyWords) => ({
	...{ code, title: worksTitle(mode, language), street: street ?? words.nowhere, department: inLanguage(department, language) },
});

/** Says it on one way; false where it surely or perhaps did not get there. */
async function say(call: Call, channel: Channel, { means, publicUrl, link }: Sending & { link: string }): Promise<boolean> {
	const to = channel.addressOf(call, means);
	if (to === null) return false;
	const words = wordsIn(call.language);
	const holes = holesOf(call, words);
	const subject = filled(words.subject, holes);
	const text = channel.short ? shortMessage(subject, link) : `${subject}\n\n${filled(words.text, holes)}\n${link}\n\n${call.municipality}`;
	const messageId = messageIdOf([call.slug, 'call-out', call.id], publicUrl);
	try {
		await channel.send(
			{ to, subject, language: call.language, text, html: htmlOf(text, call.language), messageId, stopUrl: undefined, topic: `callout${call.code}` },
			means,
		);
		return true;
	} catch (error) {
		log.warn({ err: error, channel: channel.id }, 'call-out');
		return false;
	}
}

/** Says it on every way that reaches somebody; answers by which it was said. */
async function sayEverywhere(call: Call, ready: readonly Channel[], way: Sending & { link: string }): Promise<string[]> {
	const said: string[] = [];
	for (const channel of ready) if (await say(call, channel, way)) said.push(channel.id);
	return said;
}

/** Calls whoever is due, on every way that reaches them, at any hour. Not inside a transaction. Says how many it called. */
export async function sendCallOuts(db: Knex, sending: Sending): Promise<number> {
	await all(db, giveUpSql);
	const ready = sending.channels.filter((it) => !it.askedFor && it.ready(sending.means));
	for (let count = 0; ; count += 1) {
		const token = randomBytes(24).toString('base64url');
		const call = await maybeOne<Call>(db, claimSql(hashOf(token)));
		if (!call) return count;
		const channels = await sayEverywhere(call, ready, { ...sending, link: `${sending.publicUrl}/standby/${token}` });
		const missed = ready.length === 0 ? 'kept' : 'failed';
		await all(db, calledSql(call.id, { state: channels.length > 0 ? 'sent' : missed, channels }));
	}
}
