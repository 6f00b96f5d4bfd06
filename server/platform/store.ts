import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Files by the hash of their content: the same bytes are kept once, and a name never changes its meaning. */
export interface Store {
	/** Keeps bytes and says their name. */
	keep(bytes: Buffer): Promise<string>;
	/** Where the bytes of a name are. */
	path(hash: string): string;
}

/** A store in a folder on disk: written beside and renamed, so that a file is whole or not there. */
export function diskStore(directory: string): Store {
	const path = (hash: string): string => {
		if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('not a name of this store');
		return join(directory, hash.slice(0, 2), hash);
	};
	const keep = async (bytes: Buffer): Promise<string> => {
		const hash = createHash('sha256').update(bytes).digest('hex');
		const target = path(hash);
		if (await stat(target).catch(() => undefined)) return hash;
		await mkdir(join(directory, hash.slice(0, 2)), { recursive: true });
		const beside = `${target}.${randomUUID()}`;
		await writeFile(beside, bytes);
		await rename(beside, target);
		return hash;
	};
	return { keep, path };
}
