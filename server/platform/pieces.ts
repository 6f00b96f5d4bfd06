import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Problem } from './problem.ts';

/** A large file that comes in pieces: where it is kept, how many bytes it will hold, how many of them are here. */
export interface Coming {
	path: string;
	size: number;
	received: number;
}

/** Writes a piece where it belongs; answers how much is there then. The same piece again changes nothing. */
export async function writePiece({ path, size, received }: Coming, { offset, bytes }: { offset: number; bytes: Buffer }): Promise<number> {
	const end = offset + bytes.length;
	if (end > size) throw new Problem('too-large', `The file was said to hold ${size} bytes; this piece would end at ${end}.`);
	if (end <= received) return received;
	if (offset > received) throw new Problem('conflict', `So far ${received} bytes are here; go on from there.`, { extra: { received } });
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	const handle = await open(path, received === 0 ? 'w' : 'r+', 0o600);
	try {
		await handle.write(bytes, 0, bytes.length, offset);
	} finally {
		await handle.close();
	}
	return end;
}

/** The hash of a file, read piece by piece. */
export async function hashOf(path: string): Promise<string> {
	const hash = createHash('sha256');
	for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
	return hash.digest('hex');
}
