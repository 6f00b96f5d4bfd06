import { isNorthFirst } from './axis-order.ts';
import { type Drawn, joined } from './joined.ts';
import { tuplesIn } from './tuples.ts';
import type { Attributes } from './xml.ts';

type Position = number[];

/** What a whole geometry element said. */
export interface GmlGeometry {
	readonly geometry: Drawn;
	/** The name of its coordinate system, its own or one it inherits. */
	readonly srs: string | undefined;
	readonly problem?: string;
}

/** An element of a geometry that has been opened and not yet closed. */
interface Frame {
	readonly name: string;
	readonly srs: string | undefined;
	readonly dimension: number | undefined;
	/** Whether it is to be run through from its end. */
	readonly turned: boolean;
	positions: Position[];
	readonly parts: Drawn[];
	readonly outer: Position[][];
	readonly inner: Position[][];
}

const lines = ['LineString', 'LineStringSegment', 'Geodesic', 'GeodesicString'];
const chains = ['Curve', 'CompositeCurve', 'OrientableCurve', 'Ring'];
const areas = ['Polygon', 'PolygonPatch', 'Rectangle', 'Triangle'];
const surfaces = ['Surface', 'CompositeSurface', 'OrientableSurface', 'PolyhedralSurface', 'TriangulatedSurface', 'Tin'];
const groups = ['MultiPoint', 'MultiCurve', 'MultiLineString', 'MultiSurface', 'MultiPolygon', 'MultiGeometry', 'GeometryCollection'];
const arcs = [
	'Arc',
	'ArcString',
	'ArcByCenterPoint',
	'ArcByBulge',
	'ArcStringByBulge',
	'Circle',
	'CircleByCenterPoint',
	'CubicSpline',
	'BSpline',
	'Bezier',
	'Clothoid',
];
const geometries = new Set(['Point', 'LinearRing', ...lines, ...chains, ...areas, ...surfaces, ...groups, ...arcs]);
const holders = new Set(['interior', 'innerBoundaryIs']);
const written = new Set(['pos', 'posList', 'coordinates', 'X', 'Y', 'Z']);

/** Whether an element of this name is a geometry. */
export const isGmlGeometry = (name: string): boolean => geometries.has(name);

const same = (a: Position | undefined, b: Position | undefined): boolean => a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];

function tuples(numbers: readonly number[], dimension: number): Position[] {
	const positions: Position[] = [];
	for (let at = 0; at < numbers.length; at += dimension) positions.push(numbers.slice(at, at + dimension));
	return positions;
}

const numbersIn = (text: string): number[] => (text.trim() === '' ? [] : text.trim().split(/\s+/).map(Number));

/** A list of positions: as many numbers each as was said, else two, or three where only that comes out even. */
function positionsIn(text: string, said: number | undefined): Position[] {
	const numbers = numbersIn(text);
	return tuples(numbers, said ?? (numbers.length % 2 !== 0 && numbers.length % 3 === 0 ? 3 : 2));
}

/** Lines one behind the other as one line, where each begins as the last one ends; else undefined. */
function chained(parts: readonly Drawn[]): Position[] | undefined {
	const positions: Position[] = [];
	for (const { coordinates } of parts) {
		const next = coordinates as Position[];
		if (positions.length > 0 && !same(positions.at(-1), next[0])) return undefined;
		for (const it of positions.length > 0 ? next.slice(1) : next) positions.push(it);
	}
	return positions;
}

const dimensionOf = (written: string | undefined): number | undefined => {
	const dimension = Number(written);
	return dimension >= 2 && dimension <= 4 && Number.isInteger(dimension) ? dimension : undefined;
};

/** Puts one geometry together from the elements of GML 2 and 3, as they are opened and closed. */
export class GmlShape {
	readonly #frames: Frame[] = [];
	readonly #halves: Position[] = [];
	#inner = false;
	#text = '';
	#marks: Attributes = {};
	#problem: string | undefined;

