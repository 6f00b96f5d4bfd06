import { must } from './unclean.ts';

/** A box of an MP4 or QuickTime file: where it begins, where what it holds begins, where both end. */
export interface Box {
	type: string;
	at: number;
	body: number;
	end: number;
}

function boxAt(bytes: Buffer, at: number, end: number): Box {
	const short = bytes.readUInt32BE(at);
	must(short !== 1 || at + 16 <= end, 'A box is cut off.');
	const size = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? end - at : short;
	const body = at + (short === 1 ? 16 : 8);
	must(size >= body - at && at + size <= end, 'A box is larger than what holds it.');
	return { type: bytes.toString('latin1', at + 4, at + 8), at, body, end: at + size };
}

/** The boxes that follow each other in a part of a file. */
export function boxesIn(bytes: Buffer, from: number, end: number): Box[] {
	const boxes: Box[] = [];
	let at = from;
	while (at + 8 <= end) {
		const box = boxAt(bytes, at, end);
		boxes.push(box);
		at = box.end;
	}
	// QuickTime ends some lists with four zeros.
	bytes.fill(0, at, end);
	return boxes;
}

/** Makes a box free space of the same size, so that nothing behind it moves. */
export function blank(bytes: Buffer, { at, body, end }: Box): void {
	bytes.write('free', at + 4, 'latin1');
	bytes.fill(0, body, end);
}

/** The only box of a type among some. */
export function only(boxes: readonly Box[], type: string): Box {
	const [found, another] = boxes.filter((it) => it.type === type);
	must(found !== undefined && another === undefined, `There is not exactly one "${type}".`);
	return found;
}
