import { type Box, blank, boxesIn, only } from './boxes.ts';
import { codingOf, silence } from './notes.ts';
import { type Sample, samplesOf } from './samples.ts';
import { type Cleaned, must } from './unclean.ts';

/** What stays, by what holds it; everything else becomes free space. */
const stays: Readonly<Record<string, readonly string[]>> = {
	moov: ['mvhd', 'trak'],
	trak: ['tkhd', 'edts', 'mdia'],
	edts: ['elst'],
	mdia: ['mdhd', 'hdlr', 'minf'],
	minf: ['vmhd', 'smhd', 'hdlr', 'dinf', 'stbl'],
	dinf: ['dref'],
	stbl: ['stsd', 'stts', 'ctts', 'cslg', 'stss', 'stsc', 'stsz', 'stco', 'co64', 'sdtp', 'sgpd', 'sbgp'],
};

/** What may stand in the description of how pictures are coded. */
const setups = ['avcC', 'hvcC', 'av1C', 'vpcC', 'esds', 'colr', 'pasp', 'clap', 'fiel', 'btrt', 'dvcC', 'dvvC'];

/** When it was made and changed stands at the head of three boxes, in seconds of four or eight bytes. */
const forgetWhen = (bytes: Buffer, { body, end }: Box): void => void bytes.fill(0, body + 4, Math.min(end, body + (bytes[body] === 1 ? 20 : 12)));

function durationOf(bytes: Buffer, { body, end }: Box): number {
	const wide = bytes[body] === 1;
	must(body + (wide ? 32 : 20) <= end, 'A header is cut off.');
	const scale = bytes.readUInt32BE(body + (wide ? 20 : 12));
	const length = wide ? Number(bytes.readBigUInt64BE(body + 24)) : bytes.readUInt32BE(body + 16);
	return scale > 0 && length < 0xffff_ffff ? length / scale : 0;
}

/** Width and height as shown: a phone held upright says so in a matrix. */
function shownSize(bytes: Buffer, { body, end }: Box): { width: number; height: number } {
	const matrix = body + (bytes[body] === 1 ? 52 : 40);
	must(matrix + 44 <= end, 'A header is cut off.');
	const [across, down] = [bytes.readUInt16BE(matrix + 36), bytes.readUInt16BE(matrix + 40)];
	const turned = Math.abs(bytes.readInt32BE(matrix + 4)) > Math.abs(bytes.readInt32BE(matrix));
	return turned ? { width: down, height: across } : { width: across, height: down };
}

/** Takes away what a part holds beside what stays, and answers what does. */
function sift(bytes: Buffer, box: Box): Box[] {
	const inside = boxesIn(bytes, box.body, box.end);
	for (const it of inside) if (!stays[box.type]?.includes(it.type)) blank(bytes, it);
	return inside.filter((it) => stays[box.type]?.includes(it.type));
}

/** The descriptions of how pictures are coded, without the name of what coded them. */
function siftPictures(bytes: Buffer, description: Box): Box | undefined {
	const entries = boxesIn(bytes, description.body + 8, description.end);
	for (const entry of entries) {
		must(entry.body + 78 <= entry.end, 'A description is cut off.');
		bytes.fill(0, entry.body + 42, entry.body + 74);
		for (const it of boxesIn(bytes, entry.body + 78, entry.end)) if (!setups.includes(it.type)) blank(bytes, it);
	}
	return entries[0];
}

interface Track {
	seconds: number;
	samples: Sample[];
	size?: { width: number; height: number };
}

const kindOf = (bytes: Buffer, track: Box): string => {
	const media = only(boxesIn(bytes, track.body, track.end), 'mdia');
	const handler = only(boxesIn(bytes, media.body, media.end), 'hdlr');
	return bytes.toString('latin1', handler.body + 8, handler.body + 12);
};

