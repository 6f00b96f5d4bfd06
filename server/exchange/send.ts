import type { Knex } from 'knex';
import type { State } from '../faults/contract.ts';
import { deskRow, move, moves } from '../faults/index.ts';
import { inLanguage, type Town } from '../municipality/index.ts';
import { happened } from '../platform/events.ts';
import { ForbiddenAddress } from '../platform/forbidden-addresses.ts';
import { unsealText } from '../platform/sealed.ts';
import { all, maybeOne, one } from '../platform/sql.ts';
import { type Row, rowsWith, textOf } from './answers.ts';
import { type Answered, ask, type Foreign, post, servicesOf, troubleOf, unreached } from './foreign.ts';
import { linkTo, parcelOf } from './parcel.ts';
import { type Attempted, attemptedSql, claimSql, type Due, type FaultRow, faultSql, formatSql, nowSql, type ServerRow, soonSql } from './queries.ts';

/** What sending and asking need beside the database. */
export interface Site {
	town: Town;
	/** Opens the keys of others' servers. */
	secret: string;
	publicUrl: string;
	signal?: AbortSignal;
}

/** What keys of others' servers are sealed for. */
export const purpose = 'keys of other authorities';

/** After so many tries somebody has to look. */
const mostTries = 10;
const day = 86_400_000;

type Outcome = { kind: 'taken'; number: string } | { kind: 'receipt'; receipt: string } | { kind: 'refused' | 'unsure' | 'later'; trouble: string };

/** Their server as it is asked; the key only where it can be opened. */
export function foreignOf(it: Pick<ServerRow, 'authority' | 'endpoint' | 'jurisdiction' | 'sealed' | 'format'>, { secret, signal }: Site): Foreign {
	const key = it.sealed === null ? null : (unsealText(it.sealed, { secret, purpose, of: it.authority }) ?? null);
	return { endpoint: it.endpoint, jurisdiction: it.jurisdiction, key, format: it.format ?? 'xml', signal };
}

/** Statuses that say "not now" and leave no doubt that nothing was taken. */
const notNow = new Set([408, 425, 429]);

/** What an answer to a post means. A whole request in it is no answer to a post but a list, to which a redirect has led. */
function outcomeOf(it: Answered): Outcome {
	if (notNow.has(it.status)) return { kind: 'later', trouble: troubleOf(it) };
	if (it.status >= 400 && it.status < 500) return { kind: 'refused', trouble: troubleOf(it) };
	if (it.status >= 300) return { kind: 'unsure', trouble: troubleOf(it) };
	const rows = rowsWith(it.answer, ['service_request_id', 'token']);
	const [row] = rows;
	if (rows.length !== 1 || row === undefined || textOf(row, 'requested_datetime') !== undefined)
		return { kind: 'unsure', trouble: 'its answer names no number' };
	const number = textOf(row, 'service_request_id');
	return number === undefined ? { kind: 'receipt', receipt: (textOf(row, 'token') as string).slice(0, 200) } : { kind: 'taken', number: number.slice(0, 200) };
}

const said = (row: Row): string => [textOf(row, 'description'), textOf(row, 'service_notice')].join('\n');

/** Looks whether what may have been sent has arrived: by our link in its words. Undefined: it has not, or they do not let us look. */
async function arrived(foreign: Foreign, { serviceCode, sentBefore }: Due, link: string): Promise<{ number?: string | undefined; trouble?: string }> {
	const from = new Date((sentBefore as Date).getTime() - day).toISOString().replace(/\.\d+/, '');
	const answered = await ask(foreign, 'requests', { query: { service_code: serviceCode, start_date: from } });
	if (answered.status >= 500 || notNow.has(answered.status)) return { trouble: troubleOf(answered) };
	const row = rowsWith(answered.answer, ['service_request_id']).find((it) => said(it).includes(link));
	return { number: textOf(row, 'service_request_id') };
}

/** Asks for the number behind a receipt; it may take them a while. */
async function behind(foreign: Foreign, receipt: string): Promise<Outcome> {
	const answered = await ask(foreign, `tokens/${encodeURIComponent(receipt)}`, { keyed: true });
	const number = rowsWith(answered.answer, ['service_request_id']).flatMap((row) => textOf(row, 'service_request_id') ?? [])[0];
	if (answered.status < 300 && number !== undefined) return { kind: 'taken', number: number.slice(0, 200) };
	return { kind: 'later', trouble: answered.status < 300 ? 'there is no number yet' : troubleOf(answered) };
}

