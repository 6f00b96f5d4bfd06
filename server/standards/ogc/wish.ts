import { isDate } from '../../platform/cql2/dates.ts';
import { type Cql2, cql2Sql, type Language, languages, parseCql2, type Queryables } from '../../platform/cql2/index.ts';
import { badField } from '../../platform/problem.ts';
import type { Sql } from '../../platform/sql.ts';
import { boxSql } from './box-queries.ts';
import { type Crs, crsNamed } from './crs.ts';
import type { Collection, Property, Source, Span } from './model.ts';
import { clamped, oneOf, type Parameter, parsed, type Values } from './parameters.ts';
import { boxIn, readBox } from './read-box.ts';
import { readMoment, readSpan } from './time.ts';

/** The most features of a page, and how many there are where nobody says. */
export const pageSizes = { most: 10_000, usual: 100 } as const;

const uri = (name: string, systems: readonly Crs[], description: string): Parameter<string> =>
	parsed(name, description, (text) => text, { type: 'string', format: 'uri', enum: systems.map((it) => it.uri), default: systems[0]?.uri });

/** In which system features are given. */
export const crsParameter = (systems: readonly Crs[]): Parameter => uri('crs', systems, 'The reference system of the coordinates in the answer.');

/** As of which day or instant; only where there is a past. */
export const momentParameters = (collection: Collection): Parameter[] =>
	collection.begins
		? [
				parsed('datetime', 'Features as they were at a moment, on a day, or last in an interval.', readSpan),
				parsed('at', 'Features as they were at the end of a day, or at an instant.', readMoment),
			]
		: [parsed('datetime', 'These features have no time: all of them match any.', readSpan)];

/** Names that mean something else in an address. */
const taken = new Set(['f', 'language', 'limit', 'bbox', 'bbox-crs', 'crs', 'datetime', 'at', 'filter', 'filter-lang', 'filter-crs', 'resultType', 'cursor']);

function literalOf({ name, queryable }: Property, text: string): Cql2 {
	switch (queryable.type) {
		case 'number':
			if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?$/.test(text)) throw badField(name, 'Must be a number.');
			return { kind: 'literal', value: Number(text) };
		case 'boolean':
			if (text !== 'true' && text !== 'false') throw badField(name, 'Must be true or false.');
			return { kind: 'literal', value: text === 'true' };
		case 'date':
			if (!isDate(text)) throw badField(name, 'Must be a day like 2026-11-25.');
			return { kind: 'date', value: text };
		default:
			return { kind: 'literal', value: text };
	}
}

const valueParameter = (property: Property): Parameter => ({
	name: property.name,
	description: property.title,
	schema: { type: property.type, ...(property.format && { format: property.format }) },
	read: (text) => literalOf(property, text),
});

/** Every parameter of the features of a collection. */
export function itemParameters(collection: Collection, systems: readonly Crs[]): Parameter[] {
	return [
		clamped('limit', [1, pageSizes.most, pageSizes.usual], 'At most so many features a page.'),
		parsed('bbox', 'Features that meet a box: four numbers, or six with heights.', readBox, {
			type: 'array',
			items: { type: 'number' },
			minItems: 4,
			maxItems: 6,
		}),
		uri('bbox-crs', systems, 'The reference system of `bbox`.'),
		crsParameter(systems),
		...momentParameters(collection),
		parsed('filter', 'Features for which a condition holds, in CQL2.', (text) => text),
		oneOf('filter-lang', languages, 'How `filter` is written.', 'cql2-text'),
		uri('filter-crs', systems, 'The reference system of coordinates in `filter`.'),
		oneOf('resultType', ['results', 'hits'] as const, '`hits`: only how many there are.', 'results'),
		parsed('cursor', 'Where a page begins. Follow the links; do not make one.', (text) => text),
		...collection.properties.filter((it) => !taken.has(it.name)).map(valueParameter),
	];
}

/** What can be asked by in a filter: every property, the place, and the id where it is a number. */
export const queryablesOf = ({ properties, mercator }: Collection, { geom }: Source): Queryables =>
	new Map([...properties.map((it) => [it.name, it.queryable] as const), ['geometry', { type: 'geometry', sql: geom, mercator }] as const]);

/** Features that somebody wishes to see. */
export interface Wish {
	readonly source: Source;
	readonly conditions: readonly Sql[];
	readonly crs: Crs;
	readonly at: Span | undefined;
}

/** As of when; both ways of saying it at once say nothing. */
export function momentOf(values: Values): Span | undefined {
	if (values['at'] !== undefined && values['datetime'] !== undefined) throw badField('at', 'Give `at` or `datetime`, not both.');
	return (values['at'] ?? values['datetime']) as Span | undefined;
}

const text = (values: Values, name: string): string | undefined => values[name] as string | undefined;

/** What the parameters of a request for features mean together. */
export function wishOf(collection: Collection, values: Values, systems: readonly Crs[]): Wish {
	const at = momentOf(values);
	const source = collection.source(collection.begins ? at : undefined);
	const box = values['bbox'] as number[] | undefined;
	const boxCrs = crsNamed(text(values, 'bbox-crs'), systems, 'bbox-crs');
	const filterCrs = crsNamed(text(values, 'filter-crs'), systems, 'filter-crs');
	const filter = text(values, 'filter');
	const queryables = queryablesOf(collection, source);
	const conditions = [...source.where];
	if (box) conditions.push(boxSql(boxIn(box, boxCrs), boxCrs, { mercator: collection.mercator, geom: source.geom }));
	if (filter !== undefined) conditions.push(cql2Sql(parseCql2(filter, text(values, 'filter-lang') as Language | undefined), queryables, { crs: filterCrs }));
	for (const { name } of collection.properties) {
		if (taken.has(name) || values[name] === undefined) continue;
		conditions.push(cql2Sql({ kind: 'operation', op: '=', args: [{ kind: 'property', name }, values[name] as Cql2] }, queryables));
	}
	return { source, conditions, crs: crsNamed(text(values, 'crs'), systems, 'crs'), at };
}
