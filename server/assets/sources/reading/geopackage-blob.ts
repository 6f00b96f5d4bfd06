import type { SourceRow } from '../index.ts';

const [capitalG, capitalP] = [0x47, 0x50];
/** Bytes of the envelope by the number in the flags: none, two dimensions, with Z, with M, with both. */
const envelopes = [0, 32, 48, 48, 64];
const [littleEndian, emptyFlag, extendedFlag] = [0b1, 0b10000, 0b100000];
const headBytes = 8;
type Geometry = Pick<SourceRow, 'wkb' | 'geometry' | 'problem'>;

/** Four bytes of a blob as a number. Once for each of a million rows, a DataView would cost more than all else that is done here. */
function numberAt(blob: Uint8Array, at: number, little: boolean): number {
	const [a, b, c, d] = [blob[at] as number, blob[at + 1] as number, blob[at + 2] as number, blob[at + 3] as number];
	return little ? a | (b << 8) | (c << 16) | (d << 24) : (a << 24) | (b << 16) | (c << 8) | d;
}

/** A geometry may name no system in particular (0, -1) whatever its layer says. */
const isForeign = (named: number, srs: number): boolean => named !== srs && named !== 0 && named !== -1;

/** The well-known binary behind the header of a geometry of a GeoPackage. */
export function unpacked(blob: Uint8Array, srs: number): Geometry {
	if (blob.length < headBytes || blob[0] !== capitalG || blob[1] !== capitalP) return { problem: 'its geometry is not that of a GeoPackage' };
	const flags = blob[3] as number;
	const envelope = envelopes[(flags >> 1) & 0b111];
	if (envelope === undefined || (flags & extendedFlag) !== 0) return { problem: 'its geometry is of a kind that GeoPackage leaves to its extensions' };
	const named = numberAt(blob, 4, (flags & littleEndian) !== 0);
	if (isForeign(named, srs)) return { problem: `its geometry is written in system ${named} where the layer is in ${srs}` };
	if ((flags & emptyFlag) !== 0) return { geometry: { type: 'Point', coordinates: [] } };
	return { wkb: blob.subarray(headBytes + envelope) };
}