async function formatOf(db: Knex, due: Due, foreign: Foreign): Promise<Foreign['format']> {
	if (due.format !== null) return due.format;
	const { format, services } = await servicesOf(foreign);
	if (services.length > 0) await all(db, formatSql(due.authorityId, format));
	return format;
}

async function attempt(db: Knex, due: Due, site: Site): Promise<Outcome> {
	const unknown = foreignOf(due, site);
	const foreign = { ...unknown, format: await formatOf(db, due, unknown) };
	if (due.receipt !== null) return behind(foreign, due.receipt);
	const fault = await one<FaultRow>(db, faultSql(due.faultId));
	if (due.sentBefore !== null) {
		const { number, trouble } = await arrived(foreign, due, linkTo(fault.code, site));
		if (number !== undefined) return { kind: 'taken', number };
		if (trouble !== undefined) return { kind: 'unsure', trouble };
	}
	if (fault.lon === null || !fault.open) return { kind: 'refused', trouble: 'it was over, or hidden, before it was sent' };
	return outcomeOf(await post(foreign, 'requests', parcelOf(fault, due, site)));
}

const tried = (db: Knex, due: Due, site: Site): Promise<Outcome> =>
	attempt(db, due, site).catch((error: unknown): Outcome => ({ kind: error instanceof ForbiddenAddress ? 'refused' : 'unsure', trouble: unreached(error) }));

/** Longer and longer, up to six hours. */
const waitOf = (attempts: number): number => Math.min(2 ** (attempts - 1), 360);

function attempted({ id, attempts, receipt }: Due, outcome: Outcome): Attempted {
	if (outcome.kind === 'taken') return { id, state: 'theirs', foreignId: outcome.number, wait: 0 };
	// Most numbers are there after seconds.
	if (outcome.kind === 'receipt') return { id, state: 'receipt', receipt: outcome.receipt, wait: 0.2 };
	const { kind, trouble } = outcome;
	if (kind === 'refused' || attempts >= mostTries) return { id, state: 'refused', trouble, wait: 0 };
	return { id, state: receipt !== null ? 'receipt' : kind === 'unsure' ? 'unsure' : 'due', trouble, wait: waitOf(attempts) };
}

/** Moves a fault, if it can go there from where it is. */
export async function moveIfItCan(db: Knex, faultId: number, { to, reason, now }: { to: State; reason?: string; now: Date }): Promise<boolean> {
	const { code } = await one<{ code: string }>(db, nowSql(faultId));
	const { state } = await deskRow({ db }, code);
	if (!moves[state as State].includes(to)) return false;
	await move({ db, now, actor: { personId: null } }, { code, to, proof: 'authority', ...(reason !== undefined && { reason }) });
	return true;
}

/** How a fault that others have is said to wait: who, and their number. */
export const withThem = (town: Town, { name, number }: { name: Record<string, string>; number: string }): string =>
	`${inLanguage(name, town.municipality.languages[0] ?? 'en')} · ${number}`;

/** Sends one that is due, or looks for one whose answer was lost. Says whether there was one. */
export async function sendOne(db: Knex, site: Site): Promise<boolean> {
	const due = await maybeOne<Due>(db, claimSql);
	if (!due) return false;
	const outcome = await tried(db, due, site);
	await db.transaction(async (transaction) => {
		const kept = attempted(due, outcome);
		await all(transaction, attemptedSql(kept));
		const { id: faultId } = await one<{ id: number }>(transaction, nowSql(due.faultId));
		if (outcome.kind === 'taken') {
			const now = new Date();
			await all(transaction, soonSql(due.authorityId));
			await moveIfItCan(transaction, due.faultId, { to: 'waiting', reason: withThem(site.town, { name: due.name, number: outcome.number }), now });
			await happened(transaction, { kind: 'fault.handed-on', faultId, details: { authority: due.authority, number: outcome.number } });
		}
		if (kept.state === 'refused') await happened(transaction, { kind: 'handover.refused', faultId, details: { authority: due.authority } });
	});
	return true;
}
