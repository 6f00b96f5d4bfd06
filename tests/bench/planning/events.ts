import type { Knex } from 'knex';
import { random } from '../../../server/maths/random.ts';
import { foldMonths, recountMonths } from '../../../server/planning/months/fold.ts';
import { chosenFaults, happenings } from '../../support/fault-happenings.ts';
import { settleWideTown } from '../support/wide-town.ts';

/** What is kept, and the same counted from the faults themselves. */
const rollups = [
	{ name: 'fault_by_month', anew: 'fault_month_anew', key: 'month, ward_id, department_id, class, failure_mode', sums: ['opened', 'ended'] },
] as const;

type Rollup = (typeof rollups)[number];

const keptSql = ({ name, sums }: Rollup): string => `select * from ${name} where ${sums.map((it) => `${it} <> 0`).join(' or ')}`;

/** Rows that differ, and how many were compared. */
async function compared(db: Knex, it: Rollup): Promise<{ rows: number; differing: number }> {
	const row = (from: string): string => `(${it.sums.map((sum) => `${from}.${sum}`).join(', ')})`;
	const { rows } = await db.raw(`
		select count(*)::int as rows, count(*) filter (where ${row('kept')} is distinct from ${row('anew')})::int as differing
		from (${keptSql(it)}) as kept full join ${it.anew} as anew using (${it.key})`);
	return rows[0];
}

const contents = async (db: Knex, it: Rollup): Promise<string> =>
	(await db.raw(`select md5(string_agg(part::text, chr(10) order by part::text)) as told from (${keptSql(it)}) as part`)).rows[0].told;

export interface Happened {
	/** How often each thing happened. */
	readonly events: Readonly<Record<string, number>>;
	readonly rollups: readonly { name: string; rows: number; differing: number; sameWhenFolded: boolean; sameWhenRecounted: boolean }[];
}

/** One thing after the other until so many have happened; what could not happen to the fault that was chosen has not. */
async function letHappen(db: Knex, many: number): Promise<Record<string, number>> {
	const { int, chance } = random('planning');
	const pipe = "pipe.id = (select any_pipe.id from asset as any_pipe where any_pipe.key like 'WP-%' order by random() limit 1)";
	const all = Object.entries(happenings({ reported: 1, pipe }));
	const chosen = chosenFaults(1);
	const events: Record<string, number> = {};
	for (let n = 0; n < many; ) {
		const [name, statement] = all[n < 300 ? 0 : int(all.length)] ?? ['', ''];
		const { rowCount } = await db.raw(statement.startsWith('insert') ? statement : chosen + statement);
		events[name] = (events[name] ?? 0) + rowCount;
		n += rowCount;
		if (chance(0.005)) await foldMonths(db);
	}
	return events;
}

/** A small town to whose faults so many things happen, folded in now and then; then what is kept against counting anew. */
export async function happen(db: Knex, url: string, many: number): Promise<Happened> {
	await settleWideTown(db, url, 6);
	await db.raw('update asset set ward_id = (select min(ward.id) from ward)');
	await db.raw('select setseed(0.42)');
	return { events: await letHappen(db, many), rollups: await judged(db) };
}

async function judged(db: Knex): Promise<Happened['rollups']> {
	const before = await Promise.all(rollups.map(async (it) => ({ ...(await compared(db, it)), told: await contents(db, it) })));
	await foldMonths(db);
	const folded = await Promise.all(rollups.map((it) => contents(db, it)));
	await recountMonths(db);
	const recounted = await Promise.all(rollups.map((it) => contents(db, it)));
	return rollups.map(({ name }, i) => {
		const { rows = 0, differing = 0, told } = before[i] ?? {};
		return { name, rows, differing, sameWhenFolded: folded[i] === told, sameWhenRecounted: recounted[i] === told };
	});
}
