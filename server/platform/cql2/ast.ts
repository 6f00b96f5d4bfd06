import { badField, type Problem } from '../problem.ts';

/** A coordinate: x, y, and a height that is read and written but not compared by. */
export type Position = readonly number[];

/** A geometry as GeoJSON has it, checked. */
export type Geometry =
	| { readonly type: 'Point'; readonly coordinates: Position }
	| { readonly type: 'MultiPoint' | 'LineString'; readonly coordinates: readonly Position[] }
	| { readonly type: 'MultiLineString' | 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
	| { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] }
	| { readonly type: 'GeometryCollection'; readonly geometries: readonly Geometry[] };

export interface Operation {
	readonly kind: 'operation';
	/** As CQL2 JSON names it: `and`, `=`, `like`, `s_intersects`, or the name of a function. */
	readonly op: string;
	readonly args: readonly Cql2[];
}

/** One end of an interval: an instant, a property, or open. */
export type End = { readonly kind: 'open' } | Cql2;

/** A CQL2 expression, whichever of its two languages it was written in. */
export type Cql2 =
	| Operation
	| { readonly kind: 'property'; readonly name: string }
	| { readonly kind: 'literal'; readonly value: string | number | boolean }
	| { readonly kind: 'date' | 'timestamp'; readonly value: string }
	| { readonly kind: 'interval'; readonly ends: readonly [End, End] }
	| { readonly kind: 'bbox'; readonly numbers: readonly number[] }
	| { readonly kind: 'geometry'; readonly geometry: Geometry }
	| { readonly kind: 'array'; readonly items: readonly Cql2[] };

/** No filter is longer, deeper or has more parts: what people and clients write stays far below. */
export const limits = { characters: 65_536, depth: 48, parts: 5_000 } as const;

const places = new WeakMap<object, string>();
const depths = new WeakMap<object, number>();

/** A filter that cannot be answered, with the place in it that is wrong. */
export const wrong = (place: string | undefined, message: string): Problem => badField('filter', place ? `${place}: ${message}` : message);

/** Where in its text an expression stands, to tell people what is wrong where. */
export const placeOf = (it: object): string | undefined => places.get(it);

const inner = (it: Cql2): readonly object[] => (it.kind === 'operation' ? it.args : it.kind === 'array' ? it.items : it.kind === 'interval' ? it.ends : []);

/** Keeps where an expression stands, and refuses one that is nested too deep: whatever walks it does so by calling itself. */
export function put<T extends Cql2>(it: T, place: string): T {
	const depth = 1 + Math.max(0, ...inner(it).map((arg) => depths.get(arg) ?? 0));
	if (depth > limits.depth) throw wrong(place, `nested too deep (at most ${limits.depth} levels)`);
	places.set(it, place);
	depths.set(it, depth);
	return it;
}

/** PostgreSQL keeps no NUL, and lone halves of surrogate pairs are no text. */
export function text(value: string, place: string): string {
	if (value.includes('\0') || !value.isWellFormed()) throw wrong(place, 'holds characters that cannot be compared');
	return value;
}