	/** Begins with the outermost element; `inherited` is the coordinate system said around it. */
	constructor(name: string, attributes: Attributes, inherited: string | undefined) {
		this.#enter(name, attributes, inherited);
	}

	open(name: string, attributes: Attributes): void {
		this.#text = '';
		this.#marks = attributes;
		if (holders.has(name)) this.#inner = true;
		if (geometries.has(name)) this.#enter(name, attributes, this.#frames.at(-1)?.srs);
	}

	text(text: string): void {
		this.#text += text;
	}

	/** Closes an element; gives the geometry when it was the outermost. */
	close(name: string): GmlGeometry | undefined {
		if (holders.has(name)) this.#inner = false;
		else if (written.has(name)) this.#read(name);
		else if (geometries.has(name)) return this.#leave();
		return undefined;
	}

	#enter(name: string, attributes: Attributes, inherited: string | undefined): void {
		const [srs, dimension] = [attributes['srsName'] ?? inherited, dimensionOf(attributes['srsDimension']) ?? this.#frames.at(-1)?.dimension];
		if (arcs.includes(name)) this.#problem ??= 'it has arcs, which are neither straight lines nor areas';
		this.#frames.push({ name, srs, dimension, turned: attributes['orientation'] === '-', positions: [], parts: [], outer: [], inner: [] });
	}

	#read(name: string): void {
		const frame = this.#frames.at(-1);
		if (!frame) return;
		const dimension = dimensionOf(this.#marks['srsDimension'] ?? this.#marks['dimension']) ?? frame.dimension;
		const found = this.#written(name, dimension);
		const swap = found.length > 0 && isNorthFirst(this.#marks['srsName'] ?? frame.srs ?? '');
		for (const it of found) {
			if (swap && it.length >= 2) it.splice(0, 2, it[1] as number, it[0] as number);
			frame.positions.push(it);
		}
		this.#text = '';
	}

	#written(name: string, dimension: number | undefined): Position[] {
		if (name === 'pos') return [numbersIn(this.#text)];
		if (name === 'posList') return positionsIn(this.#text, dimension);
		if (name === 'coordinates') return tuplesIn(this.#text, this.#marks);
		if (name === 'X') this.#halves.push([Number(this.#text)]);
		else this.#halves.at(-1)?.push(Number(this.#text));
		return name === 'Y' ? this.#halves.splice(0) : [];
	}

	#leave(): GmlGeometry | undefined {
		const frame = this.#frames.pop();
		if (!frame) return undefined;
		const around = this.#frames.at(-1);
		if (around) this.#give(frame, around);
		else return { geometry: this.#made(frame), srs: frame.srs, ...(this.#problem ? { problem: this.#problem } : {}) };
		return undefined;
	}

	/** Hands a part to the element around it: rings to an area, anything else as it is. */
	#give(frame: Frame, around: Frame): void {
		const made = this.#made(frame);
		if (areas.includes(around.name)) (this.#inner ? around.inner : around.outer).push(made.coordinates as Position[]);
		else around.parts.push(made);
	}

	#made(frame: Frame): Drawn {
		const { name, positions, parts, outer, inner } = frame;
		if (name === 'Point') return { type: 'Point', coordinates: positions[0] ?? [] };
		if (areas.includes(name)) return { type: 'Polygon', coordinates: [...outer, ...inner] };
		if (surfaces.includes(name)) return parts.length === 1 ? (parts[0] as Drawn) : joined(parts);
		if (groups.includes(name)) return joined(parts);
		if (chains.includes(name)) return this.#chain(frame);
		return { type: 'LineString', coordinates: positions.length > 0 ? positions : parts.map((it) => it.coordinates) };
	}

	#chain({ name, parts, turned }: Frame): Drawn {
		const positions = chained(parts);
		if (positions) return { type: 'LineString', coordinates: turned ? positions.reverse() : positions };
		if (name === 'Ring') this.#problem ??= 'the pieces of a ring do not follow each other';
		return joined(parts);
	}
}
