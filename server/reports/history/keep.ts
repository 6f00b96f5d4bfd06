import type { Knex } from 'knex';
import { spotsOf } from '../../assets/index.ts';
import type { State } from '../../faults/contract.ts';
import { endsOf, type PastSighted, type PastSighting, pastNumbers, settlePast, sightPast } from '../../faults/index.ts';
import type { Town } from '../../municipality/index.ts';
import { all, one } from '../../platform/sql.ts';
import type { Reading } from './mapping.ts';
import {
	forgottenBeforeSql,
	insertTicketsSql,
	type KnownTicket,
	knownTicketsSql,
	reportNumbersSql,
	sightingsOfSql,
	type TicketRow,
	type ToldRow,
	toldSql,
	updateTicketsSql,
} from './queries.ts';
import { hashesOf, type Ticket } from './ticket.ts';

/** What became of a ticket. */
export type Outcome = 'fresh' | 'changed' | 'same' | 'forgotten' | { refused: string };

/** What became of a batch, and how its new reports were taken. */
export interface Kept {
	outcomes: Outcome[];
	opened: number;
	joined: number;
	linked: number;
	/** Tickets that were over so long ago that nobody is to be known. */
	nameless: number;
	/** Photos of websites that may not be asked. */
	photosLeft: number;
}

interface Keeping {
	db: Knex;
	town: Town;
	reading: Reading;
}

/** A ticket with what was known of it before. */
interface Held {
	i: number;
	ticket: Ticket;
	nameless: boolean;
	hashes: { place: string; content: string };
	known: KnownTicket | undefined;
}

/** Who reported, their words, photos and exact place are kept no longer than those of our own reports; without a ground nobody is. */
function lean(ticket: Ticket, { before, reading }: { before: number; reading: Reading }): { ticket: Ticket; nameless: boolean } {
	const photos = ticket.photos.filter((it) => URL.canParse(it) && reading.photoHosts.includes(new URL(it).hostname));
	if (ticket.until !== null && ticket.until < before)
		return { ticket: { ...ticket, words: '', name: null, email: null, phone: null, photos: [] }, nameless: true };
	return { ticket: { ...ticket, photos, ...(reading.basis === null && { name: null, email: null, phone: null }) }, nameless: false };
}

/** Gives tickets that only name an asset its place, and those that have both the asset's reference. */
async function placed(db: Knex, tickets: readonly Ticket[]): Promise<Ticket[]> {
	const names = [...new Set(tickets.flatMap(({ asset }) => (asset === null ? [] : [asset])))];
	if (names.length === 0) return [...tickets];
	const spots = new Map((await spotsOf(db, names)).map((it) => [it.named, it]));
	return tickets.map((ticket) => {
		const spot = ticket.asset === null ? undefined : spots.get(ticket.asset.trim());
		return { ...ticket, asset: spot?.reference ?? null, lon: ticket.lon ?? spot?.lon ?? null, lat: ticket.lat ?? spot?.lat ?? null };
	});
}

const sightingOf = ({ ticket, nameless }: Held, reading: Reading): PastSighting => {
	const accuracy = ticket.accuracy ?? reading.accuracy ?? undefined;
	return {
		...{ lon: ticket.lon ?? 0, lat: ticket.lat ?? 0, mode: ticket.mode, state: ticket.state, coarse: nameless },
		// An accuracy in metres is a satellite's, however the place was found.
		...{ method: accuracy === undefined ? reading.method : 'gnss', accuracy, asset: ticket.asset ?? undefined },
		...{ at: new Date(ticket.at), until: ticket.until === null ? null : new Date(ticket.until), since: new Date(ticket.since) },
	};
};

type Rows = Pick<TicketRow, 'ticketId' | 'reportId' | 'contactId' | 'faultId' | 'sightingId' | 'joined'>;

const languageOf = ({ language }: Ticket, { town }: Keeping): string => {
	const { languages } = town.municipality;
	return languages.find((it) => it === language?.slice(0, 2).toLowerCase()) ?? languages[0] ?? 'en';
};

function rowOf({ ticket, hashes }: Held, rows: Rows, keeping: Keeping): TicketRow {
	const { number, mode, words, name, email, phone, state, photos } = ticket;
	const dates = {
		at: new Date(ticket.at).toISOString(),
		until: ticket.until === null ? null : new Date(ticket.until).toISOString(),
		since: new Date(ticket.since).toISOString(),
	};
	const said = { number, mode, words, name, email, phone, state, photos, language: languageOf(ticket, keeping) };
	return { ...rows, ...said, ...dates, placeHash: hashes.place, contentHash: hashes.content };
}

type SightedHeld = Held & { sighted: PastSighted };

async function writeFresh(fresh: readonly SightedHeld[], keeping: Keeping): Promise<void> {
	const { db, reading } = keeping;
	if (fresh.length === 0) return;
	const numbers = await all<{ report: number; contact: number; ticket: number }>(db, reportNumbersSql(fresh.length));
	const rows = fresh.map((it, i) => {
		const own = numbers[i] ?? { report: 0, contact: 0, ticket: 0 };
		const contactId = it.nameless ? null : own.contact;
		return rowOf(it, { ...it.sighted, ticketId: own.ticket, reportId: own.report, contactId }, keeping);
	});
	await all(db, insertTicketsSql(rows, { source: reading.source, basis: reading.basis }));
}

