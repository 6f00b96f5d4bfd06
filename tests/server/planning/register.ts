import type { Knex } from 'knex';
import type { Context } from '../../../server/municipality/index.ts';
import { loadTown } from '../../../server/municipality/index.ts';
import { reportOf, reports } from '../../../server/planning/catalogue.ts';
import type { ReportAnswer } from '../../../server/planning/contract.ts';
import { answerReport, type Question } from '../../../server/planning/run.ts';
import type { Calculate } from '../../../server/planning/runs/calculate.ts';
import { start } from '../../../server/planning/runs/run.ts';
import { runOnce } from '../../../server/planning/runs/runner.ts';

interface NewPipe {
	key: string;
	metres: number;
	material?: string;
	owner?: string;
	installed?: string;
	registered?: string;
	retired?: string;
	ward?: number;
}

/** A straight water pipe of exactly so many metres; answers its id. */
export async function addPipe(db: Knex, it: NewPipe): Promise<number> {
	const { rows } = await db.raw(
		`insert into asset (class, key, reference, geom, attributes, owner, status, ward_id, installed_on, in_register_from, retired_on)
		 select 2, :key, :key, st_transform(st_setsrid(st_makeline(st_makepoint(311000, 6265500), st_makepoint(311000 + :metres::float8, 6265500)), 32734), 4326),
		        case when :material::text is null then '{}' else jsonb_build_object('material', :material::text) end, :owner, :status, :ward,
		        :installed::date, :registered::date, :retired::date
		 returning id`,
		{
			key: it.key,
			metres: it.metres,
			material: it.material ?? null,
			owner: it.owner ?? 'municipal',
			status: it.retired ? 'retired' : 'in-service',
			ward: it.ward ?? 2,
			installed: it.installed ?? '1990-01-01',
			registered: it.registered ?? '2015-01-01',
			retired: it.retired ?? null,
		},
	);
	return rows[0].id;
}

interface NewFault {
	asset: number | null;
	at: string;
	class?: number;
	mode?: string;
	state?: string;
	reports?: number;
	into?: number;
}

/** A fault as it stands in the database; answers its id. */
export async function addFault(db: Knex, it: NewFault): Promise<number> {
	const { rows } = await db.raw(
		`insert into fault (failure_mode, family, state, asset_id, class, geom, public_geom, department_id, first_report_at, last_report_at, reports, merged_into)
		 select :mode, 'test', :state, :asset, :class, spot.p, spot.p, (select min(department.id) from department), :at, :at, :reports, :into::bigint
		 from (select st_setsrid(st_makepoint(18.96, -33.73), 4326) as p) as spot
		 returning id`,
		{
			mode: it.mode ?? 'water-pipe.burst',
			state: it.state ?? 'closed',
			asset: it.asset,
			class: it.class ?? 2,
			at: it.at,
			reports: it.reports ?? 1,
			into: it.into ?? null,
		},
	);
	return rows[0].id;
}

/** Works a heavy report out at once, without a thread. */
export const inPlace: Calculate = async ({ file, rows, values }, { progress }) => {
	const it = reports.find((report) => report.file === file);
	return JSON.stringify(it?.heavy?.work(rows, { values, progress }));
};

/** The answer to a question, worked out before if it must be. */
export async function worked(context: Context, question: Question): Promise<ReportAnswer> {
	if (!reportOf(question.id).heavy) return answerReport(context, question);
	await start(context, question);
	while (await runOnce(context.db, { calculate: inPlace }));
	return answerReport(context, question);
}

/** What a request of a planner brings along, at a fixed time. */
export async function planning(db: Knex): Promise<Context> {
	const actor = { personId: null, name: 'P', may: () => true };
	return { db, actor, sender: 'test', language: 'en', photos: [], now: new Date('2026-11-23T10:00:00Z'), town: await loadTown(db) };
}
