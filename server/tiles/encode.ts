import { Worker } from 'node:worker_threads';
import { encodeTile, type TileFeature, type TileProperties } from '../maths/tile.ts';
import type { Address } from './address.ts';

/** What the encoding thread is given: all geometries in one piece of memory, which changes hands without being copied. */
export interface Parcel {
	number: number;
	name: string;
	z: number;
	x: number;
	y: number;
	wkb: Uint8Array<ArrayBuffer>;
	lengths: number[];
	ids: (number | undefined)[];
	properties: TileProperties[];
}

export type Encoded = { number: number; tile: Uint8Array } | { number: number; error: string };

/** Turns features into a vector tile; `close` lets the thread go. */
export interface Encoder {
	encode: (name: string, address: Address, features: TileFeature[]) => Promise<Buffer>;
	close: () => Promise<void>;
}

/** Larger tiles are encoded beside the thread that answers requests. */
const many = 2000;

const startWorker = (): Worker => {
	const worker = new Worker(new URL('./start-thread.js', import.meta.url), { execArgv: [] });
	worker.unref();
	return worker;
};

const parcelOf = (number: number, { name, address, features }: { name: string; address: Address; features: TileFeature[] }): Parcel => {
	const lengths = features.map(({ wkb }) => wkb.length);
	const wkb = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
	let offset = 0;
	for (const feature of features) {
		wkb.set(feature.wkb, offset);
		offset += feature.wkb.length;
	}
	const { z, x, y } = address;
	return { number, name, z, x, y, wkb, lengths, ids: features.map(({ id }) => id), properties: features.map(({ properties }) => properties) };
};

/** An encoder with a thread of its own for large tiles, started when the first comes. */
export function createEncoder(): Encoder {
	let worker: Worker | undefined;
	let number = 0;
	const waiting = new Map<number, { resolve: (tile: Buffer) => void; reject: (error: Error) => void }>();
	const fail = (error: Error): void => {
		worker = undefined;
		for (const { reject } of waiting.values()) reject(error);
		waiting.clear();
	};
	const hear = (it: Encoded): void => {
		const asker = waiting.get(it.number);
		waiting.delete(it.number);
		if ('error' in it) asker?.reject(new Error(it.error));
		else asker?.resolve(Buffer.from(it.tile.buffer, it.tile.byteOffset, it.tile.byteLength));
	};
	const thread = (): Worker => {
		worker ??= startWorker().on('message', hear).on('error', fail);
		return worker;
	};
	return {
		encode: async (name, address, features) => {
			const { z, x, y } = address;
			if (features.length <= many) return encodeTile([{ name, z, x, y, features }]);
			number += 1;
			const parcel = parcelOf(number, { name, address, features });
			return new Promise((resolve, reject) => {
				waiting.set(parcel.number, { resolve, reject });
				thread().postMessage(parcel, [parcel.wkb.buffer]);
			});
		},
		close: async () => {
			await worker?.terminate();
			fail(new Error('the encoder was closed'));
		},
	};
}
