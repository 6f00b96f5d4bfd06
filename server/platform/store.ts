import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Files by the hash of their content: the same bytes are kept once, and a name never changes its meaning. */
export interface Store {
	/** Keeps bytes and says their name. */
	keep(bytes: Buffer): Promise<string>;
	/** Where the bytes of a name are. */
	path(hash: string): string;
	/** Takes away the bytes of a name, if they are there. */
	drop(hash: string): Promise<void>;
	/** Takes away what is older than a moment and wanted by nobody; says how many files that was. */
	sweep(before: Date, wanted: (hashes: string[]) => Promise<ReadonlySet<string>>): Promise<number>;
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
	return { keep, path, drop: (hash) => rm(path(hash), { force: true }), sweep: (before, wanted) => sweepFolder(directory, before, wanted) };
}

async function sweepFolder(directory: string, before: Date, wanted: (hashes: string[]) => Promise<ReadonlySet<string>>): Promise<number> {
	let gone = 0;
	for (const part of await readdir(directory).catch(() => [])) {
		const names = await readdir(join(directory, part));
		const old = await Promise.all(names.map(async (name) => ((await stat(join(directory, part, name))).mtime < before ? [name] : [])));
		const candidates = old.flat();
		const kept = candidates.length ? await wanted(candidates) : new Set<string>();
		for (const name of candidates.filter((it) => !kept.has(it))) {
			await rm(join(directory, part, name));
			gone += 1;
		}
	}
	return gone;
}
