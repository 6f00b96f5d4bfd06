import { createReadStream } from 'node:fs';
import { SourceError, type SourceLayer, type SourceRow, source } from './index.ts';
import { ByteWindow } from './reading/byte-window.ts';
import { largestFeature } from './reading/feature.ts';
import { fgbKind, fgbShape } from './reading/fgb-geometry.ts';
import { type Column, columnsOf, propertiesOf } from './reading/fgb-properties.ts';
import { Table } from './reading/flatbuffer.ts';
import { chosenLayer } from './reading/layers.ts';

const magic = Buffer.from([0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62]);
const [magicBytes, largestHead, nodeBytes, defaultNode] = [8, 10 * 1024 * 1024, 40, 16];
const chunkBytes = 256 * 1024;
const megabyte = 1024 * 1024;
const inHead = { name: 0, kind: 2, z: 3, columns: 7, count: 8, node: 9, crs: 10 } as const;
const inCrs = { authority: 0, code: 1, name: 2 } as const;
const inFeature = { geometry: 0, properties: 1, columns: 2 } as const;

interface Head {
	readonly layer: SourceLayer;
	readonly kind: number;
	readonly deep: boolean;
	readonly columns: readonly Column[];
	/** Bytes of the index that stands before the features. */
	readonly index: number;
}

/** Bytes of a packed tree over so many boxes, so many in each node. */
function indexBytes(count: number, node: number): number {
	if (count === 0 || node < 2) return 0;
	let [level, nodes] = [count, count];
	do {
		level = Math.ceil(level / node);
		nodes += level;
	} while (level !== 1);
	return nodes * nodeBytes;
}

function crsOf(crs: Table | undefined): string | null {
	if (!crs) return null;
	const code = crs.int(inCrs.code);
	return code > 0 ? `${crs.text(inCrs.authority) || 'EPSG'}:${code}` : crs.text(inCrs.name) || 'a system that the file does not name';
}

function described(table: Table): Head {
	const [kind, rows] = [table.byte(inHead.kind), table.long(inHead.count)];
	const layer = { name: table.text(inHead.name) || 'features', rows: rows || null, crs: crsOf(table.table(inHead.crs)), geometry: fgbKind(kind) ?? 'unknown' };
	const index = indexBytes(rows, table.short(inHead.node, defaultNode));
	if (!Number.isSafeInteger(index)) throw new RangeError('an index without end');
	return { layer, kind, deep: table.byte(inHead.z) !== 0, columns: columnsOf(table, inHead.columns), index };
}

/** Whatever leads out of the bytes of a broken file ends here. */
function guarded<T>(what: string, read: () => T): T {
	try {
		return read();
	} catch (error) {
		if (error instanceof RangeError) throw new SourceError(`${what} cannot be read: the file is damaged`);
		throw error;
	}
}

async function headOf(window: ByteWindow): Promise<Head> {
	if (!(await window.fill(magicBytes + 4)) || !window.bytes.subarray(window.at, window.at + magic.length).equals(magic))
		throw new SourceError('this is no FlatGeobuf');
	const bytes = window.view.getUint32(window.at + magicBytes, true);
	if (bytes > largestHead) throw new SourceError('its head is larger than any can be');
	if (!(await window.fill(magicBytes + 4 + bytes))) throw new SourceError('the file ends in its head');
	const head = guarded('its head', () => described(Table.root(window.bytes, window.view, window.at + magicBytes + 4)));
	window.at += magicBytes + 4 + bytes;
	return head;
}

/** Whether the window holds the next feature whole, after what has to be waited for; false at the end of the file. */
async function arrives(window: ByteWindow, line: number): Promise<boolean> {
	if (!(await window.fill(1))) return false;
	const whole = (await window.fill(4)) && (await window.fill(4 + sizeAt(window, line)));
	if (!whole) throw new SourceError(`the file ends in the middle of feature ${line}`);
	return true;
}

function sizeAt({ view, at }: ByteWindow, line: number): number {
	const size = view.getUint32(at, true);
	if (size > largestFeature) throw new SourceError(`feature ${line} is larger than ${largestFeature / megabyte} MB`);
	return size;
}

function featureIn(window: ByteWindow, line: number, { layer, kind, deep, columns }: Head): SourceRow {
	const from = window.at + 4;
	const feature = Table.root(window.bytes, window.view, from);
	const own = columnsOf(feature, inFeature.columns);
	const { wkb, geometry, problem } = fgbShape(feature.table(inFeature.geometry), { kind, deep });
	const properties = propertiesOf(feature, inFeature.properties, own.length > 0 ? own : columns);
	return { line, problem, geometry, wkb, properties, crs: layer.crs ?? undefined };
}

async function* rowsIn(window: ByteWindow, head: Head): AsyncGenerator<SourceRow> {
	if (!(await window.skip(head.index))) throw new SourceError('the file ends in its index');
	let line = 0;
	while (await arrives(window, line + 1)) {
		while (window.holds(4) && window.holds(4 + sizeAt(window, line + 1))) {
			line += 1;
			yield guarded(`feature ${line}`, () => featureIn(window, line, head));
			window.at += 4 + window.view.getUint32(window.at, true);
		}
	}
	if (head.layer.rows !== null && line !== head.layer.rows) throw new SourceError(`the file says it holds ${head.layer.rows} features, and ends after ${line}`);
}

async function opened<T>(path: string, read: (window: ByteWindow) => Promise<T>): Promise<T> {
	const window = new ByteWindow(createReadStream(path, { highWaterMark: chunkBytes }));
	try {
		return await read(window);
	} finally {
		await window.close();
	}
}

export default source({
	id: 'flatgeobuf',
	title: 'FlatGeobuf',
	accepts: (fileName, head) => /\.fgb$/i.test(fileName) || head.subarray(0, magic.length).equals(magic),
	layers: (path) => opened(path, async (window) => [(await headOf(window)).layer]),
	read: async function* (path, { layer }) {
		const window = new ByteWindow(createReadStream(path, { highWaterMark: chunkBytes }));
		try {
			const head = await headOf(window);
			chosenLayer([head.layer], layer);
			yield* rowsIn(window, head);
		} finally {
			await window.close();
		}
	},
});
