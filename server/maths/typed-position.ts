import { isFullPlusCode, isShortPlusCode } from './plus-code.ts';
import { degreesOf, groupedNumber, type Run, type Typed, takenApart, typewritten } from './typed-numbers.ts';

/** One way to understand what was typed. Which of them is meant, the municipality's box decides. */
export type Reading =
	| { readonly kind: 'degrees'; readonly lat: number; readonly lon: number }
	| {
			readonly kind: 'metres';
			/** Systems that were named, by their EPSG numbers; null: none was. */
			readonly srids: readonly number[] | null;
			readonly pair: readonly [number, number];
			/** What the two were called: x and y, easting and northing, westing and southing; null: nothing. */
			readonly axes: 'xy' | 'en' | 'ws' | null;
	  }
	| { readonly kind: 'plus-code'; readonly code: string /** The town or suburb beside a short code. */; readonly beside: string };

interface System {
	readonly srids: readonly number[];
	/** What was typed without the system's name. */
	readonly rest: string;
}

const bands = [15, 17, 19, 21, 23, 25, 27, 29, 31, 33];
/** The South African band of a central meridian on the Hartebeesthoek94 datum (EPSG:2046–2055), or on the Cape datum (EPSG:22275–22293). */
const bandSrid = (meridian: number, cape: boolean): number => (cape ? 22_260 + meridian : 2046 + (meridian - 15) / 2);

const capeWords = /\b(?:cape|kaap|clarke)(?:\s*datum)?\b/g;
const datumWords = /\b(?:hartebeesthoek\s*(?:19)?94|hbk\s*94|h94|wgs\s*84)\b/g;
const bandName = /\b(?:lo|wg)\s*\.?\s*(\d{2}(?!\d|[.,]\d))?°?(?=[\s:;,/=]|$)/;
const utmName = /\b(?:utm\s*(?:zone|sone)?|zone|sone)\s*(\d{1,2})\s*(?:°|\b)?\s*(south|north|suid|noord|[c-hj-np-x](?![a-z]))?/;
const gridZone = /^(\d{1,2})\s?([c-hj-np-x])\s+(?=[-+\d]|e\s)/;
const epsgName = /\b(?:epsg|esri)\s*:{0,2}\s*(\d{4,6})\b/;

const without = (text: string, found: string): string => text.replace(found, ' ').replace(/^[\s:;,=/]+/, '');

function bandOf(text: string): System | undefined {
	const plain = text.replace(datumWords, ' ');
	const named = plain.replace(capeWords, ' ');
	const [found, meridian] = bandName.exec(named) ?? [];
	if (found === undefined) return undefined;
	const cape = named !== plain;
	if (meridian === undefined) return { srids: bands.map((it) => bandSrid(it, cape)), rest: without(named, found) };
	return bands.includes(Number(meridian)) ? { srids: [bandSrid(Number(meridian), cape)], rest: without(named, found) } : undefined;
}

/** "34S" is written for the southern half as well as for the band S, which lies north of the equator. */
function utmOf(text: string): System | undefined {
	const [found, zone = '', half = ''] = utmName.exec(text) ?? gridZone.exec(text) ?? [];
	const number = Number(zone);
	if (found === undefined || number < 1 || number > 60) return undefined;
	const south = half === '' || half === 's' || /^(south|suid|[c-m])/.test(half);
	const north = half === '' || half === 's' || /^(north|noord|[n-x]$)/.test(half);
	return { srids: [...(south ? [32_700 + number] : []), ...(north ? [32_600 + number] : [])], rest: without(text, found) };
}

function epsgOf(text: string): System | undefined {
	const [found, number] = epsgName.exec(text) ?? [];
	return found === undefined ? undefined : { srids: [Number(number)], rest: without(text, found) };
}

