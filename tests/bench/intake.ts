// npm run bench -- intake: reports accepted over HTTP by 32 clients, against the statements of the same transactions straight through pg.
import { type Lamp, lampsOf, reportOf } from './intake/lamps.ts';
import { highIds, recordReport } from './intake/record.ts';
import type { Replay, Replayed, Statement } from './intake/replay-process.ts';
import { onPostgres } from './support/databases.ts';
import type { Load, Loaded } from './support/load-process.ts';
import { median, rounded } from './support/numbers.ts';
import { withPrecedence } from './support/precedence.ts';
import { startApp, startBeside } from './support/processes.ts';
import { conclude, printTable } from './support/report.ts';
import { settleWideTown } from './support/wide-town.ts';

const blocks = 100;
const connections = 32;
const rounds = 8;
const seconds = 2.5;

interface Round {
	readonly http: Loaded;
	readonly pg: Replayed;
}

/** HTTP and pg in turn, each with lamps that nobody has reported yet. */
async function measure(url: string, statements: readonly Statement[], lamps: readonly Lamp[]): Promise<Round[]> {
	const app = await startApp(url);
	const load = startBeside<Load, Loaded>('./load-process.ts');
	const replay = startBeside<Replay, Replayed>('../intake/replay-process.ts');
	const share = Math.floor(lamps.length / (2 * (rounds + 1)));
	const measured: Round[] = [];
	try {
		for (let i = 0; i <= rounds; i += 1) {
			const own = lamps.slice(2 * i * share, (2 * i + 1) * share);
			const others = lamps.slice((2 * i + 1) * share, (2 * i + 2) * share);
			const http = await load.ask({ port: app.port, path: '/api/reports', connections, seconds, bodies: own.map(reportOf), keys: `http-round-${i}` });
			if (http.refused > 0) throw new Error(`refused: ${http.firstRefusal}`);
			if (http.answered > share) throw new Error('there are too few lamps for a round of this length');
			measured.push({ http, pg: await replay.ask({ url, statements, connections, seconds, lamps: others, keys: `pg-round-${i}` }) });
		}
	} finally {
		await Promise.all([app.stop(), load.stop(), replay.stop()]);
	}
	// The first round warms caches and compilers.
	return measured.slice(1);
}

await onPostgres(async (create) => {
	console.info('Laying out a town of two hundred thousand assets …');
	const { url, database } = await create('intake');
	const assets = await settleWideTown(database.knex, url, blocks);
	// Ids that cannot be taken for each other.
	for (const [i, table] of ['fault', 'sighting', 'report', 'contact'].entries())
		await database.knex.raw(`select setval(pg_get_serial_sequence('${table}', 'id'), ${highIds * (i + 1)})`);
	const [first, ...lamps] = await lampsOf(database.knex);
	if (!first) throw new Error('a town without lamps');
	const statements = await recordReport(database.knex, first);
	const measured = await withPrecedence(database.knex, () => measure(url, statements, lamps));
	const ratio = median(measured.map(({ http, pg }) => http.perSecond / pg.perSecond));
	const figures = {
		assets,
		statements: statements.length,
		'HTTP/s': Math.round(median(measured.map((it) => it.http.perSecond))),
		'p50 ms': rounded(median(measured.map((it) => it.http.p50)), 1),
		'p99 ms': rounded(median(measured.map((it) => it.http.p99)), 1),
		'pg/s': Math.round(median(measured.map((it) => it.pg.perSecond))),
		ratio: rounded(ratio),
	};
	console.info(`\nReports a second, each opening a fault on a lamp of its own, ${connections} clients, fsync on; medians of ${rounds} rounds in turn:\n`);
	printTable([figures]);
	conclude('intake', figures, [{ what: `HTTP accepts at least half of what pg alone commits (${ratio.toFixed(2)})`, holds: ratio >= 0.5 }]);
});
