/** A box of an MP4 file around what it holds. */
export const box = (type: string, ...inside: readonly (Buffer | string)[]): Buffer => {
	const body = Buffer.concat(inside.map((it) => (typeof it === 'string' ? Buffer.from(it, 'latin1') : it)));
	const head = Buffer.alloc(8);
	head.writeUInt32BE(body.length + 8);
	head.write(type, 4, 'latin1');
	return Buffer.concat([head, body]);
};

const words = (...numbers: readonly number[]): Buffer => {
	const buffer = Buffer.alloc(numbers.length * 4);
	for (const [i, it] of numbers.entries()) buffer.writeUInt32BE(it >>> 0, i * 4);
	return buffer;
};

/** When it was filmed, in seconds since 1904: it must not stay. */
export const filmedAt = 0xe123_4567;

const matrix = (upright: boolean): Buffer =>
	upright ? words(0, 0x10000, 0, -0x10000 >>> 0, 0, 0, 0, 0, 0x40000000) : words(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

interface TrackOptions {
	id: number;
	handler: string;
	name: string;
	entry: Buffer;
	samples: readonly Buffer[];
	/** Where in the file its samples begin; they lie one behind the other. */
	at: number;
	seconds: number;
	upright: boolean;
}

function track({ id, handler, name, entry, samples, at, seconds, upright }: TrackOptions): Buffer {
	const header = words(0, filmedAt, filmedAt, id, 0, seconds * 1000, 0, 0, 0, 0);
	const table = box(
		'stbl',
		box('stsd', words(0, 1), entry),
		box('stts', words(0, 1, samples.length, Math.round((seconds * 1000) / samples.length))),
		box('stsc', words(0, 1, 1, samples.length, 1)),
		box('stsz', words(0, 0, samples.length, ...samples.map((it) => it.length))),
		box('stco', words(0, 1, at)),
	);
	const media = box(
		'mdia',
		box('mdhd', words(0, filmedAt, filmedAt, 1000, seconds * 1000, 0)),
		box('hdlr', words(0, 0), handler, words(0, 0, 0), `${name}\0`),
		box('minf', box('vmhd', words(1, 0, 0)), box('dinf', box('dref', words(0, 1), box('url ', words(1)))), table),
	);
	return box('trak', box('tkhd', header, matrix(upright), words(640 << 16, 480 << 16)), media, box('udta', box('\u00a9xyz', 'SECRET-33.7342+018.9621/')));
}

/** How pictures are coded: 640 by 480, with the name of the camera where the name of a coder may stand. */
export const pictureEntry = (type: string, setup: Buffer): Buffer => {
	const fields = Buffer.alloc(78);
	fields.writeUInt16BE(1, 6);
	fields.writeUInt16BE(640, 24);
	fields.writeUInt16BE(480, 26);
	fields.write('\x0dSECRET-camera', 42, 'latin1');
	fields.writeUInt16BE(24, 74);
	fields.writeInt16BE(-1, 76);
	return box(type, fields, setup, box('uuid', 'SECRET-in-the-description'));
};

export interface Film {
	frames: readonly Buffer[];
	entry: Buffer;
	seconds?: number;
	upright?: boolean;
	brand?: string;
}

/** A film as phones and dash cameras make them: with the place, the device and the hour in every corner where cameras put them. */
export function film({ frames, entry, seconds = 3, upright = false, brand = 'mp42' }: Film): Buffer {
	const start = box('ftyp', brand, words(0), brand);
	const places = Buffer.from('SECRET-places-of-each-second');
	const gap = Buffer.from('SECRET-between-the-frames');
	const data = box('mdat', ...frames, gap, places);
	const first = start.length + 8;
	const after = first + frames.reduce((sum, it) => sum + it.length, 0) + gap.length;
	const common = { seconds, upright };
	const movie = box(
		'moov',
		box('mvhd', words(0, filmedAt, filmedAt, 1000, seconds * 1000, 0x10000, 0, 0, 0), matrix(false), words(0, 0, 0, 0, 0, 0, 3)),
		track({ id: 1, handler: 'vide', name: 'SECRET-handler', entry, samples: frames, at: first, ...common }),
		track({ id: 2, handler: 'meta', name: 'SECRET-places', entry: box('camm', Buffer.alloc(8)), samples: [places], at: after, ...common }),
		box('meta', words(0), 'SECRET-com.apple.quicktime.location.ISO6709'),
		box('udta', box('\u00a9mod', 'SECRET-phone')),
	);
	return Buffer.concat([start, data, movie, box('uuid', 'SECRET-xmp'), box('free', 'SECRET-in-free-space')]);
}
