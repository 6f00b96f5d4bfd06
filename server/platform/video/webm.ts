import { type Cleaned, must } from './unclean.ts';

/** An element of a WebM file; without a size it ends where what holds it begins anew. */
interface Element {
	id: number;
	at: number;
	body: number;
	end: number;
}

const segment = 0x18538067;
const info = 0x1549a966;
const tracks = 0x1654ae6b;
const cluster = 0x1f43b675;
const entry = 0xae;
const group = 0xa0;
const ends = new Set([0x114d9b74, info, tracks, cluster, 0x1c53bb6b, 0x1254c367, 0x1941a469, 0x1043a770]);

/** What stays, by what holds it; everything else becomes void. */
const stays = new Map<number, readonly number[]>([
	[segment, [0x114d9b74, info, tracks, cluster, 0x1c53bb6b]],
	[info, [0x2ad7b1, 0x4489, 0x4d80, 0x5741]],
	[tracks, [entry]],
	[entry, [0xd7, 0x73c5, 0x83, 0xb9, 0x88, 0x55aa, 0x9c, 0x22b59c, 0x86, 0x63a2, 0x23e383, 0x56aa, 0x56bb, 0xe0, 0xe1]],
	[cluster, [0xe7, 0xa3, group, 0xab, 0xa7]],
	[group, [0xa1, 0x9b, 0xfb, 0x75a2]],
]);

const lengthAt = (bytes: Buffer, at: number): number => {
	const length = Math.clz32(bytes[at] ?? 0) - 23;
	must(length >= 1 && length <= 8 && at + length <= bytes.length, 'An element cannot be read.');
	return length;
};

function elementAt(bytes: Buffer, at: number, end: number): Element {
	const idLength = lengthAt(bytes, at);
	must(idLength <= 4, 'An element cannot be read.');
	const id = bytes.readUIntBE(at, idLength);
	const sizeAt = at + idLength;
	const length = lengthAt(bytes, sizeAt);
	const body = sizeAt + length;
	const rest = length > 1 ? Number(BigInt(`0x${bytes.toString('hex', sizeAt + 1, body)}`)) : 0;
	const top = (bytes[sizeAt] ?? 0) & (0xff >> length);
	const unknown = top === 0xff >> length && bytes.subarray(sizeAt + 1, body).every((it) => it === 0xff);
	must(!unknown || id === segment || id === cluster, 'An element has no end.');
	const until = unknown ? (id === segment ? end : endOfCluster(bytes, body, end)) : body + top * 256 ** (length - 1) + rest;
	must(until <= end, 'An element is larger than what holds it.');
	return { id, at, body, end: until };
}

/** A cluster written live ends where the next part of the segment begins. */
function endOfCluster(bytes: Buffer, from: number, end: number): number {
	let at = from;
	while (at < end) {
		if (ends.has(bytes.readUIntBE(at, Math.min(4, end - at)))) return at;
		at = elementAt(bytes, at, end).end;
	}
	return end;
}

function elementsIn(bytes: Buffer, { body, end }: Pick<Element, 'body' | 'end'>): Element[] {
	const found: Element[] = [];
	for (let at = body; at < end; at = found.at(-1)?.end ?? end) found.push(elementAt(bytes, at, end));
	return found;
}

/** Makes an element void of the same size, so that nothing behind it moves. */
function blank(bytes: Buffer, { at, end }: Element): void {
	const size = end - at;
	bytes.fill(0, at, end);
	bytes[at] = 0xec;
	if (size < 9) bytes[at + 1] = 0x80 | (size - 2);
	else {
		bytes[at + 1] = 0x01;
		bytes.writeUIntBE(size - 9, at + 3, 6);
	}
}

function sift(bytes: Buffer, holder: Element): Element[] {
	const wanted = stays.get(holder.id) ?? [];
	const inside = elementsIn(bytes, holder);
	for (const it of inside) if (!wanted.includes(it.id)) blank(bytes, it);
	return inside.filter((it) => wanted.includes(it.id));
}

const numberIn = (bytes: Buffer, it: Element | undefined): number =>
	it && it.end - it.body <= 6 && it.end > it.body ? bytes.readUIntBE(it.body, it.end - it.body) : 0;
const find = (elements: readonly Element[], id: number): Element | undefined => elements.find((it) => it.id === id);

/** The names of the programs that wrote it must stand there; they become blanks. */
function cleanInfo(bytes: Buffer, it: Element): number {
	const inside = sift(bytes, it);
	for (const name of inside.filter(({ id }) => id === 0x4d80 || id === 0x5741)) bytes.fill(0x20, name.body, name.end);
	return numberIn(bytes, find(inside, 0x2ad7b1)) || 1_000_000;
}

function cleanTracks(bytes: Buffer, it: Element): { width: number; height: number } | undefined {
	const sizes = sift(bytes, it).map((track) => {
		const inside = sift(bytes, track);
		must([1, 2].includes(numberIn(bytes, find(inside, 0x83))), 'It holds more than pictures and sound.');
		const picture = find(inside, 0xe0);
		const parts = picture ? elementsIn(bytes, picture) : [];
		return picture && { width: numberIn(bytes, find(parts, 0xb0)), height: numberIn(bytes, find(parts, 0xba)) };
	});
	return sizes.find((size) => size !== undefined);
}

/** The moment of the last frame of a cluster, in ticks. */
function cleanCluster(bytes: Buffer, it: Element): number {
	const inside = sift(bytes, it);
	const blocks = inside.flatMap((part) => (part.id === group ? sift(bytes, part).filter(({ id }) => id === 0xa1) : part.id === 0xa3 ? [part] : []));
	const moments = blocks.map(({ body, end }) => {
		const after = body + lengthAt(bytes, body);
		must(after + 3 <= end, 'A frame is cut off.');
		return bytes.readInt16BE(after);
	});
	return numberIn(bytes, find(inside, 0xe7)) + moments.reduce((last, moment) => Math.max(last, moment), 0);
}

/** Leaves nothing in a WebM file but how pictures and sound are coded, and their frames. In place. Throws `Unclean`. */
export function cleanWebm(bytes: Buffer): Cleaned {
	const top = elementsIn(bytes, { body: 0, end: bytes.length });
	for (const it of top.slice(2)) blank(bytes, it);
	const [, whole] = top;
	must(whole?.id === segment, 'It is no WebM.');
	const parts = sift(bytes, whole);
	const [about, list] = [find(parts, info), find(parts, tracks)];
	must(about !== undefined && list !== undefined && parts.filter(({ id }) => id === info || id === tracks).length === 2, 'It is no WebM.');
	const scale = cleanInfo(bytes, about);
	const size = cleanTracks(bytes, list);
	must(size !== undefined && size.width > 0 && size.height > 0, 'It has no pictures.');
	const last = parts.filter((it) => it.id === cluster).reduce((latest, it) => Math.max(latest, cleanCluster(bytes, it)), 0);
	return { kind: 'video/webm', ...size, seconds: (last * scale) / 1e9 };
}
