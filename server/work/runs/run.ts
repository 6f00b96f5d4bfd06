import type { Knex } from 'knex';
import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import type { OrderBrief } from '../orders/contract.ts';
import { moveOrder } from '../orders/move.ts';
import { type BriefRow, briefsSql } from '../orders/queries.ts';
import { briefView, departmentsOf } from '../orders/show.ts';
import type { Run } from './contract.ts';
import { fill } from './fill.ts';
import { type CrewRow, crewDaySql, type JobRow, jobsSql, planStopsSql, unplanSql } from './queries.ts';

const hour = 3_600_000;

interface Wish {
	crew: string;
	day: string;
	keep: readonly string[];
	leave: readonly string[];
	language: string;
}

async function crewOf(context: Context, { crew, day }: Pick<Wish, 'crew' | 'day'>): Promise<CrewRow> {
	if (Number.isNaN(Date.parse(day))) throw badField('day', 'There is no such day.');
	const row = await maybeOne<CrewRow>(context.db, crewDaySql(crew, day));
	const within = departmentsOf(context, 'work.plan');
	if (!row || (within && !within.includes(row.departmentId))) throw notFound('crew');
	return row;
}

async function briefs(db: Knex, ids: readonly number[], language: string): Promise<Map<number, OrderBrief>> {
	return new Map((await all<BriefRow>(db, briefsSql(ids))).map((row) => [row.id, briefView(row, language)]));
}

const minutes = (hours: number): number => Math.round(hours * 60);

/** Where a crew without a depot begins: in the middle of its work. */
const middle = (jobs: readonly JobRow[]): { x: number; y: number } => ({
	x: jobs.reduce((sum, it) => sum + it.x, 0) / Math.max(1, jobs.length),
	y: jobs.reduce((sum, it) => sum + it.y, 0) / Math.max(1, jobs.length),
});

/** What must be in a run: what has begun, emergencies, and what somebody wants in it. */
const isKept = ({ state, kind, code }: JobRow, keep: readonly string[]): boolean => state === 'started' || kind === 'emergency' || keep.includes(code);

/** What has begun comes first, then emergencies, then what somebody put in by hand. */
const pressure = ({ state, kind, kept }: JobRow & { kept: boolean }): number => (state === 'started' ? 3 : kind === 'emergency' ? 2 : kept ? 1 : 0);
const byPressure = (one: JobRow & { kept: boolean }, other: JobRow & { kept: boolean }): number => pressure(other) - pressure(one);

/** The hours left of a shift: all of it, or from now on where it has begun. */
const hoursLeft = ({ from, until }: CrewRow, now: Date): number => Math.max(0, until.getTime() - Math.max(from.getTime(), now.getTime())) / hour;

/** Proposes how to fill the shift of a crew. */
export async function propose(context: Context, wish: Wish): Promise<Run> {
	const { db, now } = context;
	const crew = await crewOf(context, wish);
	const jobs = (await all<JobRow>(db, jobsSql(crew))).filter(({ code }) => !wish.leave.includes(code));
	const known = new Set(jobs.map(({ code }) => code));
	const lost = wish.keep.findIndex((code) => !known.has(code));
	if (lost >= 0) throw badField(`keep.${lost}`, 'It cannot be done by this crew on this day.');
	const depot = crew.x === null || crew.y === null ? middle(jobs) : { x: crew.x, y: crew.y };
	const wanted = jobs.map((it) => ({ ...it, kept: isKept(it, wish.keep) })).sort(byPressure);
	const filled = fill(wanted, { depot, hours: hoursLeft(crew, now) });
	return runOf(context, { crew, jobs: wanted, filled, wish });
}

interface Told {
	crew: CrewRow;
	jobs: (JobRow & { kept: boolean })[];
	filled: ReturnType<typeof fill>;
	wish: Pick<Wish, 'day' | 'language'>;
}

async function runOf({ db, now }: Context, { crew, jobs, filled, wish }: Told): Promise<Run> {
	const known = await briefs(
		db,
		jobs.map(({ id }) => id),
		wish.language,
	);
	const inRun = new Set(filled.route);
	let at = Math.max(crew.from.getTime(), now.getTime());
	const stops = filled.route.flatMap((index, nth) => {
		const job = jobs[index];
		const order = job && known.get(job.id);
		if (!job || !order) return [];
		const travel = filled.travel[nth] ?? 0;
		const from = at + travel * hour;
		at = from + job.hours * hour;
		const times = { from: new Date(from).toISOString(), until: new Date(at).toISOString() };
		const parts = { travelMinutes: minutes(travel), workMinutes: minutes(job.hours), perDay: job.perDay, kept: job.kept };
		return [{ order, ...times, ...parts, together: filled.together[index] ?? null }];
	});
	const left = jobs.flatMap((job, index) => {
		const order = known.get(job.id);
		return inRun.has(index) || !order ? [] : [{ order, perDay: job.perDay, workMinutes: minutes(job.hours), pushedOut: job.here }];
	});
	const sum = (of: (it: (typeof stops)[number]) => number): number => stops.reduce((total, it) => total + of(it), 0);
	return {
		crew: crew.code,
		day: wish.day,
		shiftFrom: crew.from.toISOString(),
		shiftUntil: crew.until.toISOString(),
		stops,
		left,
		travelMinutes: sum((it) => it.travelMinutes) + minutes(filled.back),
		workMinutes: sum((it) => it.workMinutes),
		freeMinutes: Math.round((crew.until.getTime() - at) / 60_000) - minutes(filled.back),
		lengthM: Math.round(filled.lengthM),
		perDay: sum((it) => it.perDay),
	};
}

/** Gives a crew its run: these orders in this order, one after the other from the beginning of its shift. */
export async function accept(
	context: Context,
	{ crew: code, day, orders, language }: { crew: string; day: string; orders: readonly string[]; language: string },
): Promise<Run> {
	const { db, actor } = context;
	const crew = await crewOf(context, { crew: code, day });
	const jobs = (await all<JobRow>(db, jobsSql(crew))).map((it) => ({ ...it, kept: true }));
	const chosen = orders.map((named, i) => {
		const job = jobs.find((it) => it.code === named.toUpperCase());
		if (!job) throw badField(`orders.${i}`, 'It cannot be done by this crew on this day.');
		return job;
	});
	if (new Set(chosen).size !== chosen.length) throw badField('orders', 'An order is named twice.');
	const depot = crew.x === null || crew.y === null ? middle(chosen) : { x: crew.x, y: crew.y };
	// Without hours to spare the kept jobs stay in the order they were named in.
	const filled = fill(chosen, { depot, hours: 0 });
	if (filled.route.some((index, i) => index !== i)) throw new Problem('conflict', 'The stops cannot be driven in this order.');
	const run = await runOf(context, { crew, jobs: chosen, filled, wish: { day, language } });
	const dropped = jobs.filter((it) => it.here && !chosen.includes(it)).map(({ id }) => id);
	await all(db, unplanSql(dropped));
	await all(
		db,
		planStopsSql(
			code,
			run.stops.map(({ from, until }, nth) => ({ id: chosen[nth]?.id ?? 0, from, until, nth: nth + 1 })),
		),
	);
	for (const { code: order, state } of chosen) if (state === 'open') await moveOrder(context, { code: order, to: 'assigned' });
	for (const { id } of chosen) await happened(db, { kind: 'work-order.planned', workOrderId: id, personId: actor.personId, details: { crew: code, day } });
	for (const id of dropped) await happened(db, { kind: 'work-order.unplanned', workOrderId: id, personId: actor.personId, details: { crew: code, day } });
	return run;
}
