import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { SourceError, type SourceLayer } from '../../index.ts';

/** Nothing of our own surroundings is told to another program, secrets least of all. */
const surroundings = {
	PATH: '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin',
	LANG: 'C.UTF-8',
	GDAL_DISABLE_READDIR_ON_OPEN: 'FALSE',
	OGR_GEOJSON_MAX_OBJ_SIZE: '200',
};
const patience = 30 * 60_000;
const largestTelling = 4 * 1024 * 1024;
const largestAnswer = 8 * 1024 ** 3;
const megabyte = 1024 * 1024;

let known: readonly string[] | undefined;

/** The formats that GDAL's programs on this host know; none where there are no such programs. Looked up once, when they are first wanted. */
function driversHere(): readonly string[] {
	if (known) return known;
	const [one, other] = ['ogr2ogr', 'ogrinfo'].map((it) => spawnSync(it, ['--formats'], { env: surroundings, timeout: 10_000, encoding: 'utf8' }));
	const lines = one?.status === 0 && other?.status === 0 ? one.stdout.split('\n') : [];
	known = lines.flatMap((it) => /^ {2}(.+?) -[^(]*vector[^(]*- ?\(/.exec(it)?.[1] ?? []);
	return known;
}

/** Whether the host can read files of a format by GDAL. */
export const hasDriver = (driver: string): boolean => driversHere().includes(driver);

/**
 * The surroundings in which only one format is known, and the one that is written. GDAL tries all that it knows on a file, whatever its name, and
 * among them are some that lead on to other files and other hosts.
 */
const surroundingsFor = (driver: string): Record<string, string> => ({
	...surroundings,
	OGR_SKIP: driversHere()
		.filter((it) => it !== driver && it !== 'GeoJSONSeq')
		.join(','),
});

/** A file and the one format as which it is read. */
export interface OgrFile {
	readonly path: string;
	readonly driver: string;
}

/** What GDAL says when it cannot do something, without the path of the file. */
const said = (text: string, path: string): string =>
	text
		.replaceAll(path, 'the file')
		.split('\n')
		.map((it) => it.replace(/^ERROR \d+:\s*/, '').trim())
		.filter((it) => it !== '' && !it.startsWith('Warning'))
		.slice(0, 3)
		.join(' ')
		.slice(0, 300);

/** Ends a program that takes too long. */
function bounded(child: ChildProcess): { tooLong: boolean; stop: () => void } {
	const state = { tooLong: false, stop: () => clearTimeout(timer) };
	const timer = setTimeout(() => {
		state.tooLong = true;
		child.kill('SIGKILL');
	}, patience);
	return state;
}

/** What a program writes, piece by piece. Throws a SourceError with what it says of itself when it fails, writes too much or takes too long. */
async function* run(program: string, words: readonly string[], { path, driver, most }: OgrFile & { most: number }): AsyncGenerator<Buffer> {
	const child = spawn(program, words, { env: surroundingsFor(driver), stdio: ['ignore', 'pipe', 'pipe'] });
	const ended = new Promise<number | null>((resolve) => child.once('close', resolve).once('error', () => resolve(null)));
	const limit = bounded(child);
	let telling = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		telling = (telling + text).slice(0, 10_000);
	});
	let bytes = 0;
	try {
		for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
			bytes += chunk.length;
			if (bytes > most) throw new SourceError(`it holds more than ${most / megabyte} MB`);
			yield chunk;
		}
		const code = await ended;
		if (limit.tooLong) throw new SourceError(`it took longer than ${patience / 60_000} minutes to read`);
		if (code !== 0) throw new SourceError(`GDAL cannot read it: ${said(telling, path) || `${program} ended with ${code}`}`);
	} finally {
		limit.stop();
		child.kill('SIGKILL');
	}
}

async function textOf(chunks: AsyncIterable<Buffer>): Promise<string> {
	const all: Buffer[] = [];
	for await (const chunk of chunks) all.push(chunk);
	return Buffer.concat(all).toString('utf8');
}

const pathOf = ({ path }: OgrFile): string => (/\.zip$/i.test(path) ? `/vsizip/${path}` : path);

/** The name of a layer's system, as the last of the identifiers in its text; null where the file does not say what its coordinates are. */
function systemIn(part: string): string | null {
	if (/^Layer SRS WKT:\n\(unknown\)/m.test(part)) return null;
	const code = [...part.matchAll(/^ {4}ID\["(\w+)",(\d+)\]\]/gm)].at(-1);
	return code ? `${code[1]}:${code[2]}` : 'named in the file';
}

function layerIn(part: string): SourceLayer {
	const geometry = /^Geometry: (.*)$/m.exec(part)?.[1] ?? 'None';
	const count = /^Feature Count: (\d+)$/m.exec(part)?.[1];
	const [name = ''] = part.split('\n');
	return { name: name.trim(), rows: count === undefined ? null : Number(count), crs: systemIn(part), geometry: geometry === 'None' ? null : geometry };
}

/** The layers of a file, by what `ogrinfo` tells. */
export async function ogrLayers(file: OgrFile): Promise<SourceLayer[]> {
	const text = await textOf(run('ogrinfo', ['-ro', '-al', '-so', pathOf(file)], { ...file, most: largestTelling }));
	return text
		.split(/^Layer name: /m)
		.slice(1)
		.map(layerIn);
}

/** A layer as GeoJSON, one feature a line: in longitude and latitude where the file says what its coordinates are, else as they are. */
export const ogrFeatures = (file: OgrFile, layer: string): AsyncGenerator<Buffer> =>
	run('ogr2ogr', ['-f', 'GeoJSONSeq', '-lco', 'COORDINATE_PRECISION=10', '-dim', 'XY', '/vsistdout/', pathOf(file), layer], { ...file, most: largestAnswer });
