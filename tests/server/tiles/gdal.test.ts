import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTiles, type Tiles } from './site.ts';

const run = promisify(execFile);
// GDAL is a program of the host, and not everywhere.
const gdal = spawnSync('ogrinfo', ['--version']).status === 0;

let tiles: Tiles;
beforeAll(async () => {
	tiles = await openTiles();
});
afterAll(() => tiles.close());

describe.runIf(gdal)('GDAL', () => {
	test('reads the tiles of a layer by its TileJSON, and finds every lamp', async () => {
		const source = [
			'-ro',
			'-al',
			'-geom=NO',
			'-oo',
			`METADATA_FILE=${tiles.base}/tiles/street-lights.json`,
			'-oo',
			'CLIP=NO',
			`MVT:${tiles.base}/tiles/street-lights/16`,
		];
		const { stdout } = await run('ogrinfo', source, { env: { ...process.env, GDAL_HTTP_TIMEOUT: '20' }, maxBuffer: 1e8 });
		expect(stdout).toContain('Layer name: street-lights');
		expect(stdout).toContain('lamp_type: String');
		const found = new Set([...stdout.matchAll(/^ {2}ref \(String\) = (\S+)$/gm)].map(([, ref]) => ref));
		const rows = await tiles.db('public_asset').where({ class: 1 }).select('reference');
		expect([...found].sort()).toEqual(rows.map(({ reference }) => reference).sort());
	}, 120_000);
});
