import { inLanguage } from './catalogue.ts';
import type { HandOver } from './contract.ts';
import type { Authority, Town } from './town.ts';

interface About {
	/** As the register writes it. */
	owner?: string | undefined;
	mode: string;
	/** Name of the ward. */
	ward: string | null;
	language: string;
}

const holdsIn = (codes: readonly string[], { wards }: Town, name: string | null): boolean =>
	codes.length === 0 || wards.some((it) => it.name === name && codes.includes(it.code));

/** Who else looks after a thing, by its owner, or after a trouble in a ward; null where the municipality does. */
export function authorityOf(town: Town, { owner, mode, ward, language }: About): HandOver | null {
	const it =
		town.authorities.find(({ owners }) => owner !== undefined && owners.includes(owner)) ??
		town.authorities.find(({ modes, wards }) => modes.includes(mode) && holdsIn(wards, town, ward));
	return it ? reached(it, language) : null;
}

/** An authority by its code, where it still is one. */
export function authorityBy(town: Town, code: string, language: string): HandOver | null {
	const it = town.authorities.find((known) => known.code === code);
	return it ? reached(it, language) : null;
}

function reached(it: Authority, language: string): HandOver {
	const { code, phone, email, url } = it;
	return { code, name: inLanguage(it.name, language), words: inLanguage(it.words, language), phone, email, url };
}