/** Cleans a track of pictures or sound; any other kind (places, captions, measurements) is taken away whole. */
function cleanTrack(bytes: Buffer, track: Box): Track | undefined {
	const kind = kindOf(bytes, track);
	if (kind !== 'vide' && kind !== 'soun') {
		blank(bytes, track);
		return undefined;
	}
	const head = only(sift(bytes, track), 'tkhd');
	const media = only(boxesIn(bytes, track.body, track.end), 'mdia');
	for (const it of boxesIn(bytes, track.body, track.end)) if (it.type === 'edts') sift(bytes, it);
	const parts = sift(bytes, media);
	const [times, handler] = [only(parts, 'mdhd'), only(parts, 'hdlr')];
	forgetWhen(bytes, head);
	forgetWhen(bytes, times);
	bytes.fill(0, Math.min(handler.end, handler.body + 24), handler.end);
	const table = only(cleanReferences(bytes, sift(bytes, only(parts, 'minf'))), 'stbl');
	const description = only(sift(bytes, table), 'stsd');
	const samples = samplesOf(bytes, table);
	const seconds = durationOf(bytes, times);
	if (kind === 'soun') return { seconds, samples };
	const entry = siftPictures(bytes, description);
	const coding = entry && codingOf(bytes, entry);
	if (coding) for (const sample of samples) silence(bytes, sample, coding);
	return { seconds, samples, size: shownSize(bytes, head) };
}

/** Pictures must lie in the file itself, not at an address; the address of no other file is kept. */
function cleanReferences(bytes: Buffer, parts: Box[]): Box[] {
	for (const it of parts) {
		if (it.type === 'hdlr') bytes.fill(0, Math.min(it.end, it.body + 24), it.end);
		if (it.type !== 'dinf') continue;
		for (const list of sift(bytes, it))
			for (const reference of boxesIn(bytes, list.body + 8, list.end)) {
				must((bytes.readUInt32BE(reference.body) & 1) === 1, 'Its pictures lie in another file.');
				bytes.fill(0, reference.body + 4, reference.end);
			}
	}
	return parts;
}

/** Everything between the frames goes: there cameras keep what is in no table. */
function clearBetween(bytes: Buffer, boxes: readonly Box[], samples: readonly Sample[]): void {
	const sorted = samples.toSorted((a, b) => a.at - b.at);
	let next = 0;
	for (const { body, end } of boxes.toSorted((a, b) => a.at - b.at)) {
		let from = body;
		for (; next < sorted.length && (sorted[next]?.at ?? end) < end; next += 1) {
			const { at, end: until } = sorted[next] as Sample;
			must(at >= body && until <= end, 'A frame lies where none can be.');
			if (at > from) bytes.fill(0, from, at);
			from = Math.max(from, until);
		}
		bytes.fill(0, from, end);
	}
	must(next === sorted.length, 'A frame lies where none can be.');
}

/**
 * Leaves nothing in an MP4 or QuickTime file but how pictures and sound are coded, and their frames: not where and when it was taken, by which
 * device, nor tracks of other kinds. In place, so that no table changes. Throws `Unclean`.
 */
export function cleanMp4(bytes: Buffer): Cleaned {
	const boxes = boxesIn(bytes, 0, bytes.length);
	must(!boxes.some((it) => it.type === 'moof'), 'It is written in fragments.');
	for (const it of boxes) if (!['ftyp', 'moov', 'mdat'].includes(it.type)) blank(bytes, it);
	const parts = sift(bytes, only(boxes, 'moov'));
	const head = only(parts, 'mvhd');
	const tracks = parts.filter((it) => it.type === 'trak').flatMap((it) => cleanTrack(bytes, it) ?? []);
	forgetWhen(bytes, head);
	clearBetween(
		bytes,
		boxes.filter((it) => it.type === 'mdat'),
		tracks.flatMap((it) => it.samples),
	);
	const size = tracks.find((it) => it.size)?.size;
	must(size !== undefined && size.width > 0 && size.height > 0, 'It has no pictures.');
	return { kind: 'video/mp4', ...size, seconds: Math.max(durationOf(bytes, head), ...tracks.map((it) => it.seconds)) };
}
