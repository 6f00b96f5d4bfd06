import { PbfWriter } from 'pbf';
import { commandsOf, type TileGeometry } from './tile-geometry.ts';
import { type Projection, readWkb } from './wkb.ts';

/** What a feature says about itself; null and undefined are left out, as are numbers that are none. */
export type TileProperties = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** A feature in EPSG:3857. */
export interface TileFeature {
	/** A whole number of 0 or more. */
	readonly id?: number;
	/** Well-known binary in EPSG:3857. */
	readonly wkb: Uint8Array;
	readonly properties: TileProperties;
}

/** A layer of one tile. */
export interface TileLayer {
	readonly name: string;
	readonly z: number;
	readonly x: number;
	readonly y: number;
	/** Units along a side of the tile; 4096 by default. */
	readonly extent?: number;
	/** Units around the tile that are kept, so that symbols and line ends are not cut at its edge; 64 by default. */
	readonly buffer?: number;
	readonly features: readonly TileFeature[];
}

const WORLD = 20_037_508.342789244;

interface Encoded {
	readonly id: number | undefined;
	readonly tags: number[];
	readonly geometry: TileGeometry;
}

interface Dictionary {
	readonly keys: Map<string, number>;
	readonly values: Map<string | number | boolean, number>;
}

/** The bounds [west, south, east, north] of a tile in EPSG:3857 metres, widened by a buffer in 4096ths of its side. */
export function tileBounds3857(z: number, x: number, y: number, buffer = 0): [number, number, number, number] {
	const side = (2 * WORLD) / 2 ** z;
	const margin = (side * buffer) / 4096;
	return [x * side - WORLD - margin, WORLD - (y + 1) * side - margin, (x + 1) * side - WORLD + margin, WORLD - y * side + margin];
}

/** A Mapbox vector tile (version 2.1): quantised, clipped to the buffered tile; features that vanish and layers without any are left out. */
export function encodeTile(layers: readonly TileLayer[]): Buffer {
	const writer = new PbfWriter();
	for (const layer of layers) {
		const dictionary: Dictionary = { keys: new Map(), values: new Map() };
		const features = encodeFeatures(layer, dictionary);
		if (features.length > 0) {
			writer.writeMessage(3, writeLayer, { layer, features, dictionary });
		}
	}
	return Buffer.from(writer.finish());
}

function encodeFeatures({ z, x, y, extent = 4096, buffer = 64, features }: TileLayer, dictionary: Dictionary): Encoded[] {
	const [west, south, east, north] = tileBounds3857(z, x, y);
	const projection: Projection = { x0: west, y0: north, scaleX: extent / (east - west), scaleY: -extent / (north - south) };
	const box = { low: -buffer, high: extent + buffer };
	const encoded: Encoded[] = [];
	for (const { id, wkb, properties } of features) {
		const geometry = commandsOf(readWkb(wkb, projection), box);
		if (geometry) {
			encoded.push({ id, tags: tagsOf(properties, dictionary), geometry });
		}
	}
	return encoded;
}

function tagsOf(properties: TileProperties, { keys, values }: Dictionary): number[] {
	const tags: number[] = [];
	for (const key of Object.keys(properties)) {
		const value = properties[key];
		if (value !== null && value !== undefined && !(typeof value === 'number' && !Number.isFinite(value))) {
			tags.push(indexOf(keys, key), indexOf(values, value));
		}
	}
	return tags;
}

function indexOf<Key>(indices: Map<Key, number>, key: Key): number {
	let index = indices.get(key);
	if (index === undefined) {
		index = indices.size;
		indices.set(key, index);
	}
	return index;
}

function writeLayer({ layer, features, dictionary }: { layer: TileLayer; features: Encoded[]; dictionary: Dictionary }, writer: PbfWriter): void {
	writer.writeVarintField(15, 2);
	writer.writeStringField(1, layer.name);
	for (const feature of features) {
		writer.writeMessage(2, writeFeature, feature);
	}
	for (const key of dictionary.keys.keys()) {
		writer.writeStringField(3, key);
	}
	for (const value of dictionary.values.keys()) {
		writer.writeMessage(4, writeValue, value);
	}
	writer.writeVarintField(5, layer.extent ?? 4096);
}

function writeFeature({ id, tags, geometry }: Encoded, writer: PbfWriter): void {
	if (id !== undefined) {
		writer.writeVarintField(1, id);
	}
	writer.writePackedVarint(2, tags);
	writer.writeVarintField(3, geometry.type);
	writer.writePackedVarint(4, geometry.commands);
}

function writeValue(value: string | number | boolean, writer: PbfWriter): void {
	if (typeof value === 'string') {
		writer.writeStringField(1, value);
	} else if (typeof value === 'boolean') {
		writer.writeBooleanField(7, value);
	} else if (!Number.isInteger(value) || Math.abs(value) > 2 ** 52) {
		writer.writeDoubleField(3, value);
	} else if (value < 0) {
		writer.writeSVarintField(6, value);
	} else {
		writer.writeVarintField(5, value);
	}
}
