import type { Context } from '../../municipality/index.ts';
import type { Queryable } from '../../platform/cql2/index.ts';
import type { Sql } from '../../platform/sql.ts';

/** Where a collection's features are read from, every table and view being called `item`. */
export interface Source {
	readonly from: Sql;
	/** A number that orders them and never changes. */
	readonly key: Sql;
	/** What a feature is called in its address. */
	readonly fid: Sql;
	readonly geom: Sql;
	/** Further columns to be read, each with a comma before it. */
	readonly columns: Sql;
	/** What must hold of every feature whoever asks. */
	readonly where: readonly Sql[];
}

/** What a property is to those who read its schema. */
export interface Property {
	readonly name: string;
	readonly title: string;
	readonly type: 'string' | 'number' | 'integer' | 'boolean';
	readonly format?: 'date' | undefined;
	readonly unit?: string | undefined;
	readonly choices?: readonly string[] | undefined;
	/** How filters ask for it. */
	readonly queryable: Queryable;
	/** Whether it can be changed by those who may. */
	readonly writable: boolean;
	/** The column that is read for it, or the attribute. */
	readonly column: string;
	readonly attribute: boolean;
}

/** From when to when, as `datetime` asked: instants or days; an open end is null. */
export interface Span {
	readonly from: string | null;
	readonly to: string | null;
}

/** Features of one kind, as somebody may see them. */
export interface Collection {
	readonly id: string;
	readonly title: string;
	readonly description: string;
	readonly geometry: 'Point' | 'LineString' | 'Polygon';
	/** Areas may have several parts. */
	readonly parts: boolean;
	readonly properties: readonly Property[];
	/** The indexed geometry in EPSG:3857. */
	readonly mercator: Sql;
	/** Where features are read as of some time, or now. */
	source(at: Span | undefined): Source;
	/** The condition by which a feature is found, or none where there can be no such. */
	byId(id: string): Sql | undefined;
	/** Tables in which its outermost features are looked for. */
	readonly extent: readonly { from: Sql; mercator: Sql; geom: Sql; where: Sql }[];
	/** The first day or instant of any feature, as SQL that gives a text; none where features have no time. */
	readonly begins?: Sql;
	/** The class of asset, where it can be edited. */
	readonly editable?: string;
}

/** Collections as they are for whoever asks, by their ids. */
export type Collections = ReadonlyMap<string, Collection>;

export type Asking = Pick<Context, 'db' | 'actor' | 'town' | 'language'>;
