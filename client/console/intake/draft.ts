import { computed, signal } from '@preact/signals';
import type * as z from 'zod/mini';
import { degreesWritten } from '../../../server/maths/coordinate-systems.ts';
import type { Service } from '../../../server/municipality/contract.ts';
import type { Earlier } from '../../../server/reports/calls/contract.ts';
import type { createReport, Ticket } from '../../../server/reports/contract.ts';
import type { Draft as Message } from '../../../server/reports/drafts/contract.ts';
import { language } from '../../i18n/language.ts';
import { services } from '../facts.ts';

/** Where the trouble is, and how the place was found. */
export interface Place {
	lon: number;
	lat: number;
	method: 'address' | 'asset-click' | 'map-click' | 'gnss' | 'photo';
	zoom?: number;
	/** Metres, of a position that was read out. */
	accuracy?: number;
	title: string;
}

/** A call or a visit as far as it has been taken down. It stays while one looks at something else in the console. */
export interface Draft {
	channel: 'phone' | 'walk-in';
	/** The mail or message it is made of, if it is not told. */
	from: Message | null;
	mode: string;
	place: Place | null;
	/** Reference of the asset it is about; `none`: none of these; null: not said. */
	asset: string | null;
	words: string;
	answers: Readonly<Record<string, string>>;
	name: string;
	phone: string;
	email: string;
	language: string;
	/** Whether the caller agreed that we keep how they are reached: asked now, or when they reported before. */
	agreed: 'asked' | 'earlier' | 'no' | null;
	agreedAt: string | null;
	/** Sent twice it is taken once. */
	key: string;
}

/** Also where the page is not served securely and `randomUUID` is missing. */
const newKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const empty = (channel: Draft['channel']): Draft => ({
	channel,
	from: null,
	mode: '',
	place: null,
	asset: null,
	words: '',
	answers: {},
	name: '',
	phone: '',
	email: '',
	language: language.peek(),
	agreed: null,
	agreedAt: null,
	key: newKey(),
});

export const draft = signal<Draft>(empty('phone'));

/** The ticket of the report that was just taken, and what was said for it. */
export interface Taken {
	ticket: Ticket;
	said: Draft;
}

/** The last ticket, to be read out. */
export const taken = signal<Taken | null>(null);
/** What the caller reported before. */
export const earlier = signal<readonly Earlier[]>([]);

/** Whether anything is known of who calls. */
export const hasContact = ({ name, phone, email }: Draft): boolean => [name, phone, email].some((it) => it.trim() !== '');

/** What kind of trouble it is. */
export const service = computed<Service | null>(() => services.value.find(({ mode }) => mode === draft.value.mode) ?? null);

/** Takes down a part. */
export const write = (part: Partial<Draft>): void => {
	draft.value = { ...draft.peek(), ...part };
};

/** Takes down what a message says, instead of a caller. */
export function beginFrom(it: Message): void {
	const { place, asset } = it;
	const method = place?.placed === 'asset' ? 'asset-click' : place?.placed === 'photo' ? 'photo' : 'address';
	taken.value = null;
	earlier.value = [];
	draft.value = {
		...empty(draft.peek().channel),
		from: it,
		mode: it.mode ?? '',
		place: place && { lon: place.lon, lat: place.lat, method, title: asset ?? degreesWritten(place.lon, place.lat) },
		asset,
		words: it.words,
		name: it.name ?? '',
		phone: it.phone ?? '',
		email: it.email ?? '',
		language: it.language,
	};
}

/** The next caller: the last ticket stays to be seen. */
export function beginAnew(ticket: Ticket, said: Draft): void {
	draft.value = empty(said.channel);
	earlier.value = [];
	taken.value = { ticket, said };
}

/** What was said once more, after its report was taken back. */
export function beginAgain(said: Draft): void {
	draft.value = { ...said, key: newKey() };
	taken.value = null;
}

type Question = Service['questions'][number];

/** The questions that are to be asked after the answers so far. */
export const toAsk = (questions: readonly Question[], answers: Draft['answers']): Question[] =>
	questions.filter(({ when }) => !when || answers[when.question] === when.is);

/** Whether the trouble is an emergency by its kind or by an answer. */
export const isEmergency = (it: Service | null, answers: Draft['answers']): boolean =>
	it !== null && (it.emergency || toAsk(it.questions, answers).some(({ id, emergencyIf }) => emergencyIf?.includes(answers[id] ?? '') ?? false));

/** What is sent: only what was said. */
export function reportOf(it: Draft, place: Place): z.input<typeof createReport.input> {
	const { lon, lat, method, zoom, accuracy } = place;
	const asked = toAsk(service.peek()?.questions ?? [], it.answers).map(({ id }) => id);
	const kept = it.from !== null || it.agreed !== 'no';
	const said = Object.fromEntries(Object.entries({ name: it.name, phone: it.phone, email: it.email }).filter(([, words]) => kept && words.trim()));
	return {
		mode: it.mode,
		lon,
		lat,
		method,
		pointer: 'mouse',
		...(zoom !== undefined && { zoom }),
		...(accuracy !== undefined && { accuracy }),
		...(it.asset !== null && it.asset !== 'none' && { asset: it.asset }),
		noneOfThese: it.asset === 'none',
		words: it.words,
		answers: Object.fromEntries(Object.entries(it.answers).filter(([id, answer]) => asked.includes(id) && answer)),
		...said,
		language: it.language,
		channel: it.channel,
		...(kept && it.agreed && it.agreed !== 'no' && { agreed: it.agreed }),
	};
}
