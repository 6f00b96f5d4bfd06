import { signal } from '@preact/signals';
import { readAuthorities } from '../../../server/exchange/contract.ts';
import { call } from '../../api/call.ts';
import { theTown } from '../../api/town.ts';
import { text } from '../../i18n/text.ts';
import type { Option } from '../../ui/select.tsx';
import { layers } from '../facts.ts';

/** Other authorities, once they are known. */
export const authorities = signal<readonly { code: string; name: Record<string, string> }[]>([]);

/** Asks who else looks after things here; without an answer codes stand for names. */
export async function learnAuthorities(): Promise<void> {
	const answer = await call(readAuthorities, {}).catch(() => ({ authorities: [] }));
	authorities.value = answer.authorities.filter(({ away }) => !away);
}

/** Wards, classes and authorities by their names; codes where they are no more. */
export const wardName = (code: string): string => theTown().wards.find((it) => it.code === code)?.name ?? code;
export const className = (id: string): string => layers.value.find((it) => it.id === id)?.title ?? id;
export const authorityName = (code: string): string => text(authorities.value.find((it) => it.code === code)?.name) || code;

type Attribute = (typeof layers.value)[number]['attributes'][number];

/** An attribute of any class by its id. */
export const attributeOf = (id: string): Attribute | undefined => layers.value.flatMap((it) => it.attributes).find((it) => it.id === id);
export const attributeName = (id: string): string => attributeOf(id)?.title ?? id;

/** All attributes of the classes that a rule asks for, or of all. */
export function attributeOptions(classes: readonly string[]): Option[] {
	const asked = layers.value.filter(({ id }) => classes.length === 0 || classes.includes(id));
	const known = new Map(asked.flatMap((it) => it.attributes).map(({ id, title }) => [id, title]));
	return [...known].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label));
}
