import { createHash } from 'node:crypto';
import exifr from 'exifr';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import type { Upload } from './files.ts';
import { Problem } from './problem.ts';
import type { Store } from './store.ts';

/** A photo as we keep it: re-encoded, so that no metadata and nothing hidden survives. */
export interface Photo {
	/** Hash of what was sent: tells whether a repeat is the same. */
	original: string;
	hash: string;
	thumbHash: string;
	kind: 'image/jpeg';
	bytes: number;
	width: number;
	height: number;
	/** Where the camera says it was: a second opinion about the pin, never shown. */
	position: { lon: number; lat: number } | undefined;
}

const readable = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif']);
const longestSide = 1920;
const thumbSide = 360;
/** A picture of more pixels than any phone takes is an attack on our memory. */
const mostPixels = 80_000_000;

async function position(bytes: Buffer): Promise<Photo['position']> {
	try {
		const gps = await exifr.gps(bytes);
		return gps && Number.isFinite(gps.longitude) && Number.isFinite(gps.latitude) ? { lon: gps.longitude, lat: gps.latitude } : undefined;
	} catch {
		return undefined;
	}
}

/** Re-encodes a photo and keeps it with its thumbnail; what it claims to be is not believed. */
export async function preparePhoto({ buffer, field }: Upload, store: Store): Promise<Photo> {
	const type = await fileTypeFromBuffer(buffer);
	if (!type || !readable.has(type.mime)) throw new Problem('bad-photo', undefined, { errors: [{ path: field, message: 'Not a photo we can read.' }] });
	try {
		const picture = sharp(buffer, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 }).rotate();
		const { data, info } = await picture
			.clone()
			.resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
			.jpeg({ quality: 78, mozjpeg: true })
			.toBuffer({ resolveWithObject: true });
		const thumb = await picture.clone().resize({ width: thumbSide, height: thumbSide, fit: 'cover' }).jpeg({ quality: 70, mozjpeg: true }).toBuffer();
		const original = createHash('sha256').update(buffer).digest('hex');
		const [hash, thumbHash] = [await store.keep(data), await store.keep(thumb)];
		return { original, hash, thumbHash, kind: 'image/jpeg', bytes: data.length, width: info.width, height: info.height, position: await position(buffer) };
	} catch (error) {
		if (error instanceof Problem) throw error;
		throw new Problem('bad-photo', undefined, { errors: [{ path: field, message: 'The photo is damaged or too large to open.' }] });
	}
}
