import type { Knex } from 'knex';
import { FetchError, fetcher } from '../../platform/fetch.ts';
import { ForbiddenAddress } from '../../platform/forbidden-addresses.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { linkTo } from '../parcel.ts';
import { againAt } from '../pauses.ts';
import type { Site } from '../send.ts';
import { type ToldRow, toldSql } from '../telling-queries.ts';
import { messageOf } from './message.ts';
import { type DueRow, deliveredSql, failedSql, type Held, holdSql, nextSql, nothingSql, payloadSql, releaseSql, type Signer } from './queries.ts';
import { secretsOf, signed } from './sign.ts';

const hour = 3_600_000;
/** So long a message is tried: a system that is away from one morning to the next has time to come back. */
const patience = 30 * hour;
/** Who only takes a message down answers at once; what is posted is not sent on to where an answer points. */
const posting = fetcher({ silence: 10_000, whole: 15_000, bytes: 64 * 1024, tries: 1, redirects: 0 });

/** What sending needs beside the database; clock and chance come from outside. */
export interface Sending extends Site {
	now: () => Date;
	random: () => number;
}

/** How a message was answered; `status` null: not at all. */
export interface Posted {
	status: number | null;
	trouble: string | null;
	/** They say themselves when to come again. */
	retryAt: Date | null;
}

/** Statuses that are about this message alone: the next one may well be taken. */
const ofMessage = new Set([400, 409, 413, 415, 422]);

function retryAtOf(response: Response, now: Date): Date | null {
	const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
	return Number.isFinite(seconds) && seconds > 0 ? new Date(now.getTime() + Math.min(seconds, 6 * 3600) * 1000) : null;
}

/** Posts a signed message, once. */
export async function postMessage(to: Signer, it: { id: string; body: string; now: Date; secret: string; signal?: AbortSignal | undefined }): Promise<Posted> {
	const headers = signed(it.body, { id: it.id, now: it.now, secrets: secretsOf(to, it.secret) });
	try {
		const response = await posting(to.url, { method: 'POST', headers, body: it.body, ...(it.signal && { signal: it.signal }) });
		await response.body?.cancel();
		const well = response.status >= 200 && response.status < 300;
		return { status: response.status, trouble: well ? null : `It answered ${response.status}.`, retryAt: retryAtOf(response, it.now) };
	} catch (error) {
		if (error instanceof FetchError || error instanceof ForbiddenAddress) return { status: null, trouble: error.message, retryAt: null };
		throw error;
	}
}

/** The id of a message: the same each time it is sent, so that whoever hears it twice takes it once. */
export const messageId = (webhook: string, eventId: number): string => `msg_${webhook}_${eventId}`;

async function bodyOf(db: Knex, { to, due, site }: { to: Held; due: DueRow; site: Sending }): Promise<string | undefined> {
	if (due.payload !== null) return JSON.stringify(due.payload);
	const row = await one<ToldRow>(db, toldSql([due.faultId]));
	const message = messageOf(row, due, { level: to.level, link: linkTo(row.code, site), municipality: site.town.municipality.slug });
	if (!message) return undefined;
	await all(db, payloadSql(due.id, message));
	// As the database gives it back, so that every try is the same text.
	const kept = await one<DueRow>(db, nextSql(to.id, site.now()));
	return JSON.stringify(kept.payload);
}

async function fails(db: Knex, { to, due, site }: { to: Held; due: DueRow; site: Sending }, { status, trouble, retryAt }: Posted): Promise<void> {
	const now = site.now();
	const later = (failures: number): Date => againAt(failures, { now, random: site.random });
	const ofAddress = status === null || !ofMessage.has(status);
	await all(
		db,
		failedSql({
			...{ id: due.id, webhookId: to.id, status, trouble: trouble ?? '', now, giveUp: new Date(now.getTime() - patience), off: status === 410 },
			again: later(due.attempts + 1),
			pause: ofAddress ? (retryAt ?? later(to.failures + 1)) : null,
		}),
	);
}

async function tell(db: Knex, to: Held, site: Sending): Promise<void> {
	const due = await maybeOne<DueRow>(db, nextSql(to.id, site.now()));
	if (!due) return;
	const body = await bodyOf(db, { to, due, site });
	if (body === undefined) return void (await all(db, nothingSql(due.id, site.now())));
	const posted = await postMessage(to, { id: messageId(to.code, due.eventId), body, now: site.now(), secret: site.secret, signal: site.signal });
	if (posted.trouble === null) await all(db, deliveredSql({ id: due.id, webhookId: to.id, status: posted.status ?? 200, now: site.now() }));
	else if (!site.signal?.aborted) await fails(db, { to, due, site }, posted);
}

/** Tells one webhook of one event. Says whether there was one to tell. */
export async function tellOne(db: Knex, site: Sending): Promise<boolean> {
	const to = await maybeOne<Held>(db, holdSql(site.now()));
	if (!to) return false;
	try {
		await tell(db, to, site);
	} finally {
		await all(db, releaseSql(to.id));
	}
	return true;
}
