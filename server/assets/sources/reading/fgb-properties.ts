import type { Table } from './flatbuffer.ts';

const field = { name: 0, type: 1 } as const;

/** A column as the head of a file describes it. */
export interface Column {
	readonly name: string;
	readonly type: number;
}

/** The columns that a table of FlatGeobuf lists: of the file, or of one feature that has its own. */
export const columnsOf = (table: Table, at: number): Column[] => table.tables(at).map((it) => ({ name: it.text(field.name), type: it.byte(field.type) }));

type Read = (view: DataView, at: number) => unknown;

/** A whole number; as text where it is too large to be one without loss. */
const whole = (it: bigint): number | string => (it >= Number.MIN_SAFE_INTEGER && it <= Number.MAX_SAFE_INTEGER ? Number(it) : String(it));

/** Types of a fixed width, by their numbers. */
const fixed: readonly (readonly [bytes: number, read: Read] | undefined)[] = [
	[1, (view, at) => view.getInt8(at)],
	[1, (view, at) => view.getUint8(at)],
	[1, (view, at) => view.getUint8(at) !== 0],
	[2, (view, at) => view.getInt16(at, true)],
	[2, (view, at) => view.getUint16(at, true)],
	[4, (view, at) => view.getInt32(at, true)],
	[4, (view, at) => view.getUint32(at, true)],
	[8, (view, at) => whole(view.getBigInt64(at, true))],
	[8, (view, at) => whole(view.getBigUint64(at, true))],
	[4, (view, at) => view.getFloat32(at, true)],
	[8, (view, at) => view.getFloat64(at, true)],
];
const [lastFixed, binaryType] = [10, 14];

/** The value at a place, and how many bytes it takes; it must end before the row does. */
function valueAt(feature: Table, place: number, { column, end }: { column: Column; end: number }): { value: unknown; bytes: number } {
	const known = column.type <= lastFixed ? fixed[column.type] : undefined;
	const bytes = known ? known[0] : 4 + feature.view.getUint32(place, true);
	if (place + bytes > end) throw new RangeError('a value that is longer than its row');
	return { value: known ? known[1](feature.view, place) : textAt(feature, place, column), bytes };
}

/** The properties of a feature. A column that the feature says nothing of is empty there. */
export function propertiesOf(feature: Table, at: number, columns: readonly Column[]): Record<string, unknown> {
	const properties: Record<string, unknown> = {};
	for (const { name } of columns) properties[name] = null;
	const list = feature.list(at, 1);
	const end = list ? list.from + list.count : 0;
	for (let place = list?.from ?? 0; place < end; ) {
		const column = columns[feature.view.getUint16(place, true)];
		if (!column || column.type > binaryType) throw new RangeError('a value of no known column');
		const { value, bytes } = valueAt(feature, place + 2, { column, end });
		properties[column.name] = value;
		place += 2 + bytes;
	}
	return properties;
}

function textAt({ bytes, view }: Table, place: number, { type }: Column): string {
	const length = view.getUint32(place, true);
	if (type === binaryType) return `${length} bytes`;
	return bytes.toString('utf8', place + 4, place + 4 + length);
}
