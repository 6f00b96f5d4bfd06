import type { Layer } from '../../../server/municipality/contract.ts';
import { t } from '../../i18n/console.ts';

const known = {
	owner: 'owner',
	status: 'status',
	installed_on: 'installedOn',
	installedOn: 'installedOn',
	retired_on: 'retiredOn',
	condition_grade: 'conditionGrade',
	conditionGrade: 'conditionGrade',
	condition_on: 'conditionOn',
	conditionOn: 'conditionOn',
	criticality: 'criticality',
	street: 'street',
	zone: 'zone',
	key: 'key',
	positionSdM: 'positionSdM',
} as const;

const ofRegister = (field: string): keyof typeof known | undefined => (Object.keys(known) as (keyof typeof known)[]).find((it) => it === field);

/** What a field is called: an attribute as its layer calls it, what every asset has as we do. */
export function fieldWords(field: string, layer?: Layer): string {
	const attribute = layer?.attributes.find(({ id }) => id === field);
	if (attribute) return attribute.title;
	const it = ofRegister(field);
	return it ? t(`field.${known[it]}`) : field;
}

/** A value as it is shown: a choice in words, nothing as a dash. */
export function valueWords(field: string, value: unknown, layer?: Layer): string {
	if (value === null || value === undefined || value === '') return '–';
	const attribute = layer?.attributes.find(({ id }) => id === field);
	const choice = attribute?.choices?.[String(value)];
	const shown = choice ?? (typeof value === 'object' ? JSON.stringify(value) : String(value));
	return attribute?.unit ? `${shown} ${attribute.unit}` : shown;
}
