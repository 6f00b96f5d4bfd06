import { createHash } from 'node:crypto';
import type { State } from '../../faults/contract.ts';
import { isOpen } from '../../faults/index.ts';
import { dayIn, momentOf } from '../../maths/zones.ts';
import type { Field, Reading } from './mapping.ts';
import type { Row } from './records.ts';

/** A ticket of the system used before, understood. Moments are milliseconds. */
export interface Ticket {
	file: number;
	line: number;
	number: string;
	mode: string;
	/** Null where only an asset is named. */
	lon: number | null;
	lat: number | null;
	accuracy: number | null;
	asset: string | null;
	at: number;
	state: State;
	/** When it ended; null while it is open. */
	until: number | null;
	/** Since when it is in its state. */
	since: number;
	words: string;
	name: string | null;
	email: string | null;
	phone: string | null;
	language: string | null;
	photos: string[];
}

/** Why a row cannot be taken, in a sentence. */
export interface Refused {
	refused: string;
}

/** A moment and whether the hour was said. */
interface Told {
	at: number;
	day: boolean;
}

const dayMs = 86_400_000;
const written = /^(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?:[T ]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?)?$/;
const turned = /^(\d\d?)[-/. ](\d\d?)[-/. ](\d{4})(?:[T ,]+(\d\d?):(\d\d)(?::(\d\d))?)?$/;

/** Year, month, day, hour, minute, second; undefined where nobody can know them. */
function partsOf(text: string, order: Reading['dates']): (number | undefined)[] | undefined {
	const number = (it: string | undefined): number | undefined => (it === undefined ? undefined : Number(it));
	const plain = written.exec(text);
	if (plain) return plain.slice(1).map(number);
	const [first, second, year, ...clock] = turned.exec(text)?.slice(1).map(number) ?? [];
	if (first === undefined || second === undefined) return undefined;
	if (order === null && first <= 12 && second <= 12 && first !== second) return undefined;
	const monthFirst = order === 'mdy' || (order === null && second > 12);
	return [year, ...(monthFirst ? [first, second] : [second, first]), ...clock];
}

/** A moment as exports write it: with its zone, or by the clocks of the municipality. */
export function momentIn(text: string, { dates, zone }: { dates: Reading['dates']; zone: string }): Told | undefined {
	if (/^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/.test(text)) {
		const at = Date.parse(text);
		return Number.isFinite(at) ? { at, day: false } : undefined;
	}
	const [year = 0, month = 0, day = 0, hour, minute = 0, second = 0] = partsOf(text, dates) ?? [];
	const midnight = Date.UTC(year, month - 1, day);
	if (year < 1990 || new Date(midnight).getUTCMonth() !== month - 1 || (hour ?? 0) > 23 || minute > 59 || second > 60) return undefined;
	return { at: momentOf(zone, Math.round(midnight / dayMs), (hour ?? 0) * 60 + minute) + second * 1000, day: hour === undefined };
}

const coordinate = (text: string, most: number): number | undefined => {
	const it = Number(text.replace(',', '.'));
	return text !== '' && Number.isFinite(it) && Math.abs(it) <= most && it !== 0 ? it : undefined;
};

type Said = (field: Field) => string;

function placeOf(said: Said): Pick<Ticket, 'lon' | 'lat' | 'accuracy' | 'asset'> | Refused {
	const [lon, lat] = [coordinate(said('longitude'), 180), coordinate(said('latitude'), 90)];
	const accuracy = Number(said('accuracy').replace(',', '.'));
	const asset = said('asset').slice(0, 80) || null;
	if ((lon === undefined || lat === undefined) && asset === null) return { refused: 'it has no place: neither longitude and latitude nor an asset' };
	const there = lon !== undefined && lat !== undefined ? { lon, lat } : { lon: null, lat: null };
	return { ...there, accuracy: accuracy > 0 && accuracy <= 10_000 ? accuracy : null, asset };
}

interface Clock {
	zone: string;
	now: number;
	/** How long somebody may say that it is not fixed, days. */
	windowDays: number;
}

type Dates = Pick<Ticket, 'at' | 'until' | 'since' | 'state'>;

