/** Where a photo was taken, in WGS84. */
export interface PhotoPosition {
	lon: number;
	lat: number;
}

const EXIF = 0xffe1;
const GPS = 0x8825;
const IMAGE_DATA = 0xffda;

/** The part of a JPEG that holds its Exif data as TIFF, if there is one. */
function exifOf(jpeg: DataView): DataView | null {
	let at = 2;
	while (at + 10 < jpeg.byteLength) {
		const marker = jpeg.getUint16(at);
		const length = jpeg.getUint16(at + 2);
		if (marker === EXIF && jpeg.getUint32(at + 4) === 0x45786966) return new DataView(jpeg.buffer, jpeg.byteOffset + at + 10, length - 8);
		if (marker < 0xff00 || marker === IMAGE_DATA) return null;
		at += 2 + length;
	}
	return null;
}

/** The entries of one TIFF directory: where the value of each tag stands. */
function entriesOf(tiff: DataView, at: number, little: boolean): Map<number, number> {
	const count = tiff.getUint16(at, little);
	return new Map(Array.from({ length: count }, (_, entry) => [tiff.getUint16(at + 2 + entry * 12, little), at + 2 + entry * 12 + 8]));
}

function degreesAt(tiff: DataView, value: number, little: boolean): number {
	const at = tiff.getUint32(value, little);
	const part = (index: number): number => tiff.getUint32(at + index * 8, little) / (tiff.getUint32(at + index * 8 + 4, little) || 1);
	return part(0) + part(1) / 60 + part(2) / 3600;
}

function gpsOf(tiff: DataView): PhotoPosition | null {
	const little = tiff.getUint16(0) === 0x4949;
	const pointer = entriesOf(tiff, tiff.getUint32(4, little), little).get(GPS);
	if (pointer === undefined) return null;
	const gps = entriesOf(tiff, tiff.getUint32(pointer, little), little);
	const [south, lat, west, lon] = [1, 2, 3, 4].map((tag) => gps.get(tag));
	if (south === undefined || lat === undefined || west === undefined || lon === undefined) return null;
	const sign = (at: number, negative: string): number => (String.fromCharCode(tiff.getUint8(at)) === negative ? -1 : 1);
	const position = { lat: degreesAt(tiff, lat, little) * sign(south, 'S'), lon: degreesAt(tiff, lon, little) * sign(west, 'W') };
	// Receivers without a fix write zeros.
	return Number.isFinite(position.lat + position.lon) && Math.abs(position.lat) + Math.abs(position.lon) > 1e-6 ? position : null;
}

/** Where a photo says it was taken; null where it does not say, or cannot be read. */
export function readPosition(bytes: ArrayBuffer): PhotoPosition | null {
	try {
		const tiff = exifOf(new DataView(bytes));
		return tiff && gpsOf(tiff);
	} catch {
		return null;
	}
}

const second = 10_000;

function writeDegrees(view: DataView, at: number, degrees: number): void {
	const whole = Math.floor(degrees);
	const minutes = Math.floor((degrees - whole) * 60);
	const seconds = Math.round(((degrees - whole) * 60 - minutes) * 60 * second);
	for (const [index, [value, by]] of [
		[whole, 1],
		[minutes, 1],
		[seconds, second],
	].entries()) {
		view.setUint32(at + index * 8, value ?? 0, true);
		view.setUint32(at + index * 8 + 4, by ?? 1, true);
	}
}

/** The Exif part of a JPEG that says where it was taken and nothing else. */
export function positionPart({ lon, lat }: PhotoPosition): Uint8Array<ArrayBuffer> {
	const part = new Uint8Array(138);
	part.set([0xff, 0xe1, 0, 136, 0x45, 0x78, 0x69, 0x66, 0, 0]);
	const tiff = new DataView(part.buffer, 10);
	const entry = (at: number, [tag, type, count, value]: readonly [number, number, number, number]): void => {
		tiff.setUint16(at, tag, true);
		tiff.setUint16(at + 2, type, true);
		tiff.setUint32(at + 4, count, true);
		tiff.setUint32(at + 8, value, true);
	};
	tiff.setUint32(0, 0x49492a00);
	tiff.setUint32(4, 8, true);
	tiff.setUint16(8, 1, true);
	entry(10, [GPS, 4, 1, 26]);
	tiff.setUint16(26, 4, true);
	entry(28, [1, 2, 2, (lat < 0 ? 'S' : 'N').charCodeAt(0)]);
	entry(40, [2, 5, 3, 80]);
	entry(52, [3, 2, 2, (lon < 0 ? 'W' : 'E').charCodeAt(0)]);
	entry(64, [4, 5, 3, 104]);
	writeDegrees(tiff, 80, Math.abs(lat));
	writeDegrees(tiff, 104, Math.abs(lon));
	return part;
}

/** A JPEG with the place where it was taken written into it. */
export const withPosition = (jpeg: Blob, position: PhotoPosition): Blob =>
	new Blob([jpeg.slice(0, 2), positionPart(position), jpeg.slice(2)], { type: 'image/jpeg' });
