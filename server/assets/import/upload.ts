import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../platform/problem.ts';

/** A file that is coming in: what its sender calls it, how large it will be, how much of it is here. */
export interface Incoming {
	code: string;
	fileName: string;
	fileSize: number;
	received: number;
}

/** Where a file is kept; under its own name, by which formats are told apart. */
export const pathOf = (directory: string, { code, fileName }: Pick<Incoming, 'code' | 'fileName'>): string => join(directory, 'imports', code, fileName);

/** A name that is only a name: no folders, no hidden files, nothing that a terminal or a file system would take amiss. */
export function plainName(name: string): string {
	const last = name.split(/[/\\]/).at(-1) ?? '';
	const plain = last
		.replaceAll(/[^\p{L}\p{N}._ ()-]/gu, '_')
		.replace(/^[. ]+/, '')
		.slice(-100);
	return plain === '' ? 'file' : plain;
}

/** Writes a piece where it belongs; answers how much is there then. The same piece again changes nothing. */
export async function writePiece(directory: string, file: Incoming, { offset, bytes }: { offset: number; bytes: Buffer }): Promise<number> {
	const end = offset + bytes.length;
	if (end > file.fileSize) throw new Problem('too-large', `The file was said to hold ${file.fileSize} bytes; this piece would end at ${end}.`);
	if (end <= file.received) return file.received;
	if (offset > file.received) {
		throw new Problem('conflict', `So far ${file.received} bytes are here; go on from there.`, { extra: { received: file.received } });
	}
	const path = pathOf(directory, file);
	await mkdir(join(directory, 'imports', file.code), { recursive: true, mode: 0o700 });
	const handle = await open(path, file.received === 0 ? 'w' : 'r+', 0o600);
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

/** Throws a file away. */
export const dropFile = (directory: string, code: string): Promise<void> => rm(join(directory, 'imports', code), { recursive: true, force: true });
