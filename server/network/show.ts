import { catalogue, inLanguage } from '../municipality/index.ts';
import type { Isolation, Trace } from './contract.ts';
import type { LinesRow, PlaceRow, TapsRow, ValveRow } from './queries.ts';

type Lines = Trace['lines'];
type Taps = Trace['taps'];
type Place = Trace['sources'][number];

/** What an asset of a class is called: its class and its number. */
export const titleOf = (number: number, reference: string, language: string): string =>
	`${inLanguage(catalogue.byNumber.get(number)?.one ?? {}, language)} ${reference}`.trim();

export const placeView = ({ reference, class: number, street, lon, lat }: PlaceRow, language: string): Place => ({
	reference,
	title: titleOf(number, reference, language),
	street,
	lon,
	lat,
});

/** A valve with its size, in the words of its class. */
export function valveView(row: ValveRow, language: string): Isolation['close'][number] {
	const { attributes, turns } = row;
	const size = catalogue.byNumber.get(row.class)?.attributes.find(({ id }) => id === 'diameter');
	const diameter = attributes['diameter'];
	const known = size && (typeof diameter === 'number' || typeof diameter === 'string');
	return { ...placeView(row, language), turns, diameter: known ? `${diameter} ${size.unit ?? ''}`.trim() : null };
}

export const linesView = ({ some, ...row }: LinesRow, language: string): Lines => ({
	...row,
	some: some.map(({ class: number, ...line }) => ({ ...line, title: titleOf(number, line.reference, language) })),
});

/** What kind of place must not go without, in the words of its class. */
const kindWords = (number: number, kind: string, language: string): string => {
	const choices = catalogue.byNumber.get(number)?.attributes.flatMap((it) => it.choices ?? []) ?? [];
	const choice = choices.find(({ id }) => id === kind);
	return choice ? inLanguage(choice.title, language) : kind;
};

export const tapsView = ({ classes, customers, critical }: TapsRow, language: string): Taps => ({
	customers,
	classes: classes.flatMap(({ class: number, count }) => {
		const home = catalogue.byNumber.get(number);
		return home ? [{ class: home.id, title: inLanguage(home.title, language), count }] : [];
	}),
	critical: critical.map((it) => ({ ...placeView(it, language), kind: kindWords(it.class, it.kind, language) })),
});
