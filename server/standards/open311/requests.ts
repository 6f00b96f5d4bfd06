import type { State } from '../../faults/contract.ts';
import { plainTitle } from '../../faults/index.ts';
import { type Context, catalogue, inLanguage } from '../../municipality/index.ts';
import { notFound } from '../../platform/problem.ts';
import { all } from '../../platform/sql.ts';
import { wrong } from './errors.ts';
import { countIn, listed, type Parameters, type Span, spanOf, timeOf, wholeDays } from './parameters.ts';
import { askedRequestsSql, type RequestRow, type RequestWish, requestsSql } from './queries.ts';
import { modeOf, serviceCode, serviceName } from './services.ts';
import { plainStatus, statusOf } from './statuses.ts';
import type { Row } from './write.ts';

/** What a reading of requests needs beside the request. */
export interface Reading extends Context {
	publicUrl: string;
}

/** No more than this in one answer. */
const most = 1000;

/** An instant as the standard writes it. */
export const w3c = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, 'Z');

function extended(row: RequestRow, { language, publicUrl }: Reading, place: { street: string | null; asset: string | null }): Row {
	return {
		extended_attributes: {
			state: row.state,
			status: statusOf[row.state as State],
			title: plainTitle(row.mode, language),
			fault: `F-${row.code}`,
			asset: place.asset,
			ward: row.ward,
			reports: row.reports,
			me_toos: row.meToos,
			url: `${publicUrl}/f/${row.code}`,
		},
		photos: row.photos.map((id) => ({ url: `${publicUrl}/media/${id}.jpg` })),
	};
}

function view(row: RequestRow, reading: Reading, extensions: boolean): Row {
	const { language, publicUrl } = reading;
	// The trouble of one house is shown as an area: even its street would point at it.
	const hidden = catalogue.modes.get(row.mode)?.mode.houseLevel === true;
	const place = hidden ? { street: null, asset: null } : { street: row.street, asset: row.asset };
	const address = [place.asset, place.street].filter(Boolean).join(', ');
	return {
		service_request_id: row.asked ?? `F-${row.code}`,
		status: row.open ? 'open' : 'closed',
		status_notes: row.reason,
		service_name: serviceName(row.mode, language),
		service_code: serviceCode(row.mode),
		description: [plainTitle(row.mode, language), address].filter(Boolean).join(' – '),
		agency_responsible: inLanguage(row.department, language),
		service_notice: null,
		requested_datetime: w3c(row.requested),
		updated_datetime: w3c(row.updated),
		expected_datetime: row.expected && w3c(row.expected),
		address: address || null,
		address_id: place.asset,
		zipcode: null,
		lat: row.lat,
		long: row.lon,
		media_url: row.photos[0] === undefined ? null : `${publicUrl}/media/${row.photos[0]}.jpg`,
		...(extensions ? extended(row, reading, place) : {}),
	};
}

/** A number as it was given out: a ticket, or the code of a fault. */
export function numberOf({ town }: Context, said: string): { code: string | null; ticket: string | null } {
	const wanted = said.trim().toUpperCase();
	const { prefix } = town.municipality;
	return wanted.startsWith(`${prefix}-`) ? { code: null, ticket: wanted.slice(prefix.length + 1) } : { code: wanted.replace(/^F-/, ''), ticket: null };
}

function openOf(it: Parameters): boolean | undefined {
	const wished = new Set(listed(it, 'status').map(plainStatus));
	for (const status of wished) if (status !== 'open' && status !== 'closed') throw wrong('status', 'is open, closed or both');
	return wished.size === 1 ? wished.has('open') : undefined;
}

/** The spans that are asked for, by when requests came in and by when something became of them. */
interface Spans {
	requested: Span | undefined;
	updated: Span | undefined;
}

