import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { rolesWith, writeAccountMail } from '../../auth/index.ts';
import { loadTown, type Town } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { log } from '../../platform/log.ts';
import { htmlOf, type Mail, type Mailer, messageIdOf, NotSent } from '../../platform/mail.ts';
import { all, maybeOne, type Sql } from '../../platform/sql.ts';
import { turnAfter } from './letters.ts';
import { tokenOf } from './link.ts';
import {
	againCopySql,
	type Copy,
	claimCopySql,
	type Due,
	dropPapersSql,
	dueSql,
	failedCopySql,
	giveUpCopiesSql,
	keepCopiesSql,
	type Left,
	managersSql,
	type PaperRow,
	papersSql,
	pauseLeftSql,
	sentCopySql,
	takeTurnSql,
} from './sending-queries.ts';
import { filled, wordsIn } from './words.ts';
import { writeOne } from './write.ts';

const tries = 6;
const pause = 5000;

/** With what letters are sent, and when it is. */
export interface Post {
	mail: Mailer | undefined;
	publicUrl: string;
	/** Signs the links that end a letter. */
	secret: string;
	now: Date;
}

/** Pauses letters whose owner works here no more or may no longer plan, and tells those who manage people. */
export const pauseLeft = (db: Knex, now: Date): Promise<number> =>
	db.transaction(async (transaction) => {
		const left = await all<Left>(transaction, pauseLeftSql({ plan: rolesWith('planning.read') }, now));
		if (left.length === 0) return 0;
		const managers = await all<{ id: number }>(transaction, managersSql(rolesWith('person.manage')));
		for (const { id, title, owner } of left) {
			await happened(transaction, { kind: 'schedule.paused', details: { letter: id, reason: 'left' } });
			for (const manager of managers) await writeAccountMail(transaction, { personId: manager.id, kind: 'letter-paused', about: { title, owner } });
		}
		return left.length;
	});

/** Takes the turns that are due; of those that went by while nobody looked, one. */
async function takeTurns(db: Knex, town: () => Promise<Town>, now: Date): Promise<void> {
	const first = await all<Due>(db, dueSql(now));
	if (first.length === 0) return;
	await pauseLeft(db, now);
	for (const due of await all<Due>(db, dueSql(now))) await all(db, takeTurnSql(due, turnAfter({ town: await town() }, due, now)));
}

function mailOf(copy: Copy, papers: readonly PaperRow[], { post, town }: { post: Post; town: Town }): Omit<Mail, 'to'> {
	const { title, language, owner: name } = copy;
	const words = wordsIn(language);
	const { municipality } = town;
	const stop = `${post.publicUrl}/letters/${tokenOf(copy.readerId, post.secret)}`;
	const text = [
		filled(words.lead[copy.every], { title, name }),
		words.attached,
		...papers.map((it) => [it.title, it.link].filter(Boolean).join('\n')),
		...(copy.audience === 'public' ? [words.public] : []),
		municipality.name,
		`${words.stop}\n${stop}`,
	].join('\n\n');
	return {
		subject: filled(words.subject, { title, municipality: municipality.name }),
		text,
		html: htmlOf(text, language),
		messageId: messageIdOf([municipality.slug, 'letter', copy.turnId, copy.readerId], post.publicUrl),
		// Programs press this by themselves, so only where the world can reach it safely.
		headers: post.publicUrl.startsWith('https://') ? { 'List-Unsubscribe': `<${stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : undefined,
		attachments: papers.map((it) => ({ filename: it.file, content: it.content, contentType: 'application/pdf' })),
	};
}

/** Only what surely did not leave is tried again. */
function failure({ id, attempts }: Copy, error: unknown, now: Date): Sql {
	if (!(error instanceof NotSent)) return failedCopySql(id, 'unknown');
	return error.permanent || attempts >= tries ? failedCopySql(id, 'refused') : againCopySql(id, now);
}

async function sendCopy(db: Knex, copy: Copy, { mail, post, town }: { mail: Mailer; post: Post; town: Town }): Promise<Sql> {
	if (copy.stopped || copy.email === null) return failedCopySql(copy.id, 'stopped');
	const papers = await all<PaperRow>(db, papersSql(copy));
	try {
		await mail.send({ to: copy.email, ...mailOf(copy, papers, { post, town }) });
		return sentCopySql(copy.id, post.now);
	} catch (error) {
		return failure(copy, error, post.now);
	}
}

/**
 * Takes what is due, writes it, and sends it: says how many mails it dealt with. A mail is marked as being sent before a word is said to the mail server, and is
 * then never sent again, whenever somebody is killed. Not inside a transaction.
 */
export async function sendLetters(db: Knex, post: Post): Promise<number> {
	const { mail, now } = post;
	let known: Promise<Town> | undefined;
	const town = (): Promise<Town> => (known ??= loadTown(db));
	await takeTurns(db, town, now);
	while (await writeOne(db, { town, now, publicUrl: post.publicUrl }));
	await all(db, giveUpCopiesSql(now));
	if (!mail) {
		const kept = await all(db, keepCopiesSql);
		if (kept.length > 0) await all(db, dropPapersSql);
		return 0;
	}
	for (let count = 0; ; count += 1) {
		const copy = await maybeOne<Copy>(db, claimCopySql(now));
		if (!copy) {
			if (count > 0) await all(db, dropPapersSql);
			return count;
		}
		await all(db, await sendCopy(db, copy, { mail, post, town: await town() }));
	}
}

/** Sends what is due beside all other work, until it is stopped: to count and draw takes a while, and others must not wait for that. */
export function startLetters(db: Knex, post: Omit<Post, 'now'>): () => Promise<void> {
	const stop = new AbortController();
	const loop = async (): Promise<void> => {
		while (!stop.signal.aborted) {
			await sendLetters(db, { ...post, now: new Date() }).catch((error) => log.error({ err: error }, 'letters'));
			await wait(pause, undefined, { signal: stop.signal }).catch(() => undefined);
		}
	};
	const ended = loop();
	return async () => {
		stop.abort();
		await ended;
	};
}
