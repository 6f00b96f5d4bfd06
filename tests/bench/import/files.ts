import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where the town lies that the files are of, and how far its assets keep from its edge, degrees. */
export const town = { west: 18.9, south: -33.9, east: 19.3, north: -33.5 } as const;
const margin = 0.01;

/** What a file holds: lamps, or pipes of six positions. */
export type Kind = 'points' | 'lines';

/** A sequence that fills a square evenly (Roberts' R2): neighbours in the file are no neighbours in the town, as in most registers. */
function placeOf(n: number): [number, number] {
	const at = (factor: number, from: number, to: number): number => from + margin + ((0.5 + n * factor) % 1) * (to - from - 2 * margin);
	return [at(0.754_877_666_246_692_7, town.west, town.east), at(0.569_840_290_998_053_2, town.south, town.north)];
}

const rounded = (it: number): number => Math.round(it * 1e7) / 1e7;

function pointOf(n: number): string {
	const [lon, lat] = placeOf(n);
	const properties = {
		pole_no: `P${n}`,
		feeder: `F${n % 400}`,
		phase: 'RWB'[n % 3],
		lamp_type: n % 4 ? 'LED' : 'HPS',
		watts: [36, 70, 150][n % 3],
		install_date: `20${String(n % 24).padStart(2, '0')}-0${1 + (n % 9)}-1${n % 10}`,
		owner: 'Benchville Municipality',
		street: `Street ${n % 2000}`,
	};
	return JSON.stringify({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [rounded(lon), rounded(lat)] } });
}

function lineOf(n: number): string {
	const [lon, lat] = placeOf(n);
	const along = [0, 1, 2, 3, 4, 5].map((step) => [rounded(lon + step * 0.000_15), rounded(lat + ((step * (1 + (n % 5))) % 3) * 0.000_07)]);
	const properties = {
		pipe_id: `WP${n}`,
		material: ['AC', 'uPVC', 'steel'][n % 3],
		diameter: [75, 110, 160][n % 3],
		install_date: `19${50 + (n % 50)}-0${1 + (n % 9)}-1${n % 10}`,
		owner: 'Benchville Municipality',
		street: `Street ${n % 2000}`,
	};
	return JSON.stringify({ type: 'Feature', properties, geometry: { type: 'LineString', coordinates: along } });
}

/** Writes a file of GeoJSON, one feature a line. */
export async function writeSequence(path: string, { kind, count }: { kind: Kind; count: number }): Promise<void> {
	const file = createWriteStream(path);
	const feature = kind === 'points' ? pointOf : lineOf;
	for (let n = 0; n < count; ) {
		const until = Math.min(count, n + 5000);
		let text = '';
		for (; n < until; n++) text += `${feature(n)}\n`;
		if (!file.write(text)) await once(file, 'drain');
	}
	file.end();
	await finished(file);
}

/** The same as a GeoPackage, written by GDAL. */
export async function writePackage(path: string, from: string): Promise<void> {
	await run('ogr2ogr', ['-f', 'GPKG', path, from, '-nln', 'assets', '-gt', '100000']);
}

/** How many seconds ogr2ogr takes to load a file raw by COPY, with a spatial index. */
export async function loadRaw(url: string, path: string): Promise<number> {
	const { hostname, port, username, pathname } = new URL(url);
	const target = `PG:host=${hostname} port=${port} user=${username} dbname=${pathname.slice(1)}`;
	const began = performance.now();
	await run('ogr2ogr', ['-f', 'PostgreSQL', target, path, '-nln', 'raw_assets', '-overwrite', '-lco', 'SPATIAL_INDEX=GIST', '--config', 'PG_USE_COPY', 'YES']);
	return (performance.now() - began) / 1000;
}

/** Whether GDAL is here. */
export const hasGdal = (): Promise<boolean> =>
	run('ogr2ogr', ['--version']).then(
		() => true,
		() => false,
	);
