// npm run bench -- public: what residents ask most (map tiles, lists, ward pages, the search), over a million reports, against the raw SQL it stands on.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import pg from 'pg';
import { createApp } from '../../server/app.ts';
import { settings } from '../../server/platform/config.ts';
import { tellAll } from './public/told.ts';
import { onPostgres } from './support/databases.ts';
import { median, rounded } from './support/numbers.ts';
import { withPrecedence } from './support/precedence.ts';
import { startApp } from './support/processes.ts';
import { conclude, printTable } from './support/report.ts';
import { degreesAt, settleWideTown } from './support/wide-town.ts';

/** Side of the town in blocks, and what is told of it; fewer by `npm run bench -- public 0.1`. */
const scale = Number(process.argv[2] ?? 1);
const blocks = 80;
const told = { faults: Math.round(400_000 * scale), reports: Math.round(1_000_000 * scale) };
const rounds = 7;
const most = { beside: 2, times: 1.5, query: 50 };

interface Query {
	sql: string;
	bindings: unknown[];
}

const edge = blocks * 90;
const spot = (n: number): [number, number] => degreesAt(((n * 7919) % 97) * (edge / 97), ((n * 104_729) % 89) * (edge / 89));

function tileAt(z: number, n: number): string {
	const [lon, lat] = spot(n);
	const x = Math.floor(((lon + 180) / 360) * 2 ** z);
	const radians = (lat * Math.PI) / 180;
	const y = Math.floor(((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * 2 ** z);
	return `/tiles/faults/${z}/${x}/${y}.mvt`;
}

const many = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
const box = (n: number): string => {
	const [lon, lat] = spot(n);
	return [lon - 0.01, lat - 0.008, lon + 0.01, lat + 0.008].map((it) => it.toFixed(5)).join(',');
};

/** What is asked. Tiles are made anew each time: none is kept. */
const kinds: Readonly<Record<string, readonly string[]>> = {
	'tiles, far': many(6, (n) => tileAt(10 + (n % 2), n)),
	'tiles, near': many(20, (n) => tileAt(13 + (n % 4), n)),
	list: [
		...many(10, (n) => `/api/faults?bbox=${box(n)}&limit=100`),
		...many(5, (n) => `/api/faults?ward=${n + 1}`),
		'/api/faults?state=all&class=roads',
		'/api/faults?age=old',
	],
	ward: [...many(10, (n) => `/api/wards/${n + 1}`), '/api/wards'],
	search: ['Street 12', 'stret 101', 'SL-1042', 'Street 9'].map((q) => `/api/search?q=${encodeURIComponent(q)}`),
};

/** The queries that one request is answered by. */
async function queriesOf(db: Knex, url: string): Promise<Query[]> {
	const heard: Query[] = [];
	const hear = ({ sql, bindings }: Query): void => void heard.push({ sql, bindings: [...(bindings ?? [])] });
	db.on('query', hear);
	const answer = await fetch(url);
	await answer.arrayBuffer();
	db.off('query', hear);
	if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
	return heard.filter(({ sql }) => /^\s*(select|with)/i.test(sql) && !/\bsession\b/.test(sql));
}

const clocked = async (act: () => Promise<unknown>): Promise<number> => {
	const from = performance.now();
	await act();
	return performance.now() - from;
};

/** A page as a browser takes it, and the same queries without us. */
async function compare(client: pg.Client, url: string, queries: readonly Query[]): Promise<{ http: number[]; raw: number[]; each: number[] }> {
	const [http, raw, each]: number[][] = [[], [], []];
	for (let round = 0; round <= rounds; round += 1) {
		const took = await clocked(async () => (await fetch(url)).arrayBuffer());
		const times: number[] = [];
		for (const { sql, bindings } of queries) times.push(await clocked(() => client.query(sql, bindings)));
		// The first round warms what is cold.
		if (round === 0) continue;
		http?.push(took);
		raw?.push(times.reduce((sum, it) => sum + it, 0));
		each?.push(...times);
	}
	return { http: http ?? [], raw: raw ?? [], each: each ?? [] };
}

const at = (share: number, numbers: readonly number[]): number =>
	[...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(share * numbers.length))] ?? 0;

/** The application in this process, so that its queries can be heard. */
async function listening(db: Knex): Promise<{ url: string; close: () => Promise<void> }> {
	const dataDirectory = mkdtempSync(join(tmpdir(), 'faultline-bench-'));
	const running = await createApp({
		db,
		settings: { ...settings, dataDirectory, rateLimit: 0, tileMemory: 0, tileDisk: 0, sessionSecret: 'a secret for measuring that is long enough' },
	});
	const http = createServer(running.app).listen(0, '127.0.0.1');
	await new Promise((resolve) => http.once('listening', resolve));
	const close = async (): Promise<void> => {
		http.close();
		http.closeAllConnections();
		await running.close();
		rmSync(dataDirectory, { recursive: true, force: true });
	};
	return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, close };
}

interface Line {
	what: string;
	http: number;
	raw: number;
	limit: number;
	slowest: number;
	queries: number;
}

await onPostgres(async (create) => {
	console.info('Making the town and telling its faults …');
	const { url, database } = await create('public');
	await settleWideTown(database.knex, url, blocks);
	await tellAll(database.knex, url, told);
	const own = await listening(database.knex);
	const client = new pg.Client(url);
	await client.connect();
	const lines = await withPrecedence(database.knex, async () => {
		const app = await startApp(url, { TILE_MEMORY_MB: '0', TILE_DISK_MB: '0' });
		const found: Line[] = [];
		for (const [what, paths] of Object.entries(kinds)) {
			const all = { http: [] as number[], raw: [] as number[], each: [] as number[] };
			let queries = 0;
			for (const path of paths) {
				const heard = await queriesOf(database.knex, own.url + path);
				queries = Math.max(queries, heard.length);
				const { http, raw, each } = await compare(client, `http://127.0.0.1:${app.port}${path}`, heard);
				all.http.push(...http);
				all.raw.push(...raw);
				all.each.push(...each);
			}
			const raw = median(all.raw);
			found.push({ what, http: median(all.http), raw, limit: most.beside + most.times * raw, slowest: at(0.95, all.each), queries });
		}
		await app.stop();
		return found;
	});
	await client.end();
	await own.close();
	console.info(
		`\n${told.reports.toLocaleString('en')} reports of ${told.faults.toLocaleString('en')} faults; no tile is kept; medians of ${rounds} rounds over all addresses of a kind:\n`,
	);
	printTable(
		lines.map((it) => ({
			asked: it.what,
			queries: it.queries,
			'raw SQL p50': `${it.raw.toFixed(2)} ms`,
			'page p50': `${it.http.toFixed(2)} ms`,
			limit: `${it.limit.toFixed(2)} ms`,
			'a query p95': `${it.slowest.toFixed(2)} ms`,
		})),
	);
	conclude(
		'public',
		{ ...told, lines: lines.map((it) => ({ ...it, http: rounded(it.http), raw: rounded(it.raw), limit: rounded(it.limit), slowest: rounded(it.slowest) })) },
		[
			...lines.map((it) => ({ what: `${it.what}: within ${most.beside} ms + ${most.times} × raw SQL`, holds: it.http <= it.limit })),
			...lines.map((it) => ({ what: `${it.what}: no query above ${most.query} ms at p95`, holds: it.slowest <= most.query })),
		],
	);
});
