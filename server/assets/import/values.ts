import type { Attribute } from '../../../gis-layers/index.ts';

/** In which order day and month stand in dates such as 03/04/2019. */
export type DateOrder = 'dmy' | 'mdy';

/** What a field says once it is understood; or why it is not. */
export type Understood<T> = { readonly value: T | null } | { readonly wrong: string } | { readonly unknownDate: string };

const nothing = /^(|<?null>?|nil|n\/a|#n\/a|nan|-|\(null\))$/i;
/** What programs write for a day nobody knows. */
const unknownDays = /^(0+|9{4,}|0000-00-00|1899-12-3[01]|1900-01-0[01]|9999-\d\d-\d\d|1970-01-01T00:00:00(\.0+)?Z?)$/;
const yes = /^(1|true|yes|y|t|ja|ewe)$/i;
const no = /^(0|false|no|n|f|nee|hayi)$/i;
const [oldestYear, yearsAhead] = [1800, 2];
const longestText = 2000;
/** No number is longer; without this, patterns would take minutes over megabytes of digits. */
const longestNumber = 40;

/** Any field as tidy text: without the characters that no database takes, and without space around it. */
export function textOf(field: unknown): string {
	if (field === null || field === undefined) return '';
	const text = typeof field === 'object' ? JSON.stringify(field) : String(field);
	return text.replaceAll('\0', '').toWellFormed().trim();
}

const isNothing = (field: unknown): boolean => nothing.test(textOf(field));

function numberOf(text: string): Understood<number> {
	if (text.length > longestNumber) return { wrong: 'no number' };
	const plain = /^[-+]?\d+,\d+$/.test(text) ? text.replace(',', '.') : text.replaceAll(/[ \u00a0\u202f]/g, '');
	const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
	return Number.isFinite(value) ? { value } : { wrong: 'no number' };
}

function booleanOf(text: string): Understood<boolean> {
	if (yes.test(text)) return { value: true };
	return no.test(text) ? { value: false } : { wrong: 'neither yes nor no' };
}

const dayFrom = (year: number, month: number, day: number): string | undefined => {
	const it = new Date(Date.UTC(year, month - 1, day));
	return it.getUTCFullYear() === year && it.getUTCMonth() === month - 1 && it.getUTCDate() === day ? it.toISOString().slice(0, 10) : undefined;
};

/** Year, month and day of a date with the year at its end; undefined where the order cannot be known. */
function ordered(first: number, second: number, order: DateOrder | undefined): [month: number, day: number] | undefined {
	if (order ? order === 'mdy' : second > 12) return [first, second];
	return order || first > 12 || first === second ? [second, first] : undefined;
}

function writtenDay(text: string, order: DateOrder | undefined): string | undefined {
	const [, year, month, day] = /^(\d{4})[-/.]?(\d\d?)[-/.]?(\d\d?)(?:[T ].*)?$/.exec(text) ?? [];
	if (year !== undefined) return dayFrom(Number(year), Number(month), Number(day));
	const [, first, second, last] = /^(\d\d?)[-/. ](\d\d?)[-/. ](\d{4})(?: .*)?$/.exec(text) ?? [];
	const found = last === undefined ? undefined : ordered(Number(first), Number(second), order);
	return found && dayFrom(Number(last), ...found);
}

/** Esri servers write milliseconds since 1970 (also negative); a number of eight digits is a date without marks. */
function dayOfMilliseconds(text: string): string | undefined {
	if (!/^-?\d{9,14}$/.test(text)) return undefined;
	return new Date(Number(text)).toISOString().slice(0, 10);
}

/** A day as YYYY-MM-DD. A year alone counts from its first day. */
export function dayOf(field: unknown, order?: DateOrder): Understood<string> {
	if (isNothing(field)) return { value: null };
	const text = textOf(field);
	if (unknownDays.test(text)) return { unknownDate: text };
	const day = /^\d{4}(\.0+)?$/.test(text) ? `${text.slice(0, 4)}-01-01` : (dayOfMilliseconds(text) ?? writtenDay(text, order));
	if (day === undefined) return { wrong: order ? 'no date' : 'no date, or one whose day and month could change places (say --dates dmy or mdy)' };
	if (unknownDays.test(day)) return { unknownDate: text };
	const year = Number(day.slice(0, 4));
	return year < oldestYear || year > new Date().getUTCFullYear() + yearsAhead ? { wrong: 'not a likely date' } : { value: day };
}

/** A whole number from 1 to 5, as condition and criticality are graded. */
export function gradeOf(field: unknown): Understood<number> {
	if (isNothing(field)) return { value: null };
	const grade = numberOf(textOf(field));
	if (!('value' in grade) || grade.value === null) return { wrong: 'no grade from 1 to 5' };
	return Number.isInteger(grade.value) && grade.value >= 1 && grade.value <= 5 ? grade : { wrong: 'no grade from 1 to 5' };
}

/** Text of a length that a register has. */
export function shortText(field: unknown): Understood<string> {
	if (isNothing(field)) return { value: null };
	const text = textOf(field);
	return text.length > longestText ? { wrong: `longer than ${longestText} characters` } : { value: text };
}

/** The choice that is meant, by its id or its title in any language; else the text as it stands, which the register keeps. */
function choiceOf(text: string, attribute: Attribute): string {
	const wanted = text.toLowerCase();
	const found = attribute.choices?.find((it) => [it.id, ...Object.values(it.title)].some((name) => name.toLowerCase() === wanted));
	return found?.id ?? text;
}

/** What a field says about an attribute of a class. */
export function attributeValue(field: unknown, attribute: Attribute, order?: DateOrder): Understood<string | number | boolean> {
	if (isNothing(field)) return { value: null };
	if (attribute.kind === 'date') return dayOf(field, order);
	if (attribute.kind === 'number') return numberOf(textOf(field));
	if (attribute.kind === 'boolean') return booleanOf(textOf(field));
	const text = shortText(field);
	return attribute.kind === 'choice' && 'value' in text && text.value !== null ? { value: choiceOf(text.value, attribute) } : text;
}

const retired = /^(retired|removed|abandoned|decommissioned|disused|demolished|scrapped|out of service|inactive|gone|dead)$/i;
const planned = /^(planned|proposed|design(ed)?|future|under construction|construction)$/i;
const inService = /^(in[- ]service|in[- ]use|active|existing|operational|operating|working|current|live|in commission|commissioned)$/i;

/** Whether an asset is in service, by the words registers use for it. */
export function statusOf(field: unknown): Understood<'in-service' | 'retired'> & { readonly planned?: boolean } {
	if (isNothing(field)) return { value: null };
	const text = textOf(field);
	if (retired.test(text)) return { value: 'retired' };
	if (planned.test(text)) return { wrong: 'only planned', planned: true };
	return inService.test(text) ? { value: 'in-service' } : { wrong: 'no known word for in service or retired' };
}

/** `municipal` where the municipality itself is meant, which planning counts by; any other owner in small letters. */
export function ownerOf(field: unknown, municipality: string): Understood<string> {
	const text = shortText(field);
	if (!('value' in text) || text.value === null) return text;
	const name = text.value.toLowerCase();
	const own = /munici|munisi|masipala|council|^city|^town/.test(name) || municipality.toLowerCase().includes(name);
	return { value: own ? 'municipal' : name };
}
