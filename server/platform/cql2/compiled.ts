import type { Sql } from '../sql.ts';
import { type Cql2, placeOf, wrong } from './ast.ts';

/** What values can be compared by: lists are of texts or of numbers. */
export type ValueType = 'string' | 'number' | 'boolean' | 'date' | 'timestamp' | 'geometry' | 'strings' | 'numbers';

/** A property that may be asked by: its type, and the SQL that gives its value. */
export interface Queryable {
	readonly type: ValueType;
	readonly sql: Sql;
	/** Of a geometry in EPSG:4326: the same in EPSG:3857 with an index, by which few are found among many. */
	readonly mercator?: Sql;
}
export type Queryables = ReadonlyMap<string, Queryable>;

/** The system in which a filter's coordinates are written. */
export interface FilterCrs {
	readonly srid: number;
	/** Whether its first coordinate is the northing or the latitude. */
	readonly swapped: boolean;
	/** Where it can be used, in its own units, x before y; coordinates beyond are refused. */
	readonly box: readonly [number, number, number, number];
	/** Whether it goes round the world: its boxes may then cross the antimeridian. */
	readonly round: boolean;
}

export interface Compiling {
	readonly queryables: Queryables;
	/** Of the geometries in the table. */
	readonly srid: number;
	readonly crs: FilterCrs;
	/** An expression as SQL with its type. */
	readonly compile: (it: Cql2) => Compiled;
}

/** A value in SQL. */
export interface Value {
	readonly type: 'string' | 'number' | 'boolean' | 'strings' | 'numbers';
	readonly sql: Sql;
}

/** From when to when: both the same for an instant; no type where both ends are open. */
export interface Time {
	readonly type: 'time';
	readonly grain: 'date' | 'timestamp' | 'open';
	readonly from: Sql | undefined;
	readonly to: Sql | undefined;
	readonly instant: boolean;
}

/** Geometries which together are one: mostly one, several where a collection holds several types. */
export interface Shape {
	readonly type: 'geometry';
	readonly parts: readonly Sql[];
	/** The indexed twin of a property. */
	readonly mercator?: Sql;
	/** The box of a literal in EPSG:3857. */
	readonly box?: Sql;
}

export type Compiled = Value | Time | Shape;

const names: Readonly<Record<Compiled['type'], string>> = {
	string: 'a text',
	number: 'a number',
	boolean: 'a condition',
	strings: 'a list of texts',
	numbers: 'a list of numbers',
	time: 'a date or an instant',
	geometry: 'a geometry',
};

/** What a type is called when people are told. */
export const called = (type: Compiled['type']): string => names[type];

/** Refuses an expression. */
export const refuse = (it: Cql2, message: string): Error => wrong(placeOf(it), message);

/** SQL that is true, false or unknown. */
export const condition = (it: Sql): Value => ({ type: 'boolean', sql: it });
