import { type Geometry, type Position, wrong } from './ast.ts';

type Box = readonly [west: number, south: number, east: number, north: number];

const isPosition = (it: unknown): it is Position =>
	Array.isArray(it) && (it.length === 2 || it.length === 3) && it.every((n) => typeof n === 'number' && Number.isFinite(n));

const listOf = (it: unknown, test: (item: unknown) => boolean, least = 1): boolean => Array.isArray(it) && it.length >= least && it.every(test);
const isLine = (it: unknown): boolean => listOf(it, isPosition, 2);
const same = (a: Position | undefined, b: Position | undefined): boolean => a?.[0] === b?.[0] && a?.[1] === b?.[1];
const isRing = (it: unknown): boolean => listOf(it, isPosition, 4) && same((it as Position[])[0], (it as Position[]).at(-1));
const isPolygon = (it: unknown): boolean => listOf(it, isRing);

const shapes: Readonly<Record<string, { test: (coordinates: unknown) => boolean; is: string }>> = {
	Point: { test: isPosition, is: 'a position of two or three numbers' },
	MultiPoint: { test: (it) => listOf(it, isPosition), is: 'a list of positions' },
	LineString: { test: isLine, is: 'a list of two or more positions' },
	MultiLineString: { test: (it) => listOf(it, isLine), is: 'a list of lines' },
	Polygon: { test: isPolygon, is: 'a list of closed rings of four or more positions' },
	MultiPolygon: { test: (it) => listOf(it, isPolygon), is: 'a list of polygons' },
};

const deepest = 8;

/** A geometry that is whole: known type, finite numbers, closed rings. Refused with the reason otherwise. */
export function checkedGeometry(raw: unknown, place: string, depth = 0): Geometry {
	const { type, coordinates, geometries } = raw as { type?: unknown; coordinates?: unknown; geometries?: unknown };
	if (type === 'GeometryCollection') {
		if (depth >= deepest || !Array.isArray(geometries) || geometries.length === 0)
			throw wrong(place, 'expected a GEOMETRYCOLLECTION of one or more geometries');
		return { type, geometries: geometries.map((it: unknown) => checkedGeometry(it ?? {}, place, depth + 1)) };
	}
	const shape = typeof type === 'string' && Object.hasOwn(shapes, type) ? shapes[type] : undefined;
	if (!shape) throw wrong(place, 'expected a geometry (Point, LineString, Polygon, their Multi forms, or GeometryCollection)');
	if (!shape.test(coordinates)) throw wrong(place, `the coordinates of a ${String(type)} are ${shape.is}`);
	return { type, coordinates } as Geometry;
}

type Simple = Exclude<Geometry, { type: 'GeometryCollection' }>;
interface Flat {
	type: Simple['type'];
	coordinates: unknown;
}

const mapped = (coordinates: unknown, each: (it: Position) => Position): unknown =>
	isPosition(coordinates) ? each(coordinates) : (coordinates as unknown[]).map((it) => mapped(it, each));

/** The single geometries of a geometry, flat, x before y. */
export function partsOf(geometry: Geometry, swapped: boolean): Flat[] {
	if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap((it) => partsOf(it, swapped));
	return [{ type: geometry.type, coordinates: mapped(geometry.coordinates, ([a = 0, b = 0]) => (swapped ? [b, a] : [a, b])) }];
}

const oneType = ({ type }: Flat): string => type.replace('Multi', '');
const members = ({ type, coordinates }: Flat): unknown[] => (type.startsWith('Multi') ? (coordinates as unknown[]) : [coordinates]);

/** As few geometries as can say the same: those of one type become one. */
export function gathered(parts: readonly Flat[]): Flat[] {
	if (parts.length === 1) return [...parts];
	const types = [...new Set(parts.map(oneType))];
	return types.map((type) => ({ type: `Multi${type}` as Simple['type'], coordinates: parts.filter((it) => oneType(it) === type).flatMap(members) }));
}

const rectangle = (west: number, south: number, east: number, north: number): Flat => {
	if (west === east && south === north) return { type: 'Point', coordinates: [west, south] };
	if (west === east || south === north)
		return {
			type: 'LineString',
			coordinates: [
				[west, south],
				[east, north],
			],
		};
	return {
		type: 'Polygon',
		coordinates: [
			[
				[west, south],
				[east, south],
				[east, north],
				[west, north],
				[west, south],
			],
		],
	};
};

/** A box as a geometry; one whose west lies east of its east goes round the back of the world, which is `world` wide. */
export function boxParts([west, south, east, north]: Box, world: readonly [number, number] | undefined): Flat[] {
	if (west <= east || !world) return [rectangle(west, south, east, north)];
	return [rectangle(west, south, world[1], north), rectangle(world[0], south, east, north)];
}

/** The numbers of a bounding box, checked, without heights, x before y. */
export function checkedBox(numbers: readonly number[], place: string, swapped = false): Box {
	const [a = 0, b = 0, c = 0, d = 0] = numbers.length === 6 ? [0, 1, 3, 4].map((i) => numbers[i]) : numbers;
	if ((numbers.length !== 4 && numbers.length !== 6) || !numbers.every(Number.isFinite)) throw wrong(place, 'a BBOX has four or six numbers');
	const box: Box = swapped ? [b, a, d, c] : [a, b, c, d];
	if (box[1] > box[3]) throw wrong(place, 'the southern edge of a BBOX lies north of its northern edge');
	return box;
}

/** The box around some geometries. */
export function boundsOf(parts: readonly Flat[]): Box {
	let [west, south, east, north] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
	const grow = (position: Position): Position => {
		const [x = 0, y = 0] = position;
		[west, south, east, north] = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
		return position;
	};
	for (const { coordinates } of parts) mapped(coordinates, grow);
	return [west, south, east, north];
}
