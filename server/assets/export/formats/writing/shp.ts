import { ExportError, type ExportLayer } from '../index.ts';
import { Bytes } from './bytes.ts';
import { Spool } from './scratch.ts';
import { Box, type Shape } from './shape.ts';

const shapeTypes = { Point: 1, LineString: 3, Polygon: 5 } as const;
const headBytes = 100;
/** Places in the file are counted in words of 31 bits, and many programs count bytes. */
const largestFile = 2 ** 31 - 1;

/** Twice the area of a ring; negative where it runs clockwise. */
const turning = (ring: readonly number[][]): number =>
	ring.reduce((sum, [x = 0, y = 0], at) => {
		const [nextX = 0, nextY = 0] = ring[at + 1] ?? ring[0] ?? [];
		return sum + x * nextY - nextX * y;
	}, 0);

/** Outer rings run clockwise and holes the other way, by which readers tell which is which. */
const turned = (area: readonly number[][][]): number[][][] => area.map((ring, at) => (turning(ring) > 0 === (at === 0) ? ring.toReversed() : ring));

function partsOf(shape: Shape): number[][][] {
	switch (shape.type) {
		case 'LineString':
			return [shape.coordinates];
		case 'MultiLineString':
			return shape.coordinates;
		case 'Polygon':
			return turned(shape.coordinates);
		case 'MultiPolygon':
			return shape.coordinates.flatMap(turned);
		case 'Point':
		case 'MultiPoint':
			throw new ExportError(`a Shapefile of lines or areas cannot hold a ${shape.type}`);
	}
}

function writeParts(out: Bytes, type: number, shape: Shape): Box {
	const parts = partsOf(shape);
	const box = new Box().hold(parts.flat());
	out.i32(type);
	for (const side of [box.west, box.south, box.east, box.north]) out.f64(side);
	out.i32(parts.length);
	out.i32(parts.reduce((sum, it) => sum + it.length, 0));
	let first = 0;
	for (const part of parts) {
		out.i32(first);
		first += part.length;
	}
	for (const [x = 0, y = 0] of parts.flat()) {
		out.f64(x);
		out.f64(y);
	}
	return box;
}

function writePoint(out: Bytes, shape: Shape): Box {
	if (shape.type !== 'Point') throw new ExportError(`a Shapefile of points cannot hold a ${shape.type}`);
	const [x = 0, y = 0] = shape.coordinates;
	out.i32(shapeTypes.Point);
	out.f64(x);
	out.f64(y);
	return new Box().hold([shape.coordinates]);
}

/** The geometries of a Shapefile and where each of them begins (.shp and .shx). */
export class ShapeFiles {
	readonly #type: number;
	readonly #shapes: Spool;
	readonly #places: Spool;
	readonly #bounds = new Box();
	readonly #out = new Bytes();
	count = 0;

	constructor(type: number, shapes: Spool, places: Spool) {
		this.#type = type;
		this.#shapes = shapes;
		this.#places = places;
	}

	static async make({ geometry }: ExportLayer, shapes: string, places: string): Promise<ShapeFiles> {
		if (geometry === 'any') throw new ExportError('a Shapefile holds points, lines or areas, not several kinds at once; ask for another format');
		const files = new ShapeFiles(shapeTypes[geometry], await Spool.make(shapes), await Spool.make(places));
		await Promise.all([files.#shapes.add(Buffer.alloc(headBytes)), files.#places.add(Buffer.alloc(headBytes))]);
		return files;
	}

	#record(shape: Shape | undefined): Buffer {
		if (shape === undefined) {
			this.#out.i32(0);
			return this.#out.take();
		}
		const { west, south, east, north } = this.#type === shapeTypes.Point ? writePoint(this.#out, shape) : writeParts(this.#out, this.#type, shape);
		this.#bounds.hold([
			[west, south],
			[east, north],
		]);
		return this.#out.take();
	}

	async add(shape: Shape | undefined): Promise<void> {
		const content = this.#record(shape);
		this.count += 1;
		const place = Buffer.alloc(8);
		place.writeInt32BE(this.#shapes.length / 2, 0);
		place.writeInt32BE(content.length / 2, 4);
		const head = Buffer.from(place);
		head.writeInt32BE(this.count, 0);
		if (this.#shapes.length + head.length + content.length > largestFile)
			throw new ExportError('it is more than the 2 GB a Shapefile can hold; ask for a GeoPackage');
		await this.#places.add(place);
		await this.#shapes.add(Buffer.concat([head, content]));
	}

	#head(length: number): Buffer {
		const out = new Bytes();
		out.i32BigEnd(9994);
		out.skip(20);
		out.i32BigEnd(length / 2);
		out.i32(1000);
		out.i32(this.#type);
		const { west, south, east, north, empty } = this.#bounds;
		for (const side of empty ? [0, 0, 0, 0] : [west, south, east, north]) out.f64(side);
		out.skip(32);
		return out.take();
	}

	/** Writes the heads, which say how long the files are and what they lie in. */
	async end(): Promise<void> {
		await this.#shapes.end(this.#head(this.#shapes.length));
		await this.#places.end(this.#head(this.#places.length));
	}

	async drop(): Promise<void> {
		await Promise.all([this.#shapes.drop(), this.#places.drop()]);
	}
}
