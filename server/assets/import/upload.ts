import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a file is kept; under its own name, by which formats are told apart. */
export const pathOf = (directory: string, { code, fileName }: { code: string; fileName: string }): string => join(directory, 'imports', code, fileName);

/** A name that is only a name: no folders, no hidden files, nothing that a terminal or a file system would take amiss. */
export function plainName(name: string): string {
	const last = name.split(/[/\\]/).at(-1) ?? '';
	const plain = last
		.replaceAll(/[^\p{L}\p{N}._ ()-]/gu, '_')
		.replace(/^[. ]+/, '')
		.slice(-100);
	return plain === '' ? 'file' : plain;
}

/** Throws a file away. */
export const dropFile = (directory: string, code: string): Promise<void> => rm(join(directory, 'imports', code), { recursive: true, force: true });
