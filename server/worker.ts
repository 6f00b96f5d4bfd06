import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { measureDue } from './assets/index.ts';
import { sendAccountMail } from './auth/index.ts';
import { subscriptions as exchange, exchangeOnce, notedForOthers, speakOnce, sweepWebhooks, tellOne } from './exchange/index.ts';
import {
	calibrationSubscriptions,
	causeSubscriptions,
	subscriptions as faults,
	followDivision,
	keepOrder,
	learnOrder,
	learnSnapping,
	lookAgain,
	move,
	overdueToCloseSql,
	sweepClocks,
	sweepMap,
	weighDoubts,
	windStale,
} from './faults/index.ts';
import { loadTown } from './municipality/index.ts';
import { buildMissing, subscriptions as network } from './network/index.ts';
import {
	alertSubscriptions,
	channels,
	escalationSubscriptions,
	type Means,
	subscriptions as notify,
	sendCallOuts,
	sendCodes,
	sendDue,
	sendEscalations,
	standbySubscriptions,
	sweepCallOuts,
} from './notify/index.ts';
import { foldMonths, pauseLeft, selfTestNightly, startLetters, sweepRuns } from './planning/index.ts';
import { type Settings, secret } from './platform/config.ts';
import { gateway } from './platform/gateway.ts';
import { dealOut, doOne, type Subscriptions } from './platform/jobs.ts';
import { log } from './platform/log.ts';
import { mailer } from './platform/mail.ts';
import { pusher, pushKeys } from './platform/push.ts';
import { all } from './platform/sql.ts';
import { diskStore, type Store } from './platform/store.ts';
import {
	answerDrafts,
	dealDaily,
	dropUnwanted,
	fetchFormerPhotos,
	forgetCodes,
	forgetUnconfirmed,
	learnExpected,
	retain,
	sendRequests,
	sweepDrafts,
	sweepPhotos,
	sweepUploads,
	watchMailbox,
} from './reports/index.ts';
import { closingSubscriptions, proposeWork } from './work/index.ts';

export interface WorkerOptions {
	db: Knex;
	settings: Settings;
	/** What the embedded database needs now and then. */
	maintain: (options?: { vacuum?: boolean }) => Promise<void>;
}

const pause = 400;
const exchangePause = 5000;
const hour = 60 * 60_000;
const minute = 60_000;

function merged(...given: Subscriptions[]): Subscriptions {
	const whole: Record<string, Subscriptions[string]> = {};
	for (const subscriptions of given) for (const [kind, works] of Object.entries(subscriptions)) whole[kind] = { ...whole[kind], ...works };
	return whole;
}

/** Faults that were fixed and of which nobody said otherwise in the reporters' window close by themselves. */
export async function closeFixed(db: Knex, now: Date): Promise<number> {
	const due = await all<{ code: string }>(db, overdueToCloseSql);
	for (const { code } of due) await db.transaction((transaction) => move({ db: transaction, now, actor: { personId: null } }, { code, to: 'closed' }));
	return due.length;
}

/** Deals events into jobs, does the jobs, sends what is due. One round; says whether there was anything to do. */
export async function workOnce({ db, settings, means }: { db: Knex; settings: Settings; means: Means }): Promise<boolean> {
	const { mail } = means;
	const telling = { channels, means, publicUrl: publicUrl(settings) };
	const subscriptions = merged(
		notify(telling),
		alertSubscriptions(telling),
		escalationSubscriptions,
		standbySubscriptions,
		exchange(loadTown),
		network,
		faults,
		causeSubscriptions,
		calibrationSubscriptions,
		closingSubscriptions,
	);
	const dealt = await dealOut(db, subscriptions, notedForOthers);
	const wound = (await windStale(db)) + (await sweepClocks(db));
	let done = 0;
	while (done < 200 && (await doOne(db, subscriptions))) done += 1;
	const sent =
		(await sendCodes(db, telling)) +
		(await sweepCallOuts(db)) +
		(await sendCallOuts(db, telling)) +
		(await sendDue(db, telling)) +
		(await sendEscalations(db, mail, publicUrl(settings))) +
		(await sendAccountMail(db, mail, publicUrl(settings))) +
		(await sendRequests(db, mail, publicUrl(settings))) +
		(await answerDrafts(db, mail, publicUrl(settings)));
	return dealt + wound + done + sent > 0;
}

const publicUrl = (settings: Settings): string => settings.publicUrl ?? `http://localhost:${settings.port}`;

