import { readdir } from 'node:fs/promises';

/**
 * A shelf is a folder whose files all default-export the same kind of thing: to add one, add a file.
 * `index.ts` says what kind of thing stands there. Files come in the order of their names.
 */
export async function readShelf<T>(folder: URL): Promise<(T & { file: string })[]> {
	const names = await readdir(folder);
	const files = names.filter((name) => name.endsWith('.ts') && name !== 'index.ts').sort();
	const modules = await Promise.all(files.map((name) => import(new URL(name, folder).href)));
	return modules.map((module, i) => ({ ...module.default, file: files[i] }));
}
