import type { Inquiry, InquiryTable } from '../../../server/planning/inquiry/contract.ts';

/** What is being put together. */
export type Draft = Inquiry;
export type Field = InquiryTable['fields'][number];

/** What stands in the form before anything is chosen. */
export const first: Draft = {
	from: 'fault',
	by: [{ field: 'class' }],
	measures: [{ what: 'count' }],
	filter: '',
	among: '',
	near: null,
	years: null,
	order: 'most',
	limit: 100,
};

const tables: ReadonlySet<unknown> = new Set(['fault', 'report', 'work', 'asset']);

/** The question of an address; what is no question is none. Whether its fields are there is for the server to say. */
export function readInquiry(text: string | undefined): Draft | null {
	try {
		const said = JSON.parse(text ?? '') as Partial<Draft>;
		return tables.has(said.from) ? { ...first, by: [], ...said } : null;
	} catch {
		return null;
	}
}

/** A question as an address says it: what is usual is left out. */
export function writeInquiry({ from, ...rest }: Draft): string {
	const usual: Record<string, unknown> = { ...first, by: [] };
	const told = Object.entries(rest).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(usual[key]));
	return JSON.stringify({ from, ...Object.fromEntries(told) });
}

export type Way = 'is' | 'isNot' | 'isMore' | 'isLess' | 'isAbout' | 'isUnknown';

const signs: Readonly<Record<Exclude<Way, 'isAbout' | 'isUnknown'>, string>> = { is: '=', isNot: '<>', isMore: '>', isLess: '<' };

/** Ways to compare that a field has. */
export const waysOf = ({ type }: Field): Way[] => {
	if (type === 'boolean') return ['is', 'isUnknown'];
	return type === 'text' ? ['is', 'isNot', 'isAbout', 'isUnknown'] : ['is', 'isNot', 'isMore', 'isLess', 'isUnknown'];
};

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function literal({ type }: Field, value: string): string {
	if (type === 'number') return String(Number(value));
	if (type === 'boolean') return value === 'true' ? 'true' : 'false';
	return type === 'date' ? `DATE(${quoted(value)})` : quoted(value);
}

/** A condition in CQL2. */
export function conditionText(field: Field, way: Way, value: string): string {
	if (way === 'isUnknown') return `${field.id} IS NULL`;
	if (way === 'isAbout') return `CASEI(${field.id}) LIKE CASEI(${quoted(`%${value.replaceAll(/[\\%_]/g, (it) => `\\${it}`)}%`)})`;
	return `${field.id} ${signs[way]} ${literal(field, value)}`;
}

/** Conditions that must both hold. */
export const both = (a: string, b: string): string => (a.trim() === '' ? b : `${a.trim()} AND ${b}`);
