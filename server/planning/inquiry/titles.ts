import { type Context, catalogue, inLanguage } from '../../municipality/index.ts';
import type { Text } from '../reports/index.ts';
import type { Field } from './tables.ts';
import { words } from './words.ts';

/** Says a text of ours in a language, with what it leaves open. */
export const sayer =
	(language: string) =>
	(text: Text, holes: Readonly<Record<string, string>> = {}): string =>
		Object.entries(holes).reduce((said, [hole, value]) => said.replace(`{${hole}}`, value), inLanguage(text, language));

export interface Titled {
	id: string;
	title: string;
}

const classTitles = (language: string): Titled[] => catalogue.classes.map(({ id, title }) => ({ id, title: inLanguage(title, language) }));
const modeTitles = (language: string): Titled[] =>
	[...catalogue.modes.values()].map(({ mode }) => ({ id: mode.code, title: inLanguage(mode.works, language) }));

/** Materials as the asset classes name them; one word for each id, whichever class says it first. */
function materialTitles(language: string): Titled[] {
	const choices = catalogue.classes.flatMap((it) => it.attributes.find((attribute) => attribute.id === 'material')?.choices ?? []);
	return [...new Map(choices.map(({ id, title }) => [id, { id, title: inLanguage(title, language) }])).values()];
}

/** The values a field can have, where they are few and known. */
export function valueTitles({ column }: Field, language: string): Titled[] | undefined {
	if (column === 'class') return classTitles(language);
	if (column === 'failure_mode') return modeTitles(language);
	return column === 'material' ? materialTitles(language) : undefined;
}

/** A value of a group as people read it. */
export function valueTitle(field: Field, value: string | null, language: string): string {
	const say = sayer(language);
	if (value === null) return say(words.nothing);
	if (field.type === 'boolean') return say(value === 'true' ? words.yes : words.no);
	return valueTitles(field, language)?.find((it) => it.id === value)?.title ?? value;
}

/** What a group's column is called: dates say which piece of the calendar. */
export function groupTitle(field: Field, piece: 'month' | 'quarter' | 'year' | 'weekday' | undefined, language: string): string {
	const say = sayer(language);
	return piece ? say(words[piece], { field: say(field.title) }) : say(field.title);
}

/** On what rows of a field are drawn, if they can be. */
export function drawnBy({ alias, column }: Field): 'ward' | 'suburb' | 'hex' | 'zone' | undefined {
	if (alias === 'ward') return column === 'population' ? undefined : 'ward';
	return (['suburb', 'hex', 'zone'] as const).find((part) => part === column);
}

/** The ward of a name or a code, the suburb of a name, a hexagon or a zone, as their shapes are keyed. */
export function placeKey({ town }: Pick<Context, 'town'>, field: Field, value: string | null): string | null {
	const by = drawnBy(field);
	if (value === null || by === undefined) return null;
	if (by === 'ward') return town.wards.find((it) => (field.column === 'code' ? it.code : it.name) === value)?.id.toString() ?? null;
	return by === 'suburb' ? (town.suburbs.find(({ name }) => name === value)?.id.toString() ?? null) : value;
}
