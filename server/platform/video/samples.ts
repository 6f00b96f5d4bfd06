import { type Box, boxesIn, only } from './boxes.ts';
import { must } from './unclean.ts';

/** A stretch of bytes: one frame, or one piece of sound. */
export interface Sample {
	at: number;
	end: number;
}

/** More than half a minute can hold. */
const mostSamples = 100_000;

const list = (bytes: Buffer, { body, end }: Box, { head, width }: { head: number; width: number }): number => {
	must(body + head <= end, 'A table is cut off.');
	const count = bytes.readUInt32BE(body + head - 4);
	must(count <= mostSamples && body + head + count * width <= end, 'A table is longer than its box.');
	return count;
};

/** Sizes of the samples in their order: all alike, or each its own. */
function sizesOf(bytes: Buffer, box: Box): number[] {
	must(box.body + 12 <= box.end, 'A table is cut off.');
	const alike = bytes.readUInt32BE(box.body + 4);
	const count = alike > 0 ? bytes.readUInt32BE(box.body + 8) : list(bytes, box, { head: 12, width: 4 });
	must(count <= mostSamples * 50, 'There are too many samples.');
	return alike > 0 ? new Array<number>(count).fill(alike) : Array.from({ length: count }, (_, i) => bytes.readUInt32BE(box.body + 12 + i * 4));
}

function chunksOf(bytes: Buffer, boxes: readonly Box[]): number[] {
	const wide = boxes.some((it) => it.type === 'co64');
	const box = only(boxes, wide ? 'co64' : 'stco');
	const width = wide ? 8 : 4;
	const count = list(bytes, box, { head: 8, width });
	const at = (i: number): number => box.body + 8 + i * width;
	return Array.from({ length: count }, (_, i) => (wide ? Number(bytes.readBigUInt64BE(at(i))) : bytes.readUInt32BE(at(i))));
}

/** How many samples each chunk holds: said once for each stretch of chunks that are alike. */
function perChunk(bytes: Buffer, box: Box, chunks: number): number[] {
	const count = list(bytes, box, { head: 8, width: 12 });
	const stretches = Array.from({ length: count }, (_, i) => {
		const at = box.body + 8 + i * 12;
		return { first: bytes.readUInt32BE(at), samples: bytes.readUInt32BE(at + 4) };
	});
	let stretch = 0;
	return Array.from({ length: chunks }, (_, i) => {
		while (stretch + 1 < stretches.length && (stretches[stretch + 1]?.first ?? 0) <= i + 1) stretch += 1;
		return stretches[stretch]?.samples ?? 0;
	});
}

/** Where the samples of one track lie in the file, by the tables of its `stbl`. */
export function samplesOf(bytes: Buffer, table: Box): Sample[] {
	const boxes = boxesIn(bytes, table.body, table.end);
	const sizes = sizesOf(bytes, only(boxes, 'stsz'));
	const chunks = chunksOf(bytes, boxes);
	const counts = perChunk(bytes, only(boxes, 'stsc'), chunks.length);
	const samples: Sample[] = [];
	for (const [chunk, start] of chunks.entries()) {
		let at = start;
		for (let left = counts[chunk] ?? 0; left > 0 && samples.length < sizes.length; left -= 1) {
			const end = at + (sizes[samples.length] ?? 0);
			must(end <= bytes.length, 'A frame lies beyond the end of the file.');
			samples.push({ at, end });
			at = end;
		}
	}
	must(samples.length === sizes.length, 'The tables contradict each other.');
	return samples;
}
