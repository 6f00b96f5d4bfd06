import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knex from 'knex';
import { lookSql } from '../../../server/faults/queries.ts';
import { random } from '../../../server/maths/random.ts';
import { catalogue } from '../../../server/municipality/index.ts';
import type { Load, Loaded } from '../support/load-process.ts';
import { type Beside, runPgbench, startApp, startBeside } from '../support/processes.ts';
import { block, degreesAt } from '../support/wide-town.ts';

/** Answers a second, round by round, in the towns in the order given. */
export interface Round {
	readonly http: readonly Loaded[];
	readonly pgbench: readonly number[];
}

interface Place {
	readonly url: string;
	readonly blocks: number;
}

const modes = ['street-light.out', 'water-pipe.leak', 'road.pothole', 'manhole.overflow'] as const;
const connections = 8;

/** Requests for pins anywhere in the town, each as a thumb on a map at zoom 18 places it. */
function requests(blocks: number): string[] {
	const stream = random(`pins ${blocks}`);
	return Array.from({ length: 20_000 }, (_, i) => {
		const [lon, lat] = degreesAt(stream.next() * blocks * block, stream.next() * blocks * block);
		return JSON.stringify({
			mode: modes[i % modes.length],
			lon: Number(lon.toFixed(7)),
			lat: Number(lat.toFixed(7)),
			method: 'map-click',
			zoom: 18,
			pointer: 'touch',
		});
	});
}

/** The statement that one `/api/snap` runs, as pgbench scripts: the same text, all its values as variables, the pin drawn anew each time. */
async function pgbenchScripts(folder: string, blocks: number): Promise<Script> {
	const [west, south] = degreesAt(0, 0);
	const [east, north] = degreesAt(blocks * block, blocks * block);
	const draw = (name: string, from: number, to: number): string => `\\set ${name} random(${Math.round(from * 1e7)}, ${Math.round(to * 1e7)}) / 10000000.0\n`;
	const pins = `${draw('lon', west, east)}${draw('lat', south, north)}`;
	const files: string[] = [];
	const variables: Record<string, string> = {};
	for (const [at, code] of modes.entries()) {
		const { text, values } = lookOf(code);
		const statement = text.replace(/\$(\d+)/g, (_, n: string) => values[Number(n) - 1]?.variable(`m${at}v${n}`, variables) ?? '');
		const file = join(folder, `${code}.sql`);
		await writeFile(file, `${pins}${statement.replaceAll(/\s+/g, ' ')};\n`);
		files.push(file);
	}
	return { files, variables };
}

interface Script {
	readonly files: readonly string[];
	readonly variables: Readonly<Record<string, string>>;
}

interface Value {
	/** How a script names it; what it stands for is put beside the others. */
	readonly variable: (name: string, variables: Record<string, string>) => string;
}

/** The text of the product's statement as the driver sends it, with its values in order. */
function lookOf(code: string): { text: string; values: Value[] } {
	const { mode, home } = catalogue.modes.get(code) ?? {};
	if (!mode || !home) throw new Error(`no failure mode ${code}`);
	const classes = Object.keys(mode.about).map((id) => catalogue.byId.get(id)?.number ?? 0);
	const roads = catalogue.byId.get('roads')?.number ?? 0;
	const look = lookSql({ lon: Number.NaN, lat: Number.POSITIVE_INFINITY, classes, family: mode.family, reach: home.snap.reach, limit: 32, roads });
	const { sql, bindings } = knex({ client: 'pg' })
		.raw(look.text, [...look.values] as never)
		.toSQL()
		.toNative();
	const values = (bindings as unknown[]).map((value) => ({
		variable: (name: string, variables: Record<string, string>): string => {
			if (Number.isNaN(value)) return ':lon';
			if (value === Number.POSITIVE_INFINITY) return ':lat';
			if (value === null) return 'null';
			variables[name] = String(value);
			return `:${name}`;
		},
	}));
	return { text: sql, values };
}

interface Town {
	readonly url: string;
	readonly app: Awaited<ReturnType<typeof startApp>>;
	readonly bodies: readonly string[];
	readonly script: Script;
}

/** HTTP in all towns, then pgbench in all towns, again and again: what disturbs one round disturbs all of it alike. */
export async function measureLatency(places: readonly Place[], { rounds, seconds }: { rounds: number; seconds: number }): Promise<Round[]> {
	const folder = await mkdtemp(join(tmpdir(), 'faultline-pgbench-'));
	const load = startBeside<Load, Loaded>('./load-process.ts');
	const towns: Town[] = [];
	try {
		for (const { url, blocks } of places) {
			const script = await pgbenchScripts(await mkdtemp(join(folder, 'town-')), blocks);
			towns.push({ url, app: await startApp(url), bodies: requests(blocks), script });
		}
		const measured: Round[] = [];
		for (let i = 0; i <= rounds; i += 1) measured.push(await oneRound(towns, load, seconds));
		// The first round warms caches and compilers.
		return measured.slice(1);
	} finally {
		await Promise.all([load.stop(), ...towns.map((it) => it.app.stop())]);
		await rm(folder, { recursive: true, force: true });
	}
}

async function oneRound(towns: readonly Town[], load: Beside<Load, Loaded>, seconds: number): Promise<Round> {
	const http: Loaded[] = [];
	const pgbench: number[] = [];
	for (const { app, bodies } of towns) {
		const heard = await load.ask({ port: app.port, path: '/api/snap', connections, seconds, bodies });
		if (heard.refused > 0) throw new Error(`refused: ${heard.firstRefusal}`);
		http.push(heard);
	}
	for (const { url, script } of towns) pgbench.push(await runPgbench(url, { ...script, clients: connections, seconds }));
	return { http, pgbench };
}
