// npm run bench -- import [--points 1000000] [--lines 300000]: how long does a layer take into the register, beside loading it raw by ogr2ogr?
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { hasGdal, type Kind, loadRaw, writePackage, writeSequence } from './import/files.ts';
import type { Taken } from './import/import-process.ts';
import { settleBenchville } from './import/town.ts';
import { type Create, onPostgres } from './support/databases.ts';
import { rounded } from './support/numbers.ts';
import { withPrecedence } from './support/precedence.ts';
import { type Bar, conclude, printTable } from './support/report.ts';

const mostOfRaw = 2;
const mostOfFirst = 0.5;
const mostMb = 500;
const classes = { points: 'street-lights', lines: 'water-pipes' } as const;

interface Measured {
	readonly kind: Kind;
	readonly format: 'GeoPackage' | 'GeoJSONSeq';
	readonly rows: number;
	readonly raw: number;
	readonly first: Taken;
	readonly again: Taken;
}

function take(url: string, file: string, layer: string): Promise<Taken> {
	const child = fork(fileURLToPath(new URL('./import/import-process.ts', import.meta.url)), [file, layer], { env: { ...process.env, DATABASE_URL: url } });
	return new Promise((resolve, reject) => {
		child.once('message', (taken) => resolve(taken as Taken));
		child.once('exit', (code) => reject(new Error(`the import ended with ${code}`)));
	});
}

async function measure(create: Create, it: { kind: Kind; format: Measured['format']; rows: number; file: string }): Promise<Measured> {
	const name = `${it.kind}_${it.format}`.toLowerCase();
	const bare = await create(`raw_${name}`);
	const { url, database } = await create(name);
	await settleBenchville(database.knex);
	await database.knex.raw('analyze');
	const { raw, first, again } = await withPrecedence(database.knex, async () => ({
		raw: await loadRaw(bare.url, it.file),
		first: await take(url, it.file, classes[it.kind]),
		again: await take(url, it.file, classes[it.kind]),
	}));
	if (first.added !== it.rows) throw new Error(`${first.added} of ${it.rows} rows came in`);
	if (again.unchanged !== it.rows) throw new Error(`${again.unchanged} of ${it.rows} rows were unchanged`);
	const told = { kind: it.kind, format: it.format, rows: it.rows, raw, first, again };
	if (process.env['BENCH_STAGES']) console.info(JSON.stringify({ raw, first, again }));
	await bare.database.close();
	return told;
}

const rowOf = ({ kind, format, rows, raw, first, again }: Measured): Record<string, string | number> => ({
	'': `${rows.toLocaleString('en')} ${kind}, ${format}`,
	'ogr2ogr, raw': `${raw.toFixed(1)} s`,
	'into the register': `${first.seconds.toFixed(1)} s`,
	ratio: (first.seconds / raw).toFixed(2),
	'again, unchanged': `${again.seconds.toFixed(1)} s`,
	'of the first': (again.seconds / first.seconds).toFixed(2),
	'peak memory': `${Math.max(first.peakMb, again.peakMb).toFixed(0)} MB`,
});

const barsOf = ({ kind, format, raw, first, again }: Measured): Bar[] => [
	{ what: `${kind} from ${format} take no more than ${mostOfRaw} × ogr2ogr`, holds: first.seconds <= mostOfRaw * raw },
	{ what: `${kind} from ${format} again, unchanged, take under half of the first time`, holds: again.seconds < mostOfFirst * first.seconds },
	{ what: `${kind} from ${format} never hold ${mostMb} MB`, holds: Math.max(first.peakMb, again.peakMb) < mostMb },
];

const figuresOf = ({ kind, format, rows, raw, first, again }: Measured): object => ({
	kind,
	format,
	rows,
	rawSeconds: rounded(raw, 2),
	seconds: rounded(first.seconds, 2),
	ratio: rounded(first.seconds / raw, 2),
	againSeconds: rounded(again.seconds, 2),
	peakMb: rounded(Math.max(first.peakMb, again.peakMb), 0),
});

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { points: { type: 'string', default: '1000000' }, lines: { type: 'string', default: '300000' }, only: { type: 'string' } },
	});
	if (!(await hasGdal())) throw new Error('ogr2ogr was not found (apt-get install gdal-bin): there is nothing to compare with.');
	const folder = await mkdtemp(join(tmpdir(), 'faultline-bench-'));
	const measured: Measured[] = [];
	try {
		await onPostgres(async (create) => {
			for (const [kind, rows] of [['points', Number(values.points)] as const, ['lines', Number(values.lines)] as const]) {
				if (rows === 0) continue;
				console.info(`Writing ${rows.toLocaleString('en')} ${kind} …`);
				const sequence = join(folder, `${kind}.geojsonl`);
				const geopackage = join(folder, `${kind}.gpkg`);
				await writeSequence(sequence, { kind, count: rows });
				await writePackage(geopackage, sequence);
				const files = [
					{ format: 'GeoPackage' as const, file: geopackage },
					{ format: 'GeoJSONSeq' as const, file: sequence },
				].filter((it) => values.only === undefined || it.format === values.only);
				for (const it of files) measured.push(await measure(create, { kind, rows, ...it }));
			}
		});
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
	console.info('');
	printTable(measured.map(rowOf));
	conclude('import', { measured: measured.map(figuresOf) }, measured.flatMap(barsOf));
}

main().catch((error: Error) => {
	console.error(`\n${error.message}\n`);
	process.exit(1);
});
