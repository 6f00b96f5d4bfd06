import { type Box, boxesIn } from './boxes.ts';
import type { Sample } from './samples.ts';

/** How one coding writes its units: which of them are notes (SEI), where their words begin, and what stands for "nothing here". */
interface Coding {
	lengthBytes: number;
	isNote: (header: number) => boolean;
	head: number;
	nothing: readonly number[];
}

/** The coding of a track whose frames may carry notes, by its sample entry. */
export function codingOf(bytes: Buffer, entry: Box): Coding | undefined {
	const setup = boxesIn(bytes, entry.body + 78, entry.end).find((it) => it.type === 'avcC' || it.type === 'hvcC');
	if (!setup) return undefined;
	if (setup.type === 'avcC')
		return { lengthBytes: ((bytes[setup.body + 4] ?? 3) & 3) + 1, isNote: (header) => (header & 0x1f) === 6, head: 1, nothing: [0x0c] };
	return {
		lengthBytes: ((bytes[setup.body + 21] ?? 3) & 3) + 1,
		isNote: (header) => [39, 40].includes((header >> 1) & 0x3f),
		head: 2,
		nothing: [38 << 1, 1],
	};
}

/** Notes of the kinds 4 and 5 hold whatever somebody wrote into them: captions, the camera's name, where it was. */
function tells(bytes: Buffer, from: number, end: number): boolean {
	let at = from;
	const number = (): number => {
		let sum = 0;
		while (at < end && bytes[at] === 0xff) {
			sum += 255;
			at += 1;
		}
		sum += bytes[at] ?? 0;
		at += 1;
		return sum;
	};
	while (at + 1 < end) {
		const kind = number();
		if (kind === 4 || kind === 5) return true;
		at += number();
	}
	return false;
}

/** Makes units of padding of the notes in a frame: decoders skip them, and nothing moves. */
export function silence(bytes: Buffer, { at, end }: Sample, { lengthBytes, isNote, head, nothing }: Coding): void {
	let unit = at;
	while (unit + lengthBytes + head < end) {
		const start = unit + lengthBytes;
		const next = start + bytes.readUIntBE(unit, lengthBytes);
		if (next > end || next <= start) return;
		if (isNote(bytes[start] ?? 0) && tells(bytes, start + head, next)) {
			bytes.fill(0xff, start, next);
			bytes.set(nothing, start);
			bytes[next - 1] = 0x80;
		}
		unit = next;
	}
}
