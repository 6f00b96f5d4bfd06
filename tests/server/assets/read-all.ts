import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReadOptions, Source, SourceRow } from '../../../server/assets/sources/index.ts';
import { readShelf } from '../../../server/platform/shelf.ts';

/** All that stands on the shelf of sources. */
export const shelf = await readShelf<Source>(new URL('../../../server/assets/sources/', import.meta.url));

/** Sources that read files by themselves: services ask others, and ogr2ogr is not on every machine. */
export const fileSources = shelf.filter((it) => it.kind !== 'service' && it.id !== 'ogr2ogr');

/** Path of a file of `fixtures/`. */
export const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

/** The first source that accepts a file. */
export function sourceOf(path: string): Source {
	const source = fileSources.find((it) => it.accepts(basename(path), readFileSync(path).subarray(0, 65_536)));
	if (!source) throw new Error(`no source accepts ${path}`);
	return source;
}

/** All rows of a file. */
export async function rowsOf(path: string, options: ReadOptions = {}): Promise<SourceRow[]> {
	const rows: SourceRow[] = [];
	for await (const row of sourceOf(path).read(path, options)) rows.push(row);
	return rows;
}
