import { access, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Extension } from '@electric-sql/pglite';

const wanted = /^(lib\/postgresql\/postgis-3\.so|share\/proj\/.+|share\/postgresql\/extension\/postgis(--\d+\.\d+\.\d+)?\.(control|sql))$/;
const block = 512;
const projData = '/pglite/share/proj';

/** The wanted files of a tar archive, as an archive. */
const slimmed = (archive: Buffer): Buffer => {
	const kept: Buffer[] = [];
	for (let at = 0; at + block <= archive.length && archive[at] !== 0; ) {
		const name = archive.toString('latin1', at, archive.indexOf(0, at)).replace(/^\.\//, '');
		const size = Number.parseInt(archive.toString('latin1', at + 124, at + 135), 8);
		const length = block + Math.ceil(size / block) * block;
		if (wanted.test(name)) kept.push(archive.subarray(at, at + length));
		at += length;
	}
	return Buffer.concat([...kept, Buffer.alloc(2 * block)]);
};

/**
 * PostGIS without raster, topology and the geocoder, none of which is used: two of its three libraries need not be
 * compiled at each start, which halves the start and saves 300 MB of memory. Made once, kept at `path`.
 */
export const slimPostgis = async (path: string): Promise<Extension> => {
	const made = await access(path).then(
		() => true,
		() => false,
	);
	if (!made) {
		const whole = new URL('./postgis.tar.gz', pathToFileURL(createRequire(import.meta.url).resolve('@electric-sql/pglite-postgis')));
		const archive = slimmed(await promisify(gunzip)(await readFile(whole)));
		// The engine insists on gzip; stored, not squeezed, it costs nothing to open.
		await writeFile(`${path}.new`, await promisify(gzip)(archive, { level: 0 }));
		await rename(`${path}.new`, path);
	}
	const setup: Extension['setup'] = async (_engine, options) => {
		options.PGLITE_ENV.PROJ_DATA = projData;
		return { emscriptenOpts: options, bundlePath: pathToFileURL(path) };
	};
	return { name: 'postgis', setup };
};