function spansOf({ now, town }: Reading, it: Parameters): Spans {
	const { zone } = town.municipality;
	const byUpdate = it.get('updated_after') !== undefined || it.get('updated_before') !== undefined;
	const bySpan = !byUpdate || timeOf(it, 'start_date', zone) !== undefined || timeOf(it, 'end_date', zone) !== undefined;
	return {
		requested: bySpan ? spanOf(it, ['start_date', 'end_date'], { now, zone }) : undefined,
		updated: byUpdate ? spanOf(it, ['updated_after', 'updated_before'], { now, zone }) : undefined,
	};
}

function wishOf(reading: Reading, it: Parameters, { requested, updated }: Spans): RequestWish {
	const { zone } = reading.town.municipality;
	const codes = listed(it, 'service_code');
	const limit = countIn(it, 'page_size', { from: 1, to: most }) ?? most;
	const page = countIn(it, 'page', { from: 1, to: 100_000 }) ?? 1;
	const days = requested && wholeDays(requested, zone);
	return {
		from: days?.from,
		before: days?.before,
		modes: codes.length > 0 ? codes.map((code) => modeOf(reading, code).code) : undefined,
		open: openOf(it),
		updated: updated && { ...updated, days: wholeDays(updated, zone) },
		limit,
		offset: (page - 1) * limit,
	};
}

async function byNumbers(reading: Reading, numbers: readonly string[]): Promise<RequestRow[]> {
	const named = numbers.slice(0, most).map((it) => numberOf(reading, it));
	const codes = named.flatMap(({ code }) => (code === null ? [] : [code]));
	const tickets = named.flatMap(({ ticket }) => (ticket === null ? [] : [ticket]));
	return all<RequestRow>(reading.db, askedRequestsSql({ codes, tickets, prefix: reading.town.municipality.prefix }));
}

/** The later of two times, in whole seconds, as they are written. */
const later = (at: Date, other: Date | undefined): Date => (other && other > at ? new Date(Math.ceil(other.getTime() / 1000) * 1000) : at);

/**
 * When a request came in is known by the day alone; a day is written as its first moment within the span that was asked for, so that whoever asks for the
 * last hour, and drops what lies outside of it, still hears of what has come in.
 */
function toldIn({ requested, updated }: Spans, row: RequestRow): RequestRow {
	const at = later(row.requested, requested?.from);
	return { ...row, requested: at, updated: later(later(row.updated, at), updated?.from) };
}

async function bySpans(reading: Reading, it: Parameters): Promise<RequestRow[]> {
	const spans = spansOf(reading, it);
	const wish = wishOf(reading, it, spans);
	// Nothing has come in yet at a time that is still to come, although its day has begun.
	if ([spans.requested, spans.updated].some((span) => span && span.from > reading.now)) return [];
	return (await all<RequestRow>(reading.db, requestsSql(wish))).map((row) => toldIn(spans, row));
}

/** What anyone may know of the requests that are asked for: by their numbers, or the newest of a span. */
export async function requests(reading: Reading, it: Parameters): Promise<Row[]> {
	const numbers = listed(it, 'service_request_id');
	const rows = numbers.length > 0 ? await byNumbers(reading, numbers) : await bySpans(reading, it);
	const extensions = it.get('extensions')?.toLowerCase() === 'true';
	return rows.map((row) => view(row, reading, extensions));
}

/** One request, in a list of its own, or 404. */
export async function request(reading: Reading, number: string, it: Parameters): Promise<Row[]> {
	const rows = await byNumbers(reading, [number]);
	if (rows.length === 0) throw notFound(`service_request_id (${number.slice(0, 80)})`);
	return rows.map((row) => view(row, reading, it.get('extensions')?.toLowerCase() === 'true'));
}

/** A token is answered at once here: the number of a request stands for itself. */
export async function token(reading: Reading, number: string): Promise<Row[]> {
	const [row] = await byNumbers(reading, [number]);
	if (!row) throw notFound(`token (${number.slice(0, 80)})`);
	return [{ service_request_id: row.asked ?? `F-${row.code}`, token: number }];
}