type Axis = 'lat' | 'lon';
const axisOf: Readonly<Record<string, Axis>> = {
	...{ n: 'lat', s: 'lat', lat: 'lat', latitude: 'lat', north: 'lat', south: 'lat', noord: 'lat', suid: 'lat' },
	...{ e: 'lon', w: 'lon', o: 'lon', lon: 'lon', lng: 'lon', long: 'lon', longitude: 'lon', east: 'lon', west: 'lon', oos: 'lon', wes: 'lon' },
};
const negative = /^(s|w|south|west|suid|wes)$/;
const hemisphere = /^(n|s|e|w|o|north|south|east|west|noord|suid|oos|wes)$/;

interface Angle {
	value: number;
	axis: Axis | null;
	/** Whether neither a sign nor a hemisphere says on which side of zero it is. */
	bare: boolean;
}

/** Degrees of a run with the axis that its words name. A hemisphere's letter gives the sign. */
function angleOf({ numbers, words }: Run): Angle | undefined {
	const size = degreesOf(numbers);
	const axes = new Set(words.map((it) => axisOf[it] ?? 'unknown'));
	if (size === undefined || axes.size > 1 || axes.has('unknown')) return undefined;
	const [axis = null] = axes as Set<Axis>;
	const bare = !/^[-+]/.test(numbers[0] ?? '') && !words.some((it) => hemisphere.test(it));
	return { value: words.some((it) => negative.test(it)) ? -Math.abs(size) : size, axis, bare };
}

const halves = (numbers: readonly string[], at: number): readonly Run[] => [
	{ numbers: numbers.slice(0, at), words: [] },
	{ numbers: numbers.slice(at), words: [] },
];

/** Whether the first of two angles is the latitude: as told, else both ways are tried. */
function latitudeFirst(a: Angle, b: Angle, ahead: readonly string[]): boolean[] {
	const told = a.axis ?? (b.axis === null ? axisOf[ahead[0] ?? ''] : b.axis === 'lat' ? 'lon' : 'lat');
	return told === undefined ? [true, false] : [told === 'lat'];
}

/** South of the equator and west of Greenwich the sign is often left out; what is nearer to what was typed comes first. */
const withSigns = ({ lat, lon }: { lat: number; lon: number }, bare: boolean): { lat: number; lon: number }[] => [
	{ lat, lon },
	...(bare
		? [
				{ lat: -lat, lon },
				{ lat, lon: -lon },
				{ lat: -lat, lon: -lon },
			]
		: []),
];

/** A pair without words is split in the middle, "33 43 48 18 57 36" too. */
function degreesRead({ runs, ahead }: Typed): Reading[] {
	const [only] = runs;
	const half = (only?.numbers.length ?? 0) / 2;
	if (runs.length === 1 && (only?.words.length || half % 1)) return [];
	const [a, b] = (runs.length === 1 ? halves(only?.numbers ?? [], half) : runs).map(angleOf);
	if (!a || !b || (a.axis && a.axis === b.axis) || ahead.some((it) => !Object.hasOwn(axisOf, it))) return [];
	return latitudeFirst(a, b, ahead)
		.map((first) => (first ? { lat: a.value, lon: b.value } : { lat: b.value, lon: a.value }))
		.flatMap((it) => withSigns(it, a.bare && b.bare))
		.filter(({ lat, lon }) => Math.abs(lat) <= 90 && Math.abs(lon) <= 180)
		.map((it) => ({ kind: 'degrees', ...it }));
}

const axisNames: Readonly<Record<string, 'x' | 'y' | 'e' | 'n' | 'w' | 's'>> = {
	...{ x: 'x', y: 'y', e: 'e', n: 'n', easting: 'e', northing: 'n', east: 'e', north: 'n', oos: 'e', noord: 'n' },
	...{ w: 'w', s: 's', westing: 'w', southing: 's', west: 'w', south: 's', wes: 'w', suid: 's' },
};

