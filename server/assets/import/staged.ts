import type { AssetClass, Attribute } from '../../../gis-layers/index.ts';
import type { SourceRow } from '../sources/index.ts';
import type { Mapping } from './mapping.ts';
import type { Notes } from './notes.ts';
import { type RegisterField, registerFields, saidBit } from './said.ts';
import { shapeOf } from './shape.ts';
import { attributeValue, type DateOrder, dayOf, gradeOf, ownerOf, shortText, statusOf, textOf, type Understood } from './values.ts';

/** A row on its way into the staging table. */
export interface Staged {
	readonly line: number;
	readonly key: string;
	readonly hex: string | null;
	/** Why it cannot be taken; null so far. */
	reason: string | null;
	/** What was mended, in words. */
	readonly repairs: string[];
	/** The reference that people could call it by, where its key is short and plain. */
	readonly spoken: string | null;
	/** Bits of the register fields of which the row speaks. */
	said: number;
	readonly register: Partial<Record<RegisterField, string | number | null>>;
	readonly attributes: Record<string, unknown>;
}

/** All that decides how a row is read. */
export interface Plan {
	readonly layer: AssetClass;
	readonly mapping: Mapping;
	readonly municipality: string;
	readonly dates?: DateOrder | undefined;
	/** Days that mean "unknown" are taken as no day at all instead of sending the row back. */
	readonly unknownDates: boolean;
	/** The coordinate system by number, for text that names its own. */
	readonly srid: number;
	readonly notes: Notes;
}

const longestKey = 100;

/** What a value says of a register field. */
export const registerValue = (field: RegisterField, value: unknown, plan: Plan): Understood<string | number> & { planned?: boolean } => {
	switch (field) {
		case 'owner':
			return ownerOf(value, plan.municipality);
		case 'status':
			return statusOf(value);
		case 'installed_on':
		case 'retired_on':
		case 'condition_on':
			return dayOf(value, plan.dates);
		case 'condition_grade':
		case 'criticality':
			return gradeOf(value);
		case 'street':
		case 'zone':
			return shortText(value);
	}
};

/** Puts an understood value where it belongs; what is not understood is left out and noted, a day that means "unknown" sends the row back. */
function settle(
	plan: Plan,
	staged: Staged,
	it: { name: string; column: string; value: unknown; found: Understood<unknown>; into: Record<string, unknown> },
): void {
	const { name, column, value, found, into } = it;
	if ('value' in found) into[name] = found.value;
	else if ('wrong' in found) plan.notes.value(column, `${found.wrong}, left out`, { text: textOf(value), line: staged.line });
	else if (plan.unknownDates) {
		into[name] = null;
		staged.repairs.push('a date that means "unknown" was left out');
	} else staged.reason ??= `${column} is ${found.unknownDate}, which means that the day is not known`;
}

function readAttributes(plan: Plan, row: SourceRow, staged: Staged): void {
	for (const attribute of plan.layer.attributes) {
		const column = plan.mapping.attributes[attribute.id];
		// a row without the column says nothing of it; an empty one says that there is none
		if (column === undefined || !Object.hasOwn(row.properties, column)) continue;
		const value = row.properties[column];
		const found = attributeValue(value, attribute, plan.dates);
		noteChoice(plan, attribute, { column, value, found, line: row.line });
		settle(plan, staged, { name: attribute.id, column, value, found, into: staged.attributes });
	}
}

function noteChoice(plan: Plan, attribute: Attribute, it: { column: string; value: unknown; found: Understood<unknown>; line: number }): void {
	if (attribute.kind !== 'choice' || !('value' in it.found) || it.found.value === null) return;
	const { value } = it.found;
	if (!attribute.choices?.some(({ id }) => id === value))
		plan.notes.value(it.column, 'none of the known choices, kept as it is', { text: textOf(it.value), line: it.line });
}

function readRegister(plan: Plan, row: SourceRow, staged: Staged): void {
	for (const name of registerFields) {
		const column = plan.mapping.register[name];
		if (column === undefined || !Object.hasOwn(row.properties, column)) continue;
		const value = row.properties[column];
		const found = registerValue(name, value, plan);
		if (found.planned) staged.reason ??= `its status is "${textOf(value).slice(0, 40)}": only what is there belongs in the register`;
		settle(plan, staged, { name, column, value, found, into: staged.register });
		if (Object.hasOwn(staged.register, name)) staged.said |= saidBit(name);
	}
}

function keyProblem(key: string): string | null {
	if (key === '') return 'it has no key';
	return key.length > longestKey ? `its key is longer than ${longestKey} characters` : null;
}

/** The class's letters and the key, where that is short and plain enough to be read out. */
function spokenOf(prefix: string, key: string): string | null {
	if (key.length > 16) return null;
	const large = key.toUpperCase();
	// SL-10087 and SL10087 are both the lamp 10087
	const rest = large.startsWith(prefix) ? large.slice(prefix.length) : '';
	const number = /^(-|\d)/.test(rest) ? rest.replace(/^-/, '') : large;
	return /^[A-Z0-9]([A-Z0-9-]{0,10}[A-Z0-9])?$/.test(number) ? `${prefix}-${number}` : null;
}

/** Reads one row: its key, its shape, what it says of the asset. Nothing is thrown away: what cannot be taken carries its reason. */
export function stage(plan: Plan, row: SourceRow): Staged {
	const key = row.problem ? '' : textOf(plan.mapping.key === null ? row.id : row.properties[plan.mapping.key]);
	if (row.problem) return { line: row.line, key, spoken: null, hex: null, reason: row.problem, repairs: [], said: 0, register: {}, attributes: {} };
	const shape = shapeOf(row);
	const foreign = shape.srid !== undefined && shape.srid !== plan.srid ? `it says SRID=${shape.srid} where the file is read as ${plan.srid}` : null;
	const staged: Staged = {
		line: row.line,
		key: key.slice(0, longestKey),
		hex: shape.hex ?? null,
		reason: shape.problem ?? foreign ?? keyProblem(key),
		repairs: shape.flattened ? ['heights or measures were left out'] : [],
		spoken: spokenOf(plan.layer.prefix, key),
		said: 0,
		register: {},
		attributes: {},
	};
	readAttributes(plan, row, staged);
	readRegister(plan, row, staged);
	return staged;
}
