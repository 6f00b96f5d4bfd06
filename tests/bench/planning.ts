// npm run bench -- planning [SCALE]: every report of the catalogue over a metro (a million assets, a million reports of eight years), against the leanest SQL; and what is kept against counting anew.
import { loadavg } from 'node:os';
import pg from 'pg';
import { type Context, loadTown } from '../../server/municipality/index.ts';
import { happen } from './planning/events.ts';
import { type Answered, answered, askings, type Compared, compared, type WorkedOut, workedOut } from './planning/measure.ts';
import { type Metro, settleMetro } from './planning/metro.ts';
import { type Create, onPostgres } from './support/databases.ts';
import { median, rounded } from './support/numbers.ts';
import { withPrecedence } from './support/precedence.ts';
import { type Bar, conclude, printTable } from './support/report.ts';
import { block, degreesAt } from './support/wide-town.ts';

const scale = Number(process.argv[2] ?? 1);
const size = { blocks: Math.round(224 * Math.sqrt(scale)), faults: Math.round(425_000 * scale) };
const rounds = 3;
const most = { answer: 1000, times: 3, beside: 20, heavy: 10 };
const events = Math.max(2000, Math.round(10_000 * Math.min(1, scale)));
/** A run says how far it is once a second: what takes less has nothing to say. */
const worthSaying = 3;

const edge = size.blocks * block;
const corners = [
	[0.2, 0.2],
	[0.6, 0.25],
	[0.55, 0.6],
	[0.25, 0.5],
] as const;
const drawn = `polygon:${corners
	.map(([x, y]) =>
		degreesAt(x * edge, y * edge)
			.map((it) => it.toFixed(6))
			.join(' '),
	)
	.join(',')}`;

interface Figures {
	readonly metro: Metro;
	readonly atOnce: readonly Answered[];
	readonly against: readonly Compared[];
	readonly heavy: readonly WorkedOut[];
}

async function measureMetro(create: Create): Promise<Figures> {
	const { url, database } = await create('metro');
	const began = performance.now();
	const metro = await settleMetro(database.knex, url, size);
	console.info(
		`${metro.assets.toLocaleString('en')} assets, ${metro.faults.toLocaleString('en')} faults, ${metro.reports.toLocaleString('en')} reports, ${metro.orders.toLocaleString('en')} work orders in ${rounded((performance.now() - began) / 1000, 0)} s.`,
	);
	const db = database.knex;
	const actor = { personId: null, name: 'Bench', may: () => true };
	const context: Context = { db, actor, sender: 'bench', language: 'en', photos: [], now: new Date(), town: await loadTown(db) };
	const client = new pg.Client(url);
	await client.connect();
	const figures = await withPrecedence(db, async () => {
		const { atOnce, heavy } = askings(context, drawn);
		const found = { atOnce: [] as Answered[], against: [] as Compared[], heavy: [] as WorkedOut[] };
		for (const it of atOnce) found.atOnce.push(await answered(context, it, rounds));
		for (const id of new Set(atOnce.map((it) => it.id)))
			found.against.push(...[await compared(context, client, { id, rounds })].filter((it) => it !== undefined));
		for (const it of heavy) found.heavy.push(await workedOut(context, db, it));
		return found;
	});
	await client.end();
	return { metro, ...figures };
}

const ms = (it: number): string => `${rounded(it, 0)} ms`;

function print({ atOnce, against, heavy }: Figures): void {
	console.info(`\nAnswered at once (load of this machine ${loadavg()[0]?.toFixed(1)}):\n`);
	printTable(atOnce.map((it) => ({ report: it.id, asked: it.what, rows: it.rows, 'first time': ms(it.first), p50: ms(it.p50) })));
	printTable(
		against.map((it) => ({ report: it.id, 'leanest SQL': ms(it.lean), answered: ms(it.report), times: rounded(it.report / it.lean, 2), differs: it.differs })),
	);
	printTable(
		heavy.map((it) => ({
			'worked out': it.id,
			asked: it.what,
			rows: it.rows,
			took: `${rounded(it.seconds, 1)} s`,
			state: it.state,
			'told on the way': it.progress.length,
		})),
	);
}

function barsOf({ atOnce, against, heavy }: Figures): Bar[] {
	const reports = [...new Set(atOnce.map((it) => it.id))];
	return [
		...reports.map((id) => {
			const slowest = Math.max(...atOnce.filter((it) => it.id === id).map((it) => it.p50));
			return { what: `${id}: within ${most.answer} ms however it is asked (${ms(slowest)})`, holds: slowest <= most.answer };
		}),
		...against.map((it) => ({
			what: `${it.id}: the numbers of the leanest SQL, within ${most.times} times as long (${rounded(it.report / it.lean, 2)})`,
			holds: it.differs === '' && it.report <= most.beside + most.times * it.lean,
		})),
		...heavy.map((it) => ({
			what: `${it.id}, ${it.what}: worked out within ${most.heavy} s (${rounded(it.seconds, 1)}), saying how far it is`,
			holds: it.state === 'done' && it.seconds <= most.heavy && (it.seconds < worthSaying || it.progress.length > 0),
		})),
	];
}

await onPostgres(async (create) => {
	console.info('Making a metro …');
	const figures = await measureMetro(create);
	print(figures);
	console.info(`Letting ${events.toLocaleString('en')} things happen to the faults of a small town …`);
	const small = await create('events');
	const happened = await happen(small.database.knex, small.url, events);
	printTable(Object.entries(happened.events).map(([what, count]) => ({ happened: what, count })));
	printTable(happened.rollups.map((it) => ({ kept: it.name, rows: it.rows, differing: it.differing })));
	conclude(
		'planning',
		{
			...figures.metro,
			slowest: rounded(Math.max(...figures.atOnce.map((it) => it.p50)), 0),
			p50: rounded(median(figures.atOnce.map((it) => it.p50)), 0),
			atOnce: figures.atOnce.map(({ id, what, rows, first, p50 }) => ({ id, what, rows, first: rounded(first, 0), p50: rounded(p50, 0) })),
			against: figures.against.map((it) => ({ ...it, report: rounded(it.report, 1), lean: rounded(it.lean, 1) })),
			heavy: figures.heavy.map(({ id, what, rows, seconds, state, progress }) => ({
				id,
				what,
				rows,
				seconds: rounded(seconds, 1),
				state,
				told: progress.length,
			})),
			...happened,
		},
		[
			...barsOf(figures),
			...happened.rollups.map((it) => ({
				what: `${it.name}: after ${events.toLocaleString('en')} events the same as counting anew, folded in or not (${it.differing} of ${it.rows} rows differ)`,
				holds: it.rows > 0 && it.differing === 0 && it.sameWhenFolded && it.sameWhenRecounted,
			})),
		],
	);
});
