import type { Knex } from 'knex';
import { bestAllowance, cusum, limitFor } from '../../maths/cusum.ts';
import { failuresAtLeast } from '../../maths/predictive.ts';
import { catalogue } from '../../municipality/index.ts';
import { all, one } from '../../platform/sql.ts';
import {
	type Cohort,
	cohortSql,
	conditionSql,
	dueTriggersSql,
	type Found,
	groupSql,
	keepSql,
	reopenedSql,
	repeatedSql,
	type Trigger,
	type Watched,
	watchedSql,
	weeklySql,
} from './queries.ts';

/** Triggers are asked again after so many hours. */
const everyHours = 20;

/** What is usual in a year of weeks; the weeks after it are watched. */
const baseWeeks = 52;

/** Means and allowances are whole multiples of this part of a fault a week: the chain of sums wants whole steps. */
const parts = 4;

/** The gamma prior of a cohort by moments: its mean rate, and how far its assets differ beyond chance; a cohort that differs by chance alone gets a narrow one. */
export function priorOf({ failures, exposure, exposure2, failures2, both }: Cohort): { shape: number; rate: number } | undefined {
	const mean = failures / exposure;
	if (!(mean > 0)) return undefined;
	const beyondChance = failures2 - 2 * mean * both + mean * mean * exposure2 - failures;
	const shape = Math.min(100, Math.max(0.05, beyondChance > 0 ? (mean * mean * exposure2) / beyondChance : 100));
	return { shape, rate: shape / mean };
}

/** Assets that fail more often than their own past and their like let expect (methods §4.5). */
async function unusual(db: Knex, number: number, { trigger, now }: { trigger: Trigger; now: Date }): Promise<Found[]> {
	const cohort = await one<Cohort>(db, cohortSql(number, trigger, now));
	const prior = priorOf(cohort);
	const odds = trigger.odds ?? 0;
	if (!prior) return [];
	const years = (trigger.days ?? 365) / 365.25;
	return (await all<Watched>(db, watchedSql(number, trigger, now))).flatMap(({ assetId, before, lately, exposure, size }) => {
		const chance = failuresAtLeast(lately, years * size, { ...prior, failures: before, years: exposure });
		const expected = ((prior.shape + before) / (prior.rate + exposure)) * size;
		const why = { faults: lately, days: trigger.days, chance, expected, falseAYear: cohort.assets * odds };
		return chance < odds ? [{ assetId, zone: null, why, weight: Math.log(odds / Math.max(chance, 1e-30)) }] : [];
	});
}

/** The watch over a zone where so many faults a week are usual: made for a doubling, with false alarms so many weeks apart. */
export function watchOf(usual: number, weeks: number): { allowance: number; limit: number } {
	const mean = Math.max(1, Math.round(usual * parts)) / parts;
	const allowance = Math.max(mean + 1 / parts, Math.round(bestAllowance(mean, 2 * mean) * parts) / parts);
	return { allowance, limit: limitFor({ usual: mean, allowance, periods: weeks }, parts) };
}

/** Zones in which faults are on the rise. */
async function rising(db: Knex, number: number, { trigger, now }: { trigger: Trigger; now: Date }): Promise<Found[]> {
	const watches = new Map<number, ReturnType<typeof watchOf>>();
	const mean = (counts: readonly number[]): number => counts.reduce((sum, it) => sum + it, 0) / counts.length;
	return (await all<{ zone: string; counts: number[] }>(db, weeklySql(number, trigger, now))).flatMap(({ zone, counts }) => {
		const usual = mean(counts.slice(0, baseWeeks));
		const key = Math.max(1, Math.round(usual * parts));
		const watch = watches.get(key) ?? watchOf(usual, trigger.weeks ?? 2000);
		watches.set(key, watch);
		const sum = cusum(counts.slice(baseWeeks), watch.allowance).at(-1) ?? 0;
		const why = { usual, lately: mean(counts.slice(-4)), falseWeeks: trigger.weeks };
		return sum >= watch.limit ? [{ assetId: null, zone, why, weight: sum / watch.limit }] : [];
	});
}

function findings(db: Knex, number: number, it: { trigger: Trigger; now: Date }): Promise<Found[]> {
	const { trigger, now } = it;
	const asked = {
		repeated: () => all<Found>(db, repeatedSql(number, trigger, now)),
		reopened: () => all<Found>(db, reopenedSql(number, trigger, now)),
		group: () => all<Found>(db, groupSql(number, trigger)),
		condition: () => all<Found>(db, conditionSql(number, trigger, now)),
		unusual: () => unusual(db, number, it),
		rising: () => rising(db, number, it),
	} satisfies Record<Trigger['kind'], () => Promise<Found[]>>;
	return asked[trigger.kind]();
}

/** Asks the register what work it proposes, once a day. Says how many triggers were asked. */
export async function proposeWork(db: Knex, now: Date): Promise<number> {
	return db.transaction(async (transaction) => {
		const due = await all<Trigger>(transaction, dueTriggersSql(everyHours, now));
		for (const trigger of due) {
			const home = catalogue.byId.get(trigger.class);
			if (home) await all(transaction, keepSql(trigger.code, home.number, { found: await findings(transaction, home.number, { trigger, now }), now }));
		}
		return due.length;
	});
}