/** The words of two runs name both numbers, in either order. */
function axesOf([a = '', b = '']: readonly string[]): { axes: 'xy' | 'en' | 'ws'; turned: boolean } | undefined {
	const pair = `${axisNames[a] ?? '?'}${axisNames[b] ?? '?'}`;
	for (const axes of ['xy', 'en', 'ws'] as const) {
		if (pair === axes) return { axes, turned: false };
		if (pair === axes.split('').reverse().join('')) return { axes, turned: true };
	}
	return undefined;
}

/** Where one run holds both numbers, every place at which it can be split into two numbers written in groups. */
const pairsIn = (numbers: readonly string[]): (readonly [number, number])[] =>
	numbers.slice(1).flatMap((_, at) => {
		const [a, b] = halves(numbers, at + 1).map((it) => groupedNumber(it.numbers));
		return a === undefined || b === undefined ? [] : [[a, b] as const];
	});

function metresRead({ runs, ahead }: Typed, srids: readonly number[] | null): Reading[] {
	const [first, second] = runs;
	if (!first) return [];
	if (!second) return ahead.length + first.words.length ? [] : pairsIn(first.numbers).map((pair) => ({ kind: 'metres', srids, pair, axes: null }));
	const named = first.words.length === 1 && second.words.length === 1 ? axesOf([...first.words, ...second.words]) : undefined;
	const [a, b] = [groupedNumber(first.numbers), groupedNumber(second.numbers)];
	if (!named || a === undefined || b === undefined) return [];
	return [{ kind: 'metres', srids, pair: named.turned ? [b, a] : [a, b], axes: named.axes }];
}

/** Metres are told from degrees by their size: no place here is less than a kilometre from both axes of its system. */
const isFar = (it: Reading): boolean => it.kind !== 'metres' || it.pair.some((metres) => Math.abs(metres) >= 1000);

function plusCodeRead(text: string): Reading[] {
	const [, code = '', beside = ''] = /^([a-z0-9]{0,8}\+[a-z0-9]{0,12})(?:[\s,]+(.{0,80}))?$/.exec(text) ?? [];
	const typed = code.toUpperCase();
	if (isFullPlusCode(typed)) return [{ kind: 'plus-code', code: typed, beside: '' }];
	return isShortPlusCode(typed) ? [{ kind: 'plus-code', code: typed, beside: beside.trim() }] : [];
}

/** The address of a place on a map, as it is passed on from telephones: latitude first. */
function addressRead(text: string): Reading[] {
	const [, lat, lon] = /(?:^geo:|[@=])(-?\d{1,2}(?:\.\d+)?)(?:,|%2c)(-?\d{1,3}(?:\.\d+)?)/.exec(text) ?? [];
	return lat === undefined ? [] : [{ kind: 'degrees', lat: Number(lat), lon: Number(lon) }];
}

const meanings = (typed: Typed, system: System | undefined): Reading[] =>
	system ? metresRead(typed, system.srids) : [...degreesRead(typed), ...metresRead(typed, null).filter(isFar)];

/** Systems of degrees that people name: WGS84, Hartebeesthoek94. */
const geographic = [4326, 4148];

function pairRead(text: string): Reading[] {
	const named = epsgOf(text) ?? bandOf(text) ?? utmOf(text);
	const system = named?.srids.some((it) => geographic.includes(it)) ? undefined : named;
	const rest = named?.rest ?? text.replace(datumWords, ' ');
	// "57,6" is one number, and only where that leads nowhere two.
	for (const decimal of [',', '.'] as const) {
		const parts = takenApart(rest, decimal);
		const read = parts ? meanings(parts, system) : [];
		if (read.length > 0) return read;
	}
	return [];
}

/**
 * All that a line of text can mean as a position: degrees in any usual form, metres in a named system or in none, a plus code, the address of a
 * place on a map. Nothing at all where it is something else, such as a street with a number.
 */
export function positionsRead(typed: string): Reading[] {
	const text = typewritten(typed);
	if (text.length > 200 || !/\d|\+/.test(text)) return [];
	if (/^(geo:|https?:)/.test(text)) return addressRead(text);
	const plus = plusCodeRead(text);
	return plus.length > 0 ? plus : pairRead(text);
}
