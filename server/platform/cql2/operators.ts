/** Comparisons in text and SQL alike. */
export const comparisons: ReadonlySet<string> = new Set(['=', '<>', '<', '>', '<=', '>=']);

/** Arithmetic, with how strongly it binds. */
export const arithmetic: ReadonlyMap<string, 1 | 2 | 3> = new Map([
	['+', 1],
	['-', 1],
	['*', 2],
	['/', 2],
	['%', 2],
	['div', 2],
	['^', 3],
]);

/** Spatial predicates, and whether two geometries whose boxes are apart can hold them. */
export const spatial: ReadonlySet<string> = new Set(
	['intersects', 'equals', 'disjoint', 'touches', 'within', 'overlaps', 'crosses', 'contains'].map((it) => `s_${it}`),
);

const relations = [
	'after',
	'before',
	'contains',
	'disjoint',
	'during',
	'equals',
	'finishedby',
	'finishes',
	'intersects',
	'meets',
	'metby',
	'overlappedby',
	'overlaps',
	'startedby',
	'starts',
] as const;
export type Relation = (typeof relations)[number];

/** Temporal predicates. */
export const temporal: ReadonlySet<string> = new Set(relations.map((it) => `t_${it}`));

/** Predicates on lists. */
export const lists: ReadonlySet<string> = new Set(['a_equals', 'a_contains', 'a_containedby', 'a_overlaps']);

/** Makes texts comparable whatever their case or accents. */
export const folding: ReadonlySet<string> = new Set(['casei', 'accenti']);

/** Operators that are written like functions. */
export const isCalled = (op: string): boolean => spatial.has(op) || temporal.has(op) || lists.has(op) || folding.has(op);

/** Geometry types as WKT writes them. */
export const wktTypes: ReadonlyMap<string, string> = new Map(
	['Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon', 'GeometryCollection'].map((it) => [it.toUpperCase(), it]),
);

/** Names that must stand in double quotes to be properties. */
export const reserved: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT', 'LIKE', 'BETWEEN', 'IN', 'IS', 'NULL', 'TRUE', 'FALSE', 'DIV']);
