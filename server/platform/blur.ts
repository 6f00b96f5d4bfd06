import sharp from 'sharp';
import type { Store } from './store.ts';

/** A part of a photo: left, top, width and height as parts of its width and height. */
export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** A face that is hidden is made of so many squares along its longer side: too few to know it by, and no way back. */
const squares = 6;
const thumbSide = 360;

/** Pixels of a box within a picture; at least four wide and high. */
function pixels({ x, y, width, height }: Box, of: { width: number; height: number }): { left: number; top: number; width: number; height: number } {
	const left = Math.min(of.width - 4, Math.max(0, Math.floor(x * of.width)));
	const top = Math.min(of.height - 4, Math.max(0, Math.floor(y * of.height)));
	return {
		left,
		top,
		width: Math.max(4, Math.min(of.width - left, Math.ceil(width * of.width))),
		height: Math.max(4, Math.min(of.height - top, Math.ceil(height * of.height))),
	};
}

/** Keeps a copy of a photo in which parts are made unrecognisable, with its thumbnail; what was there is not in the copy in any way. */
export async function blurredCopy(path: string, boxes: readonly Box[], store: Store): Promise<{ hash: string; thumbHash: string }> {
	const { data, info } = await sharp(path).toBuffer({ resolveWithObject: true });
	const patches = await Promise.all(
		boxes.map(async (box) => {
			const at = pixels(box, info);
			const scale = squares / Math.max(at.width, at.height);
			const few = await sharp(data)
				.extract(at)
				.resize(Math.max(1, Math.round(at.width * scale)), Math.max(1, Math.round(at.height * scale)), { fit: 'fill' })
				.png()
				.toBuffer();
			return { input: await sharp(few).resize(at.width, at.height, { fit: 'fill', kernel: 'nearest' }).png().toBuffer(), left: at.left, top: at.top };
		}),
	);
	const copy = await sharp(data).composite(patches).jpeg({ quality: 78, mozjpeg: true }).toBuffer();
	const thumb = await sharp(copy).resize({ width: thumbSide, height: thumbSide, fit: 'cover' }).jpeg({ quality: 70, mozjpeg: true }).toBuffer();
	return { hash: await store.keep(copy), thumbHash: await store.keep(thumb) };
}
