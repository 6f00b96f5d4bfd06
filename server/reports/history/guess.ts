import type { State } from '../../faults/contract.ts';
import { catalogue } from '../../municipality/index.ts';
import { type Field, fields, type Mapping, plain } from './mapping.ts';
import type { Row } from './records.ts';
import { momentIn } from './ticket.ts';

/** Names under which exports usually have what we look for; those of GeoReport v2 come first. */
const usual: Readonly<Record<Field, readonly string[]>> = {
	number: [
		'service_request_id',
		'ticket',
		'ticket_number',
		'ticket_no',
		'reference',
		'reference_number',
		'ref',
		'ref_no',
		'case_number',
		'case_id',
		'request_id',
		'number',
		'id',
	],
	reported: [
		'requested_datetime',
		'reported',
		'reported_at',
		'date_reported',
		'created',
		'created_at',
		'date_created',
		'logged',
		'date_logged',
		'opened',
		'date_opened',
		'date',
	],
	closed: [
		'closed',
		'closed_at',
		'date_closed',
		'closed_date',
		'completed',
		'completed_at',
		'date_completed',
		'resolved',
		'resolved_at',
		'date_resolved',
		'finished',
	],
	updated: ['updated_datetime', 'updated', 'updated_at', 'date_updated', 'modified', 'last_modified', 'last_updated'],
	status: ['status', 'state', 'ticket_status', 'case_status'],
	category: ['service_name', 'category', 'fault_type', 'fault', 'problem', 'problem_type', 'complaint', 'complaint_type', 'type', 'service_code'],
	longitude: ['long', 'lon', 'lng', 'longitude', 'x'],
	latitude: ['lat', 'latitude', 'y'],
	accuracy: ['accuracy', 'accuracy_m', 'gps_accuracy'],
	asset: ['asset', 'asset_id', 'asset_number', 'asset_no', 'pole', 'pole_no', 'pole_number', 'light_id'],
	words: ['description', 'details', 'comments', 'comment', 'notes', 'message'],
	name: ['name', 'full_name', 'caller', 'caller_name', 'reporter', 'customer', 'customer_name', 'first_name'],
	email: ['email', 'e_mail', 'email_address', 'caller_email', 'customer_email'],
	phone: ['phone', 'phone_number', 'telephone', 'tel', 'mobile', 'cell', 'cell_no', 'cellphone', 'contact_number'],
	language: ['language', 'lang'],
	photos: ['media_url', 'photo', 'photos', 'photo_url', 'image', 'images', 'attachment', 'attachments'],
};

const bare = (name: string): string =>
	name
		.trim()
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '_')
		.replaceAll(/^_|_$/g, '');

/** Which column holds what, by the names that exports usually have. */
export function guessColumns(names: readonly string[]): Record<Field, string | null> {
	const byName = new Map(names.map((name) => [bare(name), name]));
	return Object.fromEntries(fields.map((field) => [field, byName.get(usual[field].find((it) => byName.has(it)) ?? '') ?? null])) as Record<
		Field,
		string | null
	>;
}

const states: readonly (readonly [RegExp, State])[] = [
	[/^(cancelled|canceled|invalid|rejected|spam|gekanselleer)\b/, 'rejected'],
	[/\b(not found|no fault|no_fault)/, 'no-fault-found'],
	[/\b(not ours|not council|not_council|referred|other authority)/, 'not-ours'],
	[/\b(no further action|no_further_action|cannot|declined)/, 'cannot-now'],
	[/\b(closed|completed?|resolved|done|finished|fixed|gesluit|afgehandel|voltooi|duplicate)\b/, 'closed'],
	[/\b(in progress|in_progress|started|on site|besig)\b/, 'in-progress'],
	[/\b(scheduled|planned|action_scheduled|geskeduleer)\b/, 'scheduled'],
	[/\b(on hold|waiting|pending|awaiting|wag)\b/, 'waiting'],
	[/\b(assigned|confirmed|investigating|toegewys)\b/, 'confirmed'],
	[/\b(open|new|logged|reported|received|registered|oop|nuut)\b/, 'reported'],
];

/** What a state of theirs means, by the words that such systems use. */
export const guessState = (said: string): State | null => states.find(([words]) => words.test(plain(said)))?.[1] ?? null;