async function writeChanged(changed: readonly Held[], sighted: ReadonlyMap<number, PastSighted>, keeping: Keeping): Promise<void> {
	const { db } = keeping;
	if (changed.length === 0) return;
	const reportIds = changed.flatMap(({ known }) => (known ? [known.reportId] : []));
	const before = new Map((await all<{ reportId: number; sightingId: number; joined: boolean }>(db, sightingsOfSql(reportIds))).map((it) => [it.reportId, it]));
	const rows = changed.flatMap((it) => {
		const was = it.known && before.get(it.known.reportId);
		if (!it.known || !was) return [];
		const now = sighted.get(it.i) ?? { faultId: it.known.faultId, sightingId: was.sightingId, joined: was.joined };
		return [rowOf(it, { ...now, ticketId: it.known.id, reportId: it.known.reportId, contactId: it.known.contactId }, keeping)];
	});
	await all(db, updateTicketsSql(rows));
}

/** Faults stand as their tickets say together; one of which no ticket tells any more was none. */
async function settle(db: Knex, faultIds: readonly number[], now: Date): Promise<void> {
	if (faultIds.length === 0) return;
	const told = await all<ToldRow>(db, toldSql([...new Set(faultIds)]));
	await settlePast(
		db,
		told.map(({ id, reports, first, last, state, since, until }) => {
			const its = reports === 0 ? { state: 'rejected' as State, since: now } : { state: (state ?? 'reported') as State, since: since ?? now };
			const dates = { first: first?.toISOString() ?? null, last: last?.toISOString() ?? null, since: its.since.toISOString() };
			return { id, reports, state: its.state, ...dates, ...endsOf(its.state, reports === 0 ? now : until) };
		}),
	);
}

/** What a batch of tickets is, against what was taken of them before. */
async function sorted(tickets: readonly Ticket[], { db, reading }: Keeping): Promise<Held[]> {
	const { before } = await one<{ before: Date }>(db, forgottenBeforeSql);
	const rows = await all<KnownTicket>(
		db,
		knownTicketsSql(
			reading.source,
			tickets.map(({ number }) => number),
		),
	);
	const known = new Map(rows.map((it) => [it.number, it]));
	return tickets.map((given, i) => {
		const { ticket, nameless } = lean(given, { before: before.getTime(), reading });
		return { i, ticket, nameless, hashes: hashesOf(ticket), known: known.get(given.number) };
	});
}

const outcomeOf = ({ known, hashes }: Held): Exclude<Outcome, object> => {
	if (!known) return 'fresh';
	if (known.contentHash === '') return 'forgotten';
	return known.contentHash === hashes.content ? 'same' : 'changed';
};

/** Takes a batch of tickets in, in the caller's transaction: new ones are placed and become reports, changed ones are brought up to date, the same stay. */
export async function keepBatch(keeping: Keeping, tickets: readonly Ticket[]): Promise<Kept> {
	const { db, town, reading } = keeping;
	const held = await sorted(tickets, keeping);
	const outcomes: Outcome[] = held.map(outcomeOf);
	const moving = held.filter((it) => outcomes[it.i] === 'fresh' || (outcomes[it.i] === 'changed' && it.known?.placeHash !== it.hashes.place));
	const spots = await placed(
		db,
		moving.map(({ ticket }) => ticket),
	);
	const lying = moving.map((it, i) => ({ ...it, ticket: spots[i] ?? it.ticket }));
	for (const { i, ticket } of lying)
		if (ticket.lon === null) outcomes[i] = { refused: 'it names an asset that the register does not have, and has no other place' };
	const ready = lying.filter(({ ticket }) => ticket.lon !== null);
	const found = await sightPast(
		{ db, town },
		ready.map((it) => sightingOf(it, reading)),
		await pastNumbers(db, ready.length),
	);
	const sighted = new Map<number, PastSighted>();
	for (const [at, it] of ready.entries()) {
		const there = found[at];
		if (there) sighted.set(it.i, there);
		else outcomes[it.i] = { refused: 'it lies outside the municipality' };
	}
	const fresh = held.flatMap((it) => {
		const there = sighted.get(it.i);
		return outcomes[it.i] === 'fresh' && there ? [{ ...it, sighted: there }] : [];
	});
	const changed = held.filter((it) => outcomes[it.i] === 'changed');
	await writeFresh(fresh, keeping);
	await writeChanged(changed, sighted, keeping);
	const touched = [
		...changed.flatMap(({ i, known }) => [known?.faultId ?? 0, sighted.get(i)?.faultId ?? 0]),
		...fresh.filter((it) => it.sighted.joined).map((it) => it.sighted.faultId),
	];
	await settle(db, touched, new Date());
	return {
		outcomes,
		opened: fresh.filter((it) => !it.sighted.joined).length,
		joined: fresh.filter((it) => it.sighted.joined).length,
		linked: fresh.filter((it) => it.sighted.linked).length,
		nameless: fresh.filter((it) => it.nameless).length,
		photosLeft: fresh.reduce((sum, it) => sum + (it.nameless ? 0 : (tickets[it.i]?.photos.length ?? 0) - it.ticket.photos.length), 0),
	};
}
