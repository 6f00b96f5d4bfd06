import { parentPort } from 'node:worker_threads';
import { encodeTile, type TileFeature } from '../maths/tile.ts';
import type { Encoded, Parcel } from './encode.ts';

const featuresOf = ({ wkb, lengths, ids, properties }: Parcel): TileFeature[] => {
	let offset = 0;
	return lengths.map((length, i) => {
		const id = ids[i];
		const feature = { ...(id !== undefined && { id }), wkb: wkb.subarray(offset, offset + length), properties: properties[i] ?? {} };
		offset += length;
		return feature;
	});
};

const encode = (parcel: Parcel): Encoded => {
	const { number, name, z, x, y } = parcel;
	try {
		// A copy of its own: what a Buffer stands on may be shared.
		return { number, tile: new Uint8Array(encodeTile([{ name, z, x, y, features: featuresOf(parcel) }])) };
	} catch (error) {
		return { number, error: String(error) };
	}
};

parentPort?.on('message', (parcel: Parcel) => parentPort?.postMessage(encode(parcel)));
