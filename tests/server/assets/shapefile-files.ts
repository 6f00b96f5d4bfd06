type Position = readonly number[];

/** A shape as its record holds it, without the head of the record. */
export type Shape = Buffer;

const doubles = (numbers: readonly number[]): Buffer => {
	const it = Buffer.alloc(numbers.length * 8);
	for (const [n, number] of numbers.entries()) it.writeDoubleLE(number, n * 8);
	return it;
};
const ints = (...numbers: number[]): Buffer => {
	const it = Buffer.alloc(numbers.length * 4);
	for (const [n, number] of numbers.entries()) it.writeInt32LE(number, n * 4);
	return it;
};
const xy = (positions: readonly Position[]): Buffer => doubles(positions.flatMap((it) => [it[0] ?? 0, it[1] ?? 0]));
const box = doubles([0, 0, 0, 0]);
const heights = (positions: readonly Position[]): Buffer => doubles([0, 0, ...positions.map((it) => it[2] ?? 0)]);

export const nullShape = ints(0);
export const pointShape = (x: number, y: number): Shape => Buffer.concat([ints(1), doubles([x, y])]);
export const pointZShape = (x: number, y: number, z: number): Shape => Buffer.concat([ints(11), doubles([x, y, z, 0])]);
export const pointsShape = (positions: readonly Position[]): Shape => Buffer.concat([ints(8), box, ints(positions.length), xy(positions)]);

/** Lines (3, with heights 13) or rings of an area (5, 15). */
export function partsShape(kind: number, parts: readonly (readonly Position[])[]): Shape {
	const all = parts.flat();
	const starts = parts.map((_, n) => parts.slice(0, n).flat().length);
	return Buffer.concat([ints(kind), box, ints(parts.length, all.length), ints(...starts), xy(all), ...(kind > 10 ? [heights(all)] : [])]);
}

/** A .shp file of these shapes. */
export function shpOf(kind: number, shapes: readonly Shape[]): Buffer {
	const records = shapes.flatMap((shape, n) => {
		const head = Buffer.alloc(8);
		head.writeInt32BE(n + 1, 0);
		head.writeInt32BE(shape.length / 2, 4);
		return [head, shape];
	});
	const body = Buffer.concat(records);
	const head = Buffer.alloc(100);
	head.writeInt32BE(9994, 0);
	head.writeInt32BE((100 + body.length) / 2, 24);
	head.writeInt32LE(1000, 28);
	head.writeInt32LE(kind, 32);
	return Buffer.concat([head, body]);
}

export interface DbfField {
	name: string;
	type: string;
	width: number;
}

/** A .dbf file: each row as the texts that stand in its fields; a row that begins with a star was deleted. */
export function dbfOf(fields: readonly DbfField[], rows: readonly (readonly (string | Buffer)[])[], { driver = 0, deleted = [] as number[] } = {}): Buffer {
	const head = Buffer.alloc(32 + fields.length * 32 + 1);
	head[0] = 3;
	head.writeUInt32LE(rows.length, 4);
	head.writeUInt16LE(head.length, 8);
	head.writeUInt16LE(1 + fields.reduce((sum, it) => sum + it.width, 0), 10);
	head[29] = driver;
	for (const [n, { name, type, width }] of fields.entries()) {
		head.write(name, 32 + n * 32, 11, 'latin1');
		head.write(type, 32 + n * 32 + 11, 1, 'latin1');
		head[32 + n * 32 + 16] = width;
	}
	head[head.length - 1] = 0x0d;
	const cell = (it: string | Buffer, width: number): Buffer => Buffer.concat([Buffer.from(it), Buffer.alloc(width, ' ')]).subarray(0, width);
	const body = rows.map((row, n) => Buffer.concat([Buffer.from(deleted.includes(n) ? '*' : ' '), ...fields.map((it, at) => cell(row[at] ?? '', it.width))]));
	return Buffer.concat([head, ...body, Buffer.from([0x1a])]);
}