/** When it was over, if anything says so. */
function endOf({ read, at, zone }: { read: (field: Field) => Told | undefined; at: number; zone: string }): number | undefined {
	const end = read('closed') ?? read('updated');
	// A day without an hour begins at midnight, before what was reported and mended on that day.
	return end?.day && dayIn(zone, end.at) === dayIn(zone, at) ? at : end?.at;
}

function overOf(until: number | undefined, { at, state, clock }: { at: number; state: State; clock: Clock }): Dates | Refused {
	if (until === undefined) return { refused: 'it is over, but nothing says since when' };
	if (until < at) return { refused: 'it ended before it was reported' };
	if (until > clock.now) return { refused: 'it ends in the future' };
	const over = state === 'fixed' && until < clock.now - clock.windowDays * dayMs ? 'closed' : state;
	return { at, until, since: until, state: over };
}

/** Their dates, in an order that can be true. What was fixed longer ago than anybody may object is closed. */
function datesOf(said: Said, { reading, state, clock }: { reading: Reading; state: State; clock: Clock }): Dates | Refused {
	const read = (field: Field): Told | undefined => momentIn(said(field), { dates: reading.dates, zone: clock.zone });
	const wrong = (['reported', 'closed', 'updated'] as const).find((field) => said(field) !== '' && !read(field));
	if (wrong) return { refused: `"${said(wrong)}" is no date, or one whose day and month could change places (say "dates": "dmy" or "mdy")` };
	const at = read('reported')?.at;
	if (at === undefined) return { refused: 'it does not say when it was reported' };
	if (at > clock.now) return { refused: 'it was reported in the future' };
	if (!isOpen(state)) return overOf(endOf({ read, at, zone: clock.zone }), { at, state, clock });
	return { at, until: null, since: Math.max(at, Math.min(read('updated')?.at ?? at, clock.now)), state };
}

const emailLike = /^[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+$/;
const phoneLike = /^[+\d][\d ()-]{5,24}$/;

/** Who reported, as far as it is somebody who could be reached. */
function personOf(said: Said): Pick<Ticket, 'name' | 'email' | 'phone'> {
	const [email, phone] = [said('email'), said('phone').replaceAll(/[./]/g, ' ')];
	return {
		name: said('name').slice(0, 120) || null,
		email: emailLike.test(email) && email.length <= 200 ? email : null,
		phone: phoneLike.test(phone) ? phone : null,
	};
}

/** What is meant by what they say, or why that cannot be said. */
function meaning<T>(said: string, meant: T | null | undefined, what: string): { meant: T } | Refused {
	if (meant === undefined) return { refused: `the mapping does not know the ${what} "${said}"` };
	return meant === null ? { refused: `the mapping leaves the ${what} "${said}" out` } : { meant };
}

const photosIn = (text: string): string[] => [...new Set(text.match(/https?:\/\/[^\s"'<>|;,\\]{3,990}/g) ?? [])].slice(0, 5);

/** What a row says as a ticket of ours, or why it cannot be one. */
export function ticketOf({ file, line, fields }: Row & { file: number }, reading: Reading, clock: Clock): Ticket | Refused {
	const said: Said = (field) => fields[reading.column(field) ?? ''] ?? '';
	const number = said('number');
	if (number === '' || number.length > 60) return { refused: 'it has no number, or one of more than 60 characters' };
	const state = meaning(said('status'), reading.stateOf(said('status')), 'state');
	if ('refused' in state) return state;
	const mode = meaning(said('category'), reading.modeOf(said('category')), 'category');
	if ('refused' in mode) return mode;
	const place = placeOf(said);
	if ('refused' in place) return place;
	const dates = datesOf(said, { reading, state: state.meant, clock });
	if ('refused' in dates) return dates;
	const rest = { words: said('words').slice(0, 4000), language: said('language') || null, photos: photosIn(said('photos')) };
	return { file, line, number, mode: mode.meant, ...place, ...dates, ...personOf(said), ...rest };
}

const hashed = (it: unknown): string => createHash('sha256').update(JSON.stringify(it)).digest('base64url');

/** Hashes by which a ticket is known to be as it was: of where, when and of what it tells, and of all of it. */
export function hashesOf({ file: _, line: __, ...it }: Ticket): { place: string; content: string } {
	return { place: hashed([it.mode, it.lon, it.lat, it.accuracy, it.asset, it.at]), content: hashed(it) };
}