/** What messages are sent with, as far as it has been set up. */
const meansOf = ({
	dataDirectory,
	publicUrl: site,
	smtpUrl,
	mailFrom,
	smsUrl,
	smsToken,
	smsBody,
	messengerUrl,
	messengerSecret,
	phoneCountry,
}: Settings): Means => ({
	mail: smtpUrl === undefined ? undefined : mailer(smtpUrl, mailFrom),
	sms: smsUrl === undefined ? undefined : gateway({ url: smsUrl, token: smsToken, body: smsBody }),
	messenger: messengerUrl === undefined ? undefined : gateway({ url: messengerUrl, secret: messengerSecret }),
	push: pusher(pushKeys(dataDirectory), site?.startsWith('https:') ? site : 'mailto:noreply@localhost'),
	country: phoneCountry,
});

/** What is over is closed, what nobody wants is taken away, who is to be forgotten is forgotten. */
async function tidy(db: Knex, { store, directory, runDays }: { store: Store; directory: string; runDays: number }): Promise<void> {
	await closeFixed(db, new Date());
	await followDivision(db);
	await buildMissing(db);
	await lookAgain(db, new Date());
	await sweepMap(db);
	await foldMonths(db);
	await learnExpected(db, new Date());
	await proposeWork(db, new Date());
	await learnOrder(db);
	await learnSnapping(db, new Date());
	await weighDoubts({ db, town: await loadTown(db) });
	while ((await retain(db)) > 0);
	await dealDaily(db);
	await forgetUnconfirmed(db);
	await forgetCodes(db);
	await sweepDrafts(db);
	await sweepUploads(db, directory, new Date());
	await sweepPhotos(db, store, new Date());
	await sweepWebhooks(db, new Date());
	await selfTestNightly(db, new Date());
	await pauseLeft(db, new Date());
	await sweepRuns(db, { days: runDays, now: new Date() });
	await db('idempotency').where('created_at', '<', db.raw("now() - interval '30 days'")).delete();
}

/** Hands faults on to other authorities and follows them, and tells other programs, beside everything else and each other: other people's servers may be slow. */
function startExchange({ db, settings }: Pick<WorkerOptions, 'db' | 'settings'>): () => Promise<void> {
	const stop = new AbortController();
	const clock = { now: () => new Date(), random: Math.random };
	const round = async (once: typeof speakOnce): Promise<void> => {
		const site = {
			town: await loadTown(db),
			secret: secret(settings.dataDirectory),
			publicUrl: publicUrl(settings),
			signal: stop.signal,
			directory: settings.dataDirectory,
			...clock,
		};
		while (!stop.signal.aborted && (await once(db, site)));
	};
	const loop = async (once: typeof speakOnce): Promise<void> => {
		while (!stop.signal.aborted) {
			await round(once).catch((error) => log.error({ err: error }, 'exchange'));
			await wait(exchangePause, undefined, { signal: stop.signal }).catch(() => undefined);
		}
	};
	const ended = Promise.all([exchangeOnce, tellOne, speakOnce].map(loop));
	return async () => {
		stop.abort();
		await ended;
	};
}

/** Does something at most once in so many ms, however often it is asked to. */
function paced(pace: number, act: () => Promise<void>): () => Promise<void> {
	let last = 0;
	return async () => {
		if (Date.now() - last < pace) return;
		last = Date.now();
		await act();
	};
}

/** Works until it is stopped. Several may run at once: each event, job and message is taken by one. */
export function startWorker({ db, settings, maintain }: WorkerOptions): () => Promise<void> {
	const means = meansOf(settings);
	const store = diskStore(join(settings.dataDirectory, 'files'));
	let stopping = false;
	let swept = 0;
	let watched = 0;
	const keepInOrder = paced(minute, () => keepOrder(db));
	const post = watchMailbox(settings.imapUrl, async () => ({ db, town: await loadTown(db), store, own: settings.mailFrom }));
	const round = async (): Promise<void> => {
		if (Date.now() - swept > hour) {
			swept = Date.now();
			await tidy(db, { store, directory: settings.dataDirectory, runDays: settings.runDays });
			await maintain();
		}
		while (!stopping && (await workOnce({ db, settings, means })));
		await dropUnwanted(db, store);
		await fetchFormerPhotos(db, store);
		await post();
		await keepInOrder();
		if (Date.now() - watched > minute) watched = (await measureDue(db)) ? watched : Date.now();
	};
	const loop = async (): Promise<void> => {
		while (!stopping) {
			await round().catch((error) => log.error({ err: error }, 'worker'));
			await new Promise((resolve) => setTimeout(resolve, pause));
		}
	};
	const ended = loop();
	const stopExchange = startExchange({ db, settings });
	const stopLetters = startLetters(db, { mail: means.mail, publicUrl: publicUrl(settings), secret: secret(settings.dataDirectory) });
	return async () => {
		stopping = true;
		await Promise.all([ended, stopExchange(), stopLetters()]);
	};
}
