import type { Knex } from 'knex';
import { dueAt } from '../../maths/clock.ts';
import { asPauses, standingPauses } from '../../maths/pauses.ts';
import type { Town } from '../../municipality/index.ts';
import { all } from '../../platform/sql.ts';
import { calendarOf } from '../due.ts';
import { clockFactsSql, followClocksSql, keepClocksSql, keepPausesSql, toldSql } from './queries.ts';
import { timesOf } from './standard.ts';
import { type ClockFacts, type Clocks, clockStory, type Told } from './story.ts';

/** Works out the clocks of a fault from all that happened to it. A wait that lasts is taken to last until its limit. */
export function clocksOf(town: Town, { id, first, ...weight }: ClockFacts, told: readonly Told[]): Clocks {
	const { from, crewFrom, pauses: waits } = clockStory(first, told);
	const pauses = standingPauses(waits, town.pauseLimits);
	const service = town.services.get(weight.mode);
	const times = timesOf(town, weight);
	const common = { id, from, crewFrom, pauses };
	if (!service || !times) return { ...common, standardId: null, respond: null, resolve: null, crew: null, ladder: [] };
	const calendar = calendarOf(town, service);
	const after = (start: Date, minutes: number): Date | null => dueAt(start, minutes, calendar, asPauses(pauses));
	return {
		...common,
		standardId: times.standardId,
		respond: after(from, times.respond),
		resolve: after(from, times.resolve),
		crew: crewFrom && after(crewFrom, times.crew),
		ladder: town.ladder.map(({ share }) => after(from, Math.ceil(times.resolve * share))),
	};
}

/** Winds the clocks of some faults anew and keeps how they stand. The rows of the faults are held. */
export async function windClocks(db: Knex, town: Town, ids: readonly number[]): Promise<Clocks[]> {
	const facts = await all<ClockFacts>(db, clockFactsSql(ids));
	const told = new Map<number, Told[]>(facts.map(({ id }) => [id, []]));
	for (const it of await all<Told & { faultId: number }>(db, toldSql(ids))) told.get(it.faultId)?.push(it);
	const clocks = facts.map((it) => clocksOf(town, it, told.get(it.id) ?? []));
	await all(db, keepClocksSql(clocks));
	await all(db, followClocksSql(ids));
	await all(
		db,
		keepPausesSql(
			ids,
			clocks.flatMap(({ id, pauses }) => pauses.map((pause) => ({ ...pause, faultId: id }))),
		),
	);
	return clocks;
}
