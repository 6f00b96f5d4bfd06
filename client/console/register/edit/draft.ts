import type { Attributes, Fields, RegisterEdit } from '../../../../server/assets/edit/contract.ts';
import type { Layer } from '../../../../server/municipality/contract.ts';
import type { Shape } from '../../../map/overlay.ts';

/** An asset as the register has it. */
export interface Subject {
	reference: string;
	class: string;
	title: string;
	version: number;
	status: string;
	key: string;
	geometry: Shape;
	attributes: Readonly<Record<string, unknown>>;
	owner: string;
	street: string | null;
	zone: string | null;
	installedOn: string | null;
	conditionGrade: number | null;
	conditionOn: string | null;
	criticality: number;
}

/** What every asset has, in the order of the form. */
export const fieldNames = ['owner', 'street', 'zone', 'installedOn', 'conditionGrade', 'conditionOn', 'criticality'] as const;
export type FieldName = (typeof fieldNames)[number];

/** An asset as somebody is writing it: everything as text. */
export interface Draft {
	shape: Shape | null;
	key: string;
	attributes: Readonly<Record<string, string>>;
	fields: Readonly<Record<FieldName, string>>;
}

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

/** What the form begins with. */
export function draftOf(subject: Subject | null): Draft {
	return {
		shape: subject?.geometry ?? null,
		key: subject?.key ?? '',
		attributes: Object.fromEntries(Object.entries(subject?.attributes ?? {}).map(([id, value]) => [id, text(value)])),
		fields: Object.fromEntries(fieldNames.map((name) => [name, text(subject?.[name])])) as Draft['fields'],
	};
}

type Value = string | number | boolean | null;

/** A text as the kind of the attribute has it; an empty one takes the value away. */
export function valueIn(kind: string, written: string): Value {
	const plain = written.trim();
	if (plain === '') return null;
	if (kind === 'number') {
		const value = Number(plain.replace(',', '.'));
		return Number.isFinite(value) ? value : plain;
	}
	return kind === 'boolean' ? plain === 'true' : plain;
}

const numeric: ReadonlySet<FieldName> = new Set(['conditionGrade', 'criticality']);

const isSame = (one: Draft, other: Draft, name: FieldName): boolean => one.fields[name].trim() === other.fields[name].trim();

/** The attributes and fields of a draft that are otherwise than before. */
export function told(before: Draft, now: Draft, layer: Pick<Layer, 'attributes'> | undefined): { attributes?: Attributes; fields?: Fields } {
	const attributes = (layer?.attributes ?? [])
		.filter(({ id }) => (now.attributes[id] ?? '').trim() !== (before.attributes[id] ?? '').trim())
		.map(({ id, kind }) => [id, valueIn(kind, now.attributes[id] ?? '')] as const);
	const fields = fieldNames
		.filter((name) => !isSame(before, now, name))
		// An owner and a criticality every asset has: emptied, they stay what they were.
		.filter((name) => now.fields[name].trim() !== '' || (name !== 'owner' && name !== 'criticality'))
		.map((name) => [name, valueIn(numeric.has(name) ? 'number' : 'text', now.fields[name])] as const);
	return {
		...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) }),
		...(fields.length > 0 && { fields: Object.fromEntries(fields) as Fields }),
	};
}

type Geometry = NonNullable<Extract<RegisterEdit, { kind: 'change' }>['geometry']>;

const geometryOf = (shape: Shape): Geometry => shape as Geometry;

/** Whether the shape is another than the register has. */
export const isReshaped = (subject: Subject | null, { shape }: Draft): boolean => JSON.stringify(shape) !== JSON.stringify(subject?.geometry ?? null);

/** The change of the register that a draft asks for; null when it asks for none. */
export function editOf(subject: Subject | null, now: Draft, { id, layer }: { id: string; layer: Pick<Layer, 'attributes'> | undefined }): RegisterEdit | null {
	const what = told(draftOf(subject), now, layer);
	if (!subject) {
		const key = now.key.trim();
		return now.shape ? { kind: 'add', class: id, geometry: geometryOf(now.shape), ...(key && { key }), ...what } : null;
	}
	const geometry = now.shape && isReshaped(subject, now) ? geometryOf(now.shape) : null;
	if (!geometry && !what.attributes && !what.fields) return null;
	return { kind: 'change', asset: subject.reference, version: subject.version, ...(geometry && { geometry }), ...what };
}

/** What is otherwise in a draft, before and after, for the preview. */
export function changesOf(
	subject: Subject | null,
	now: Draft,
	layer: Pick<Layer, 'attributes'> | undefined,
): { field: string; before: unknown; after: unknown }[] {
	const what = told(draftOf(subject), now, layer);
	const before = { ...subject?.attributes, ...subject } as Record<string, unknown>;
	const entries = [...Object.entries(what.attributes ?? {}), ...Object.entries(what.fields ?? {})];
	return entries.map(([field, after]) => ({ field, before: subject?.attributes[field] ?? before[field] ?? null, after }));
}
