import type { Bytes } from './bytes.ts';

/**
 * A value in a FlatBuffers table. Only what FlatGeobuf needs, written front to back: each table with its list of places before it, and behind it what
 * it points to.
 */
export type Value =
	| { readonly u8: number }
	| { readonly u16: number }
	| { readonly i32: number }
	| { readonly text: string }
	| { readonly bytes: Uint8Array }
	| { readonly u32s: readonly number[] }
	| { readonly f64s: readonly number[] }
	| { readonly table: Table }
	| { readonly tables: readonly Table[] };

/** Values by the number of their field; what is undefined is left out. */
export type Table = readonly (Value | undefined)[];

const sizeOf = (value: Value): number => ('u8' in value ? 1 : 'u16' in value ? 2 : 4);

/** Puts the inline values where they belong, largest first, behind the table's own pointer of four bytes. */
function placesOf(table: Table): { places: number[]; size: number } {
	const places = table.map(() => 0);
	let size = 4;
	for (const width of [4, 2, 1])
		table.forEach((value, field) => {
			if (value === undefined || sizeOf(value) !== width) return;
			places[field] = size;
			size += width;
		});
	return { places, size };
}

function vector(out: Bytes, count: number, { width, write }: { width: number; write: (index: number) => void }): number {
	// the elements must be aligned, and the count stands in the four bytes before them
	out.align(4);
	if ((out.at + 4) % width !== 0) out.skip(4);
	const at = out.at;
	out.u32(count);
	for (let index = 0; index < count; index++) write(index);
	return at;
}

function text(out: Bytes, it: string): number {
	const bytes = Buffer.from(it);
	const at = vector(out, bytes.length, { width: 4, write: () => undefined });
	out.raw(bytes);
	out.u8(0);
	return at;
}

function bytes(out: Bytes, it: Uint8Array): number {
	out.align(4);
	const at = out.at;
	out.u32(it.length);
	out.raw(it);
	return at;
}

function tables(out: Bytes, list: readonly Table[]): number {
	const at = vector(out, list.length, { width: 4, write: () => out.u32(0) });
	list.forEach((it, index) => {
		const slot = at + 4 + index * 4;
		out.u32(writeTable(out, it) - slot, slot);
	});
	return at;
}

/** Writes what a table points to behind it, and says where. */
function behind(out: Bytes, value: Value): number {
	if ('text' in value) return text(out, value.text);
	if ('bytes' in value) return bytes(out, value.bytes);
	if ('u32s' in value) return vector(out, value.u32s.length, { width: 4, write: (index) => out.u32(value.u32s[index] ?? 0) });
	if ('f64s' in value) return vector(out, value.f64s.length, { width: 8, write: (index) => out.f64(value.f64s[index] ?? 0) });
	if ('table' in value) return writeTable(out, value.table);
	return tables(out, 'tables' in value ? value.tables : []);
}

function inline(out: Bytes, value: Value, at: number): void {
	if ('u8' in value) out.u8(value.u8, at);
	else if ('u16' in value) out.u16(value.u16, at);
	else if ('i32' in value) out.i32(value.i32, at);
	else out.u32(behind(out, value) - at, at);
}

function writeTable(out: Bytes, table: Table): number {
	const { places, size } = placesOf(table);
	out.align(4);
	const list = out.at;
	out.u16(4 + table.length * 2);
	out.u16(size);
	for (const place of places) out.u16(place);
	out.align(4);
	const at = out.skip(size);
	out.i32(at - list, at);
	table.forEach((value, field) => {
		if (value !== undefined) inline(out, value, at + (places[field] ?? 0));
	});
	return at;
}

/** A whole buffer with its size before it, padded so that the next one begins aligned. */
export function sized(out: Bytes, table: Table): Buffer {
	out.skip(8);
	const root = writeTable(out, table);
	out.align(8);
	out.u32(out.at - 4, 0);
	out.u32(root - 4, 4);
	return out.take();
}
