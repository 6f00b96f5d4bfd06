// Builds the client when its sources are newer than what was built. Node alone, no packages.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { root, run } from './install.js';

const sources = ['client', 'gis-layers', 'vite.config.ts', 'package-lock.json', 'server'];

function* files(path) {
	if (!statSync(path).isDirectory()) yield path;
	else for (const name of readdirSync(path).sort()) if (name !== 'node_modules') yield* files(join(path, name));
}

/** A fingerprint of all that the client is made of: its own files, and the contracts it shares with the server. */
function fingerprint() {
	const hash = createHash('sha256');
	for (const source of sources)
		for (const file of files(join(root, source)))
			if (!file.includes(`${join(root, 'server')}`) || file.endsWith('contract.ts')) hash.update(file).update(readFileSync(file));
	return hash.digest('hex');
}

/** Compresses what was built, once and well: residents pay for bytes. */
function pack() {
	for (const file of [...files(join(root, 'dist'))].filter((it) => /\.(html|js|css|svg|json)$/.test(it))) {
		const bytes = readFileSync(file);
		writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
		writeFileSync(
			`${file}.br`,
			brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
		);
	}
}

/** Builds the client unless the present build is of the present sources. */
export function build() {
	const mark = join(root, 'dist', '.built-from');
	const now = fingerprint();
	if (existsSync(mark) && readFileSync(mark, 'utf8') === now) return;
	console.info('Building the client …');
	run(process.execPath, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn']);
	pack();
	writeFileSync(mark, now);
}
