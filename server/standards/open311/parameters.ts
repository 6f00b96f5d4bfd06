import type { Request } from 'express';
import * as z from 'zod/mini';
import { dayIn, momentOf } from '../../maths/zones.ts';
import { parseInput } from '../../platform/input.ts';
import { missing, wrong } from './errors.ts';

/** All that was sent with a request, whether in its address or its body: parameters in the order of arrival, attributes apart. */
export interface Parameters {
	/** The first value that is not empty. */
	get: (name: string) => string | undefined;
	/** All values that are not empty. */
	list: (name: string) => string[];
	/** Values of `attribute[code]`, with or without `[]`. */
	attributes: ReadonlyMap<string, readonly string[]>;
}

const Anything = z.record(z.string(), z.any());

const texts = (it: unknown): string[] => {
	if (Array.isArray(it)) return it.flatMap(texts);
	return typeof it === 'string' || typeof it === 'number' || typeof it === 'boolean' ? [String(it)] : [];
};

const given = (it: unknown): string[] => texts(it).filter((text) => text.trim() !== '');

/** `attribute[code]`, `attribute[code][]` as they stand in forms, or an object as JSON and multipart bodies give it. */
function attributesOf(all: Record<string, unknown>): Map<string, string[]> {
	const found = new Map<string, string[]>();
	const add = (code: string, value: unknown): void => void found.set(code, [...(found.get(code) ?? []), ...given(value)]);
	for (const [name, value] of Object.entries(all)) {
		const code = /^attributes?\[([^[\]]{1,200})\](?:\[\d*\])?$/.exec(name)?.[1];
		if (code !== undefined) add(code, value);
		else if (/^attributes?$/.test(name) && typeof value === 'object' && value !== null && !Array.isArray(value))
			for (const [inner, of] of Object.entries(value)) add(inner, of);
	}
	return found;
}

/** Reads what was sent; text that cannot be kept is refused. */
export function parametersOf({ query, body }: Request): Parameters {
	const sent = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
	const all = parseInput(Anything, { ...query, ...sent }) as Record<string, unknown>;
	const list = (name: string): string[] => [...given(all[name]), ...given(all[`${name}[]`])];
	return { list, get: (name) => list(name)[0], attributes: attributesOf(all) };
}

/** Values divided by commas. */
export const listed = (it: Parameters, name: string): string[] =>
	it
		.list(name)
		.flatMap((text) => text.split(','))
		.map((text) => text.trim())
		.filter(Boolean);

/** A parameter that must be there. */
export function needed(it: Parameters, name: string): string {
	const value = it.get(name);
	if (value === undefined) throw missing(name);
	return value;
}

/** A number between two others. */
export function numberIn(it: Parameters, name: string, { from, to }: { from: number; to: number }): number | undefined {
	const text = it.get(name)?.trim();
	if (text === undefined) return undefined;
	const value = /^[+-]?\d{1,12}(\.\d{0,30})?$/.test(text) ? Number(text) : Number.NaN;
	if (!(value >= from && value <= to)) throw wrong(name, `is no number from ${from} to ${to}`);
	return value;
}

/** A whole number between two others. */
export function countIn(it: Parameters, name: string, range: { from: number; to: number }): number | undefined {
	const value = numberIn(it, name, range);
	if (value !== undefined && !Number.isInteger(value)) throw wrong(name, 'is no whole number');
	return value;
}

const shape = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i;

/** A W3C date and time; without a zone it is meant where the municipality is. */
export function timeOf(it: Parameters, name: string, zone: string): Date | undefined {
	// A plus that was not escaped arrives as a space.
	const text = it
		.get(name)
		?.trim()
		.replace(/ (\d\d:?\d\d)$/, (whole, offset) => (/T/i.test(it.get(name) ?? '') ? `+${offset}` : whole));
	if (text === undefined) return undefined;
	const [, year, month, day, hour = '00', minute = '00', second = '00', offset] = shape.exec(text) ?? [];
	const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
	const shown = new Date(iso);
	const right = year !== undefined && Number.isFinite(shown.getTime()) && shown.toISOString().startsWith(`${year}-${month}-${day}`);
	if (!right || Number(year) < 1900 || Number(year) > 2200) throw wrong(name, 'is no date and time such as 2026-11-22T17:17:17Z');
	if (offset === undefined)
		return new Date(momentOf(zone, Math.floor(shown.getTime() / 86_400_000), Number(hour) * 60 + Number(minute)) + Number(second) * 1000);
	if (/z/i.test(offset)) return shown;
	const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? [];
	return new Date(shown.getTime() - Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000);
}

export interface Span {
	from: Date;
	to: Date;
}

const longest = 90 * 86_400_000;

/** A span of time of at most 90 days; where an end is left open it is as far away as it may be, and never after now. */
export function spanOf(it: Parameters, names: readonly [string, string], { now, zone }: { now: Date; zone: string }): Span {
	const from = timeOf(it, names[0], zone);
	const to = timeOf(it, names[1], zone);
	if (from && to && to < from) throw wrong(names[1], `lies before ${names[0]}`);
	if (from && to && to.getTime() - from.getTime() > longest) throw wrong(names[0], `and ${names[1]} lie more than 90 days apart`);
	if (from) return { from, to: to ?? new Date(from.getTime() + longest) };
	const end = to ?? now;
	return { from: new Date(end.getTime() - longest), to: end };
}

/** The local days that a span touches, whole: from the beginning of the first to that of the day after the last. */
export const wholeDays = ({ from, to }: Span, zone: string): { from: Date; before: Date } => ({
	from: new Date(momentOf(zone, dayIn(zone, from.getTime()), 0)),
	before: new Date(momentOf(zone, dayIn(zone, to.getTime()) + 1, 0)),
});
