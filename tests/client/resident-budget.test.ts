import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, type Rollup } from 'vite';
import { beforeAll, describe, expect, test, vi } from 'vitest';

type File = Rollup.OutputChunk | Rollup.OutputAsset;
type Chunk = Rollup.OutputChunk & { viteMetadata?: { importedCss: Set<string> } };

let files: readonly File[] = [];

const bytesOf = (file: File): Buffer => Buffer.from(file.type === 'chunk' ? file.code : file.source);
const chunkOf = (source: RegExp): Chunk => {
	const found = files.find((it): it is Chunk => it.type === 'chunk' && source.test(it.facadeModuleId ?? Object.keys(it.modules).join(' ')));
	if (!found) throw new Error(`nothing is built from ${source}`);
	return found;
};

/** A chunk with all that it needs at once: scripts and styles, not what it fetches later. */
function neededBy(start: Chunk, needed = new Set<string>()): Set<string> {
	if (needed.has(start.fileName)) return needed;
	needed.add(start.fileName);
	for (const css of start.viteMetadata?.importedCss ?? []) needed.add(css);
	for (const name of start.imports) {
		const next = files.find((it): it is Chunk => it.type === 'chunk' && it.fileName === name);
		if (next) neededBy(next, needed);
	}
	return needed;
}

const sum = (names: Iterable<string>, compress: (bytes: Buffer) => Buffer): number =>
	[...names].reduce((all, name) => {
		const file = files.find((it) => it.fileName === name);
		return all + (file ? compress(bytesOf(file)).length : 0);
	}, 0) / 1000;

const firstLoad = (language: string): Set<string> =>
	new Set([
		...neededBy(chunkOf(/client\/index\.html$/)),
		...neededBy(chunkOf(new RegExp(`words/resident/${language}\\.ts$`))),
		...neededBy(chunkOf(new RegExp(`words/shared/${language}\\.ts$`))),
		'index.html',
	]);

const kilobytes = (name: string, names: Iterable<string>): { brotli: number; gzip: number } => {
	const those = [...names];
	const size = { brotli: sum(those, (it) => brotliCompressSync(it)), gzip: sum(those, (it) => gzipSync(it, { level: 9 })) };
	console.info(`${name}: ${size.brotli.toFixed(1)} kB brotli, ${size.gzip.toFixed(1)} kB gzip`);
	return size;
};

describe('what a resident pays for', () => {
	beforeAll(async () => {
		vi.stubEnv('NODE_ENV', 'production');
		const built = await build({
			configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
			mode: 'production',
			logLevel: 'error',
			build: { write: false },
		});
		vi.unstubAllEnvs();
		files = (Array.isArray(built) ? built : [built]).flatMap((it) => ('output' in it ? it.output : []));
	}, 60_000);

	test.each(['en', 'af', 'xh'])('the form is on the screen for at most 40 kB in %s', (language) => {
		expect(kilobytes(`first load (${language})`, firstLoad(language)).brotli).toBeLessThanOrEqual(40);
	});

	test('everything, the map included, costs at most 150 kB, tiles and data apart', () => {
		const form = new Set([...firstLoad('xh'), ...neededBy(chunkOf(/report\/later\.tsx$/)), ...neededBy(chunkOf(/report\/ticket\.tsx$/))]);
		kilobytes('four questions and the ticket', form);
		const map = new Set([...form, ...neededBy(chunkOf(/report\/where-map\.tsx$/))]);
		expect(kilobytes('with the map', map).brotli).toBeLessThanOrEqual(150);
	}, 60_000);
});
