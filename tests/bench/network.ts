// npm run bench -- network: how long a water network of a million edges takes to build, to follow a change, and to say what to close?
import type { Knex } from 'knex';
import pg from 'pg';
import { withoutIndexes } from '../../seeds/write/copy.ts';
import { buildNetworks } from '../../server/network/build.ts';
import { isolationOf } from '../../server/network/isolation.ts';
import { type Stretch, stretchesSql } from '../../server/network/queries.ts';
import { all } from '../../server/platform/sql.ts';
import { settleTestTown } from '../support/town.ts';
import { onPostgres } from './support/databases.ts';
import { median, rounded } from './support/numbers.ts';
import { conclude, printTable } from './support/report.ts';

/** Junctions along each side of the grid. */
const side = Number(process.argv[2] ?? 500);
const questions = 200;
const mostBuild = 600;
const mostIsolation = 500;

/** Pipes of 60 m from junction to junction, valves four metres from some of their ends, one in twelve of which does not turn, a reservoir every few kilometres. */
const gridSql = `
	insert into asset (class, key, reference, geom, attributes, in_register_from)
	select pipe.class, pipe.key, pipe.key, st_transform(st_setsrid(pipe.geom, 32734), 4326), pipe.attributes::jsonb, '2020-01-01'
	from (
		select 2 as class, 'P' || way.d || '-' || i || '-' || j as key, '{}' as attributes,
		       st_makeline(st_makepoint(280000 + 60 * i, 6240000 + 60 * j), st_makepoint(280000 + 60 * (i + way.east), 6240000 + 60 * (j + way.north))) as geom
		from generate_series(0, $1::int - 1) as i, generate_series(0, $1::int - 1) as j, (values (0, 1, 0), (1, 0, 1)) as way (d, east, north)
		where i + way.east < $1 and j + way.north < $1
		union all
		select 3, 'V' || way.d || '-' || i || '-' || j || '-' || tip.t, '{"operable": ' || ((i * 31 + j * 17 + tip.t) % 12 <> 0) || '}',
		       st_makepoint(280000 + 60 * i + way.east * tip.m, 6240000 + 60 * j + way.north * tip.m)
		from generate_series(0, $1::int - 1) as i, generate_series(0, $1::int - 1) as j, (values (0, 1, 0), (1, 0, 1)) as way (d, east, north), (values (0, 4), (1, 56)) as tip (t, m)
		where i + way.east < $1 and j + way.north < $1 and (i * 7919 + j * 104729 + way.d * 613 + tip.t * 389) % 100 < 56
		union all
		select 14, 'R' || i || '-' || j, '{}', st_makepoint(280000 + 60 * i + 10, 6240000 + 60 * j)
		from generate_series(10, $1::int - 1, 100) as i, generate_series(10, $1::int - 1, 100) as j
	) as pipe`;

async function layGrid(db: Knex, url: string): Promise<void> {
	await settleTestTown(db);
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	await withoutIndexes(client, ['asset'], async () => void (await client.query(gridSql, [side])));
	await client.end();
	await db.raw('vacuum analyze');
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
	const from = performance.now();
	await work();
	return performance.now() - from;
};

/** How long it takes to say what to close for pipes all over the town, each once, ms. */
async function ask(db: Knex): Promise<number[]> {
	const { rows } = await db.raw('select id from asset where class = 2 order by md5(id::text) limit ?', [questions + 5]);
	const times: number[] = [];
	for (const { id } of rows)
		times.push(
			await timed(async () => {
				const stretches = await all<Stretch>(db, stretchesSql(id));
				const [stretch] = [...stretches].sort((a, b) => b.toM - b.fromM - (a.toM - a.fromM));
				if (stretch) await isolationOf(db, { stretch, without: [], language: 'en' });
			}),
		);
	// The first few warm what is cold.
	return times.slice(5).sort((a, b) => a - b);
}

await onPostgres(async (create) => {
	const { url, database } = await create('network');
	const db = database.knex;
	console.info(`Laying ${side} × ${side} junctions …`);
	const laid = await timed(() => layGrid(db, url));
	console.info(`  (${(laid / 1000).toFixed(0)} s)\n`);
	const build = await timed(() => buildNetworks(db, ['water']));
	await db.raw('analyze');
	await db.raw(`update asset set attributes = '{"operable": false}' where id = (select min(id) from asset where class = 3)`);
	const follow = await timed(() => buildNetworks(db, ['water']));
	const [size] = (
		await db.raw(
			'select (select count(*)::int from network_piece) as edges, (select count(*)::int from network_valve) as valves, (select count(*)::int from network_segment) as segments',
		)
	).rows;
	const times = await ask(db);
	const p95 = times[Math.floor(0.95 * times.length)] ?? Number.NaN;
	printTable([
		{ what: 'edges', figure: size.edges },
		{ what: 'valves', figure: size.valves },
		{ what: 'segments', figure: size.segments },
		{ what: 'first build', figure: `${(build / 1000).toFixed(1)} s` },
		{ what: 'after one valve was changed', figure: `${(follow / 1000).toFixed(1)} s` },
		{ what: 'what to close, median', figure: `${median(times).toFixed(0)} ms` },
		{ what: 'what to close, p95', figure: `${p95.toFixed(0)} ms` },
	]);
	conclude('network', { ...size, build: rounded(build), follow: rounded(follow), median: rounded(median(times)), p95: rounded(p95) }, [
		{ what: 'at least a million edges', holds: size.edges >= 1_000_000 },
		{ what: `built within ${mostBuild} s, and within as much after a change`, holds: Math.max(build, follow) <= mostBuild * 1000 },
		{ what: `what to close is said within ${mostIsolation} ms at p95`, holds: p95 <= mostIsolation },
	]);
});
