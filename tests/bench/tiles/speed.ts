import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Load, Loaded } from '../support/load-process.ts';
import { type Beside, runPgbench, startApp, startBeside } from '../support/processes.ts';
import type { Bodies } from './bare-process.ts';

/** Answers a second. */
export interface Round {
	readonly fresh: number;
	readonly pgbench: number;
	readonly cached: number;
	readonly bare: number;
}

const connections = 8;

/** Tiles of zoom 14 that lie wholly on the land. */
const columns = [9045, 9059] as const;
const rows = [9817, 9831] as const;
const paths = Array.from({ length: columns[1] - columns[0] + 1 }, (_, x) =>
	Array.from({ length: rows[1] - rows[0] + 1 }, (_unused, y) => `/tiles/roads/14/${columns[0] + x}/${rows[0] + y}.mvt`),
).flat();

// The same columns of the same table, by all that makes it quick: the stored geometry, its index, a prepared statement, no order, no rights.
const rawSql = `
	select st_asmvt(tile, 'roads', 4096, 'geom', 'id')
	from (
		select asset.id, asset.reference as ref, asset.attributes ->> 'name' as name, asset.attributes ->> 'road_class' as road_class,
		       st_asmvtgeom(asset.geom_3857, st_tileenvelope(14, :x, :y), 4096, 64, true) as geom
		from asset
		where asset.class = 9 and asset.status = 'in-service' and asset.geom_3857 && st_tileenvelope(14, :x, :y, margin => 64.0 / 4096)
	) as tile;`;

const script = `\\set x random(${columns.join(', ')})\n\\set y random(${rows.join(', ')})\n${rawSql.replaceAll(/\s+/g, ' ')}\n`;

/** What goes over the wire for each tile, undone by nobody. */
async function bytesOf(port: number): Promise<Bodies> {
	const bodies: Record<string, string> = {};
	for (const path of paths) {
		const [answer] = (await once(get({ port, path, headers: { 'accept-encoding': 'gzip' } }), 'response')) as [IncomingMessage];
		if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode}`);
		bodies[path] = Buffer.concat(await answer.toArray()).toString('base64');
	}
	return bodies;
}

async function rate(load: Beside<Load, Loaded>, port: number, seconds: number): Promise<number> {
	const heard = await load.ask({ port, path: '', connections, seconds, bodies: [], paths });
	if (heard.refused > 0) throw new Error(`refused: ${heard.firstRefusal}`);
	return heard.perSecond;
}

/** In turn, again and again: tiles that are made anew each time, the raw statement, tiles that are kept, and a bare handler with the same bytes. */
export async function measureSpeed(url: string, { rounds, seconds }: { rounds: number; seconds: number }): Promise<Round[]> {
	const folder = await mkdtemp(join(tmpdir(), 'faultline-pgbench-'));
	const file = join(folder, 'raw.sql');
	await writeFile(file, script);
	const load = startBeside<Load, Loaded>('./load-process.ts');
	const forgetful = await startApp(url, { TILE_MEMORY_MB: '0', TILE_DISK_MB: '0' });
	const keeping = await startApp(url);
	const bareProcess = startBeside<Bodies, { port: number }>('../tiles/bare-process.ts');
	try {
		await rate(load, keeping.port, seconds);
		const bare = await bareProcess.ask(await bytesOf(keeping.port));
		const measured: Round[] = [];
		for (let i = 0; i <= rounds; i += 1) {
			measured.push({
				fresh: await rate(load, forgetful.port, seconds),
				pgbench: await runPgbench(url, { files: [file], variables: {}, clients: connections, seconds }),
				cached: await rate(load, keeping.port, seconds),
				bare: await rate(load, bare.port, seconds),
			});
		}
		// The first round warms caches and compilers.
		return measured.slice(1);
	} finally {
		await Promise.all([load.stop(), forgetful.stop(), keeping.stop(), bareProcess.stop()]);
		await rm(folder, { recursive: true, force: true });
	}
}
