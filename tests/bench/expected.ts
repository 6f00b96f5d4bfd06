// npm run bench -- expected: do the ranges in which repairs are promised hold? A year of the demo town, month by month, each foretold from what was known before it.
import type { Knex } from 'knex';
import { seedDemo } from '../../seeds/index.ts';
import { daysOf, type Range } from '../../server/maths/expected-time.ts';
import { all, sql } from '../../server/platform/sql.ts';
import { coverage, enough } from '../../server/reports/expected/index.ts';
import { learnt } from '../../server/reports/expected/learn.ts';
import { type HistoryRow, historySql, type Learnt } from '../../server/reports/expected/queries.ts';
import { onPostgres } from './support/databases.ts';
import { conclude, percent, printTable } from './support/report.ts';

const seededAt = new Date('2026-06-01T06:00:00Z');
const months = 12;
/** The last days of the history are not foretold: of many of their faults nobody knows yet when they are fixed. */
const spared = 120;
const [least, most] = [0.75, 0.85];
const day = 86_400_000;

interface Came {
	readonly mode: string;
	readonly wardId: number | null;
	/** Null where it is still open: it took longer than the history goes on. */
	readonly days: number | null;
	readonly sofar: number;
}

interface Month {
	readonly month: string;
	readonly within: number;
	readonly sooner: number;
	readonly later: number;
	readonly undecided: number;
	readonly untold: number;
	/** How wide the ranges were, in days. */
	readonly widths: readonly number[];
}

const cameSql = (from: Date, until: Date) => sql`
	select
		fault.failure_mode as mode, fault.ward_id as "wardId",
		extract(epoch from fault.fixed_at - fault.first_report_at)::float8 / 86400 as days,
		extract(epoch from ${seededAt}::timestamptz - fault.first_report_at)::float8 / 86400 as sofar
	from fault
	where fault.first_report_at >= ${from} and fault.first_report_at < ${until} and (fault.fixed_at is not null or fault.open)`;

type Verdict = 'within' | 'sooner' | 'later' | 'undecided';

function judge({ days, sofar }: Came, { from, to }: Range): Verdict {
	if (days === null) return sofar > to ? 'later' : 'undecided';
	if (days < from) return 'sooner';
	return days > to ? 'later' : 'within';
}

/** The range for one fault by the curves known then: its ward's, else the town's, else none. */
function foretold({ mode, wardId }: Came, known: ReadonlyMap<string, Learnt>): Range | null {
	const [ward, town] = [known.get(`${mode} ${wardId}`), known.get(`${mode} null`)];
	const best = wardId !== null && ward && ward.ended >= enough.inWard ? ward : town;
	return best && best.ended >= enough.inTown ? daysOf(best.curve, { age: 0, coverage }) : null;
}

async function foretell(db: Knex, from: Date, until: Date): Promise<Month> {
	const curves = learnt(await all<HistoryRow>(db, historySql(from)));
	const known = new Map(curves.map((it) => [`${it.mode} ${it.wardId}`, it]));
	const counts = { within: 0, sooner: 0, later: 0, undecided: 0, untold: 0 };
	const widths: number[] = [];
	for (const came of await all<Came>(db, cameSql(from, until))) {
		const range = foretold(came, known);
		counts[range ? judge(came, range) : 'untold'] += 1;
		if (range) widths.push(range.to - range.from);
	}
	return { month: from.toISOString().slice(0, 7), ...counts, widths };
}

const decided = ({ within, sooner, later }: Pick<Month, 'within' | 'sooner' | 'later'>): number => within + sooner + later;

await onPostgres(async (create) => {
	const { database } = await create('town');
	await seedDemo(database, { size: 'town', seed: 'bench', now: seededAt });
	const told: Month[] = [];
	const end = seededAt.getTime() - spared * day;
	for (let i = months; i > 0; i -= 1) told.push(await foretell(database.knex, new Date(end - i * 30 * day), new Date(end - (i - 1) * 30 * day)));
	printTable(
		told.map((it) => ({
			'30 days from': it.month,
			faults: decided(it) + it.undecided + it.untold,
			'within the range': percent(it.within / decided(it)),
			sooner: percent(it.sooner / decided(it)),
			later: percent(it.later / decided(it)),
			undecided: it.undecided,
			'nothing told': it.untold,
			'median width (days)': it.widths.toSorted((a, b) => a - b)[Math.floor(it.widths.length / 2)] ?? '–',
		})),
	);
	const sum = (of: (month: Month) => number): number => told.reduce((total, it) => total + of(it), 0);
	const share = sum((it) => it.within) / sum(decided);
	const undecided = sum((it) => it.undecided) / (sum(decided) + sum((it) => it.undecided));
	const untold = sum((it) => it.untold) / sum((it) => decided(it) + it.undecided + it.untold);
	conclude('expected', { promised: coverage, within: Number(share.toFixed(4)), foretold: sum(decided), undecided, untold }, [
		{
			what: `${percent(share)} of ${sum(decided)} repairs fell within ranges that promise ${percent(coverage, 0)} (bar ${percent(least, 0)} to ${percent(most, 0)})`,
			holds: share >= least && share <= most,
		},
		{ what: `${percent(undecided)} of those foretold are not decided yet (bar: at most 1 %)`, holds: undecided <= 0.01 },
	]);
});