const small = new Set(['the', 'a', 'an', 'is', 'of', 'on', 'in', 'not', 'no', 'and', 'or', 'my', 'n', 'die', 'nie']);
const stem = (word: string): string => word.replace(/(ing|ed|es|s)$/, '');
const wordsOf = (text: string): Set<string> =>
	new Set(
		text
			.toLowerCase()
			.split(/[^\p{L}\p{N}]+/u)
			.filter((it) => it !== '' && !small.has(it))
			.map(stem),
	);

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
	const common = [...a].filter((it) => b.has(it)).length;
	return common === 0 ? 0 : common / (a.size + b.size - common);
}

const titled = [...catalogue.modes.values()].map(({ mode }) => ({
	code: mode.code,
	titles: [...Object.values(mode.title), ...Object.values(mode.works), mode.code].map(wordsOf),
}));

/** The failure mode whose title says most nearly the same as a category of theirs; null where none is near, or two are as near. */
export function guessMode(said: string): string | null {
	if (catalogue.modes.has(said.trim())) return said.trim();
	const wanted = wordsOf(said);
	const [best, next] = titled
		.map(({ code, titles }) => ({ code, near: Math.max(...titles.map((it) => likeness(wanted, it))) }))
		.sort((a, b) => b.near - a.near);
	return best && best.near >= 0.5 && best.near > (next?.near ?? 0) ? best.code : null;
}

/** How often each value of a column occurs, the most frequent first. */
export type Counted = ReadonlyMap<string, number>;

/** What there is in an export, as far as a mapping must know. */
export interface Survey {
	rows: number;
	names: readonly string[];
	columns: Record<Field, string | null>;
	states: Counted;
	categories: Counted;
	hosts: Counted;
	dates: Mapping['dates'];
}

/** More different values than this are no list of states or categories. */
const most = 500;

function tally(map: Map<string, number>, value: string): void {
	if (value !== '' && (map.has(value) || map.size < most)) map.set(value, (map.get(value) ?? 0) + 1);
}

const hostsIn = (text: string): string[] => (text.match(/https?:\/\/[^/\s"'<>|;,]+/g) ?? []).filter((it) => URL.canParse(it)).map((it) => new URL(it).hostname);

/** What has been seen of an export so far. */
function counting(given: Mapping | undefined) {
	const names = new Set<string>();
	const [status, category, hosts] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
	const orders = { dmy: 0, mdy: 0 };
	let columns = guessColumns([]);
	const learn = (said: Row['fields']): void => {
		const before = names.size;
		for (const name of Object.keys(said)) names.add(name);
		if (names.size > before) columns = { ...guessColumns([...names]), ...given?.columns };
	};
	const see = (said: Row['fields']): void => {
		learn(said);
		const value = (field: Field): string => said[columns[field] ?? ''] ?? '';
		tally(status, value('status'));
		tally(category, value('category'));
		for (const host of hostsIn(value('photos'))) tally(hosts, host);
		for (const it of ['dmy', 'mdy'] as const) if (momentIn(value('reported'), { dates: it, zone: 'UTC' })) orders[it] += 1;
	};
	return { see, orders, found: () => ({ names: [...names], columns, states: status, categories: category, hosts }) };
}

/** Looks through an export: which columns, states, categories and websites there are, and in what order dates are written. */
export async function survey(rows: AsyncIterable<Row>, given?: Mapping): Promise<Survey> {
	const { see, orders, found } = counting(given);
	let count = 0;
	for await (const { fields: said } of rows) {
		count += 1;
		see(said);
	}
	const dates = orders.dmy === orders.mdy ? null : orders.dmy > orders.mdy ? 'dmy' : 'mdy';
	return { rows: count, dates, ...found() };
}

/** A mapping to be corrected: all that was guessed, and null where nothing could be. What a given one says stays. */
export function draftMapping(it: Survey, source: string, given?: Mapping): Mapping {
	const guessed = <T>(values: Counted, guess: (said: string) => T): Record<string, T> =>
		Object.fromEntries([...values.keys()].map((said) => [said, guess(said)]));
	return {
		source: given?.source ?? source,
		columns: it.columns,
		dates: given?.dates ?? it.dates,
		states: { ...guessed(it.states, guessState), ...given?.states },
		categories: { ...guessed(it.categories, guessMode), ...given?.categories },
		method: given?.method ?? 'map-click',
		accuracy: given?.accuracy ?? null,
		photoHosts: given?.photoHosts ?? [],
		basis: given?.basis ?? null,
	};
}
