import type { AssetClass } from '../../../gis-layers/index.ts';
import type { FieldError } from '../../platform/problem.ts';
import { Problem } from '../../platform/problem.ts';
import { attributeValue } from '../import/values.ts';
import type { Attributes, Fields } from './contract.ts';

type Value = string | number | boolean | null;

/** What is told of one attribute: its value as the class knows it, or why it is none. */
function attributeTold(home: AssetClass, id: string, value: unknown): { value: Value } | { message: string } {
	const attribute = home.attributes.find((it) => it.id === id);
	if (!attribute) return { message: `This layer has no such attribute; it has: ${home.attributes.map((it) => it.id).join(', ')}.` };
	const found = attributeValue(value, attribute);
	if ('value' in found) return { value: found.value };
	return { message: 'wrong' in found ? `It is ${found.wrong}.` : `${found.unknownDate} means that the day is not known: send null.` };
}

/** Attributes as the class knows them, null for those to be taken away; a problem that names each one that is not understood. */
export function attributesTold(home: AssetClass, given: Attributes): Record<string, Value> {
	const told = Object.entries(given).map(([id, value]) => [id, attributeTold(home, id, value)] as const);
	const errors: FieldError[] = told.flatMap(([id, it]) => ('message' in it ? [{ path: `edit.attributes.${id}`, message: it.message }] : []));
	if (errors.length) throw new Problem('bad-input', undefined, { errors });
	return Object.fromEntries(told.flatMap(([id, it]) => ('value' in it ? [[id, it.value]] : [])));
}

/** What there is with what is told of it: null takes away, what is left out stays. */
export const withTold = (before: Readonly<Record<string, unknown>>, told: Readonly<Record<string, unknown>>): Record<string, unknown> =>
	Object.fromEntries(Object.entries({ ...before, ...told }).filter(([, value]) => value !== null));

const columns = {
	owner: 'owner',
	installedOn: 'installed_on',
	conditionGrade: 'condition_grade',
	conditionOn: 'condition_on',
	criticality: 'criticality',
	zone: 'zone',
	street: 'street',
	positionSdM: 'position_sd_m',
} as const satisfies Record<keyof Fields, string>;

/** The register's own fields that are told, by their columns. A day that does not exist is a problem that names it. */
export function fieldsTold(given: Fields): Record<string, unknown> {
	const told = Object.entries(given).filter(([, value]) => value !== undefined);
	const wrong = told.filter(([name, value]) => name.endsWith('On') && typeof value === 'string' && !isDay(value)).map(([name]) => name);
	if (wrong.length)
		throw new Problem('bad-input', undefined, { errors: wrong.map((name) => ({ path: `edit.fields.${name}`, message: 'There is no such day.' })) });
	return Object.fromEntries(told.map(([name, value]) => [columns[name as keyof Fields], value]));
}

/** Whether a text in the form of a day is one. */
export function isDay(text: string): boolean {
	const day = new Date(`${text}T00:00:00Z`);
	return Number.isFinite(day.getTime()) && day.toISOString().startsWith(text) && day.getUTCFullYear() >= 1800 && day.getUTCFullYear() < 2200;
}
