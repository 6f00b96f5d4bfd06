import { every, join, type Sql, sql } from '../sql.ts';
import { type Cql2, placeOf, wrong } from './ast.ts';
import { type Compiling, type FilterCrs, refuse, type Shape } from './compiled.ts';
import { boundsOf, boxParts, checkedBox, gathered, partsOf } from './geometry.ts';

type Part = ReturnType<typeof partsOf>[number];

const half = 20_037_508.342789244;
const highest = 85.06;
/** Metres by which boxes are widened against rounding. */
const slack = 0.05;

const mercatorX = (lon: number): number => (Math.max(-180, Math.min(180, lon)) / 180) * half;
const mercatorY = (lat: number): number => {
	const radians = (Math.max(-highest, Math.min(highest, lat)) * Math.PI) / 360;
	return (Math.log(Math.tan(Math.PI / 4 + radians)) / Math.PI) * half;
};

const areal = (type: string): boolean => type.endsWith('Polygon');

/** A literal in the table's system. Rings that cross themselves are mended first: not every predicate can bear them. */
function partSql(part: Part, { crs, srid }: Compiling): Sql {
	const given = sql`st_setsrid(st_geomfromgeojson(${JSON.stringify(part)}::text), ${crs.srid}::int)`;
	const sound = areal(part.type) ? sql`st_makevalid(${given})` : given;
	return crs.srid === srid ? sound : sql`st_transform(${sound}, ${srid}::int)`;
}

function inside(it: Cql2, [west, south, east, north]: FilterCrs['box'], parts: readonly Part[]): void {
	const [w, s, e, n] = boundsOf(parts);
	if (w < west || s < south || e > east || n > north)
		throw wrong(placeOf(it), `coordinates lie outside their reference system (${west} to ${east}, ${south} to ${north})`);
}

function boxSql(parts: readonly Part[], sqls: readonly Sql[], { crs, srid }: Compiling): Sql {
	if (crs.srid === 4326 && srid === 4326) {
		const [w, s, e, n] = boundsOf(parts);
		return sql`st_makeenvelope(${mercatorX(w) - slack}::float8, ${mercatorY(s) - slack}::float8, ${mercatorX(e) + slack}::float8, ${mercatorY(n) + slack}::float8, 3857)`;
	}
	return sql`st_expand(st_transform(st_setsrid(st_envelope(st_collect(array[${join(sqls, ', ')}])), ${srid}::int), 3857), ${slack}::float8)`;
}

/** A geometry or a box that is written in the filter. */
export function literalShape(it: Cql2, compiling: Compiling): Shape {
	const { crs } = compiling;
	const parts = partsIn(it, crs);
	inside(it, crs.box, parts);
	const sqls = parts.map((part) => partSql(part, compiling));
	return { type: 'geometry', parts: sqls, box: boxSql(parts, sqls, compiling) };
}

function partsIn(it: Cql2, crs: FilterCrs): Part[] {
	if (it.kind === 'geometry') return gathered(partsOf(it.geometry, crs.swapped));
	if (it.kind !== 'bbox') throw refuse(it, 'expected a geometry');
	const box = checkedBox(it.numbers, placeOf(it) ?? '', crs.swapped);
	if (box[0] > box[2] && !crs.round) throw refuse(it, 'the western edge of a BBOX lies east of its eastern edge');
	return gathered(boxParts(box, crs.round ? [crs.box[0], crs.box[2]] : undefined));
}

const functions: Readonly<Record<string, Sql>> = {
	s_intersects: sql`st_intersects`,
	s_equals: sql`st_equals`,
	s_disjoint: sql`st_disjoint`,
	s_touches: sql`st_touches`,
	s_within: sql`st_within`,
	s_overlaps: sql`st_overlaps`,
	s_crosses: sql`st_crosses`,
	s_contains: sql`st_contains`,
};

const pairs = (op: string, a: Shape, b: Shape): Sql[] => a.parts.flatMap((left) => b.parts.map((right) => sql`${functions[op]}(${left}, ${right})`));

/** What can be told from the index: without a meeting of boxes only `s_disjoint` can hold. */
function near(a: Shape, b: Shape): Sql | undefined {
	if (a.mercator && b.box) return sql`${a.mercator} && ${b.box}`;
	return b.mercator && a.box ? sql`${b.mercator} && ${a.box}` : undefined;
}

/** One spatial predicate. */
export function spatialSql(it: Cql2, op: string, [a, b]: readonly [Shape, Shape]): Sql {
	const found = pairs(op, a, b);
	if (found.length > 1 && op !== 's_intersects' && op !== 's_disjoint')
		throw refuse(it, 'a GEOMETRYCOLLECTION of several types can be asked by S_INTERSECTS and S_DISJOINT only');
	if (op === 's_disjoint') return sql`(${join(found, ' and ')})`;
	return sql`(${every([near(a, b), sql`(${join(found, ' or ')})`])})`;
}
