import { readFileSync, writeFileSync } from 'node:fs';
import { first, type Text } from './texts.ts';
import type { Translated } from './xliff.ts';

/** What became of the texts that came back. */
export interface TakenIn {
	readonly changed: readonly string[];
	readonly same: number;
	/** Texts that were not taken, each with the reason. */
	readonly refused: readonly { readonly id: string; readonly reason: string }[];
}

const holesOf = (text: string): string => [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort().join(', ');

/** Why a translation cannot be taken; null where it can. */
export function wrongWith({ source, target }: Pick<Translated, 'source' | 'target'>): string | null {
	const [wanted, has] = [holesOf(source), holesOf(target)];
	if (wanted !== has) return `it must leave open {${wanted}}, and leaves open {${has}}`;
	for (const [, branches = ''] of target.matchAll(/\{\w+\|([^}]*)\}/g))
		if (!branches.split('|').some((branch) => branch.startsWith('other:'))) return 'its numbers have no branch "other:"';
	return null;
}

/** A text as it is written in our code. */
function literal(text: string): string {
	if (text.includes('\n')) return `\`${text.replace(/[\\`]|\$\{/g, '\\$&')}\``;
	return `'${text.replace(/['\\]/g, '\\$&')}'`;
}

function judge(text: Text | undefined, it: Translated): string | null {
	if (!text) return 'there is no such text any more';
	if (text.in[first]?.text !== it.source) return 'the English text has changed since';
	if (!text.in[it.language]) return `this text is not written in ${it.language}`;
	return wrongWith(it);
}

type Edits = Map<string, { from: number; to: number; text: string }[]>;

function write(edits: Edits): string[] {
	for (const [file, all] of edits) {
		let code = readFileSync(file, 'utf8');
		// from the end, so that the places before keep where they are
		for (const { from, to, text } of all.sort((a, b) => b.from - a.from)) code = code.slice(0, from) + text + code.slice(to);
		writeFileSync(file, code);
	}
	return [...edits.keys()];
}

/** Writes translations into the code, each at its place; what does not fit is left out with its reason. */
export function takeIn(texts: readonly Text[], translated: readonly Translated[]): TakenIn {
	const known = new Map(texts.map((it) => [it.id, it]));
	const refused: { id: string; reason: string }[] = [];
	const edits: Edits = new Map();
	let same = 0;
	for (const it of translated) {
		const text = known.get(it.id);
		const reason = judge(text, it);
		const present = text?.in[it.language];
		if (reason !== null || !present) refused.push({ id: it.id, reason: reason ?? '' });
		else if (present.text === it.target) same += 1;
		else edits.set(present.place.file, [...(edits.get(present.place.file) ?? []), { ...present.place, text: literal(it.target) }]);
	}
	return { changed: write(edits), same, refused };
}
