import { type Calendar, elapsedMinutes } from '../../maths/clock.ts';
import { asPauses, type StandingPause } from '../../maths/pauses.ts';
import type { Context, OfferedService, Town } from '../../municipality/index.ts';
import { notFound } from '../../platform/problem.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import type { PauseKind } from '../contract.ts';
import { calendarOf } from '../due.ts';
import { scopeOf } from '../filter-queries.ts';
import type { FaultClocks } from './contract.ts';
import { clockRowSql, pausesSql } from './queries.ts';
import { timesOf } from './standard.ts';
import type { ClockRow } from './story.ts';

type Clock = NonNullable<FaultClocks['resident']>;

interface Running {
	from: Date | null;
	due: Date | null;
	minutes: number;
}

const clockOf = ({ from, due, minutes }: Running, { calendar, until, pauses }: { calendar: Calendar; until: Date; pauses: StandingPause[] }): Clock | null =>
	from && {
		from: from.toISOString(),
		due: due?.toISOString() ?? null,
		minutes,
		elapsed: Math.round(elapsedMinutes(from, until, calendar, asPauses(pauses))),
		overdue: due !== null && due < until,
	};

const pauseView = ({ kind, from, to, until }: StandingPause, now: Date): FaultClocks['pauses'][number] => ({
	kind: kind as PauseKind,
	from: from.toISOString(),
	to: to?.toISOString() ?? null,
	minutes: Math.round((Math.min(until.getTime(), now.getTime()) - from.getTime()) / 60_000),
	used: until <= now && (to === null || until < to),
});

/** The tier that holds, and whether the municipality has said that it is theirs. */
function standardOf(town: Town, { standardId }: ClockRow, service: OfferedService): Pick<FaultClocks, 'tier' | 'verify'> {
	const tier = town.standards.find(({ id }) => id === standardId);
	return tier
		? { tier: { customers: tier.customers, criticality: tier.criticality, anchor: tier.anchor }, verify: tier.verify }
		: { tier: null, verify: service.verify };
}

function nextOf({ ladder }: Town, { escalated, ladderAt, ended }: ClockRow): FaultClocks['next'] {
	const next = ladder[escalated];
	const at = ladderAt?.[escalated];
	return next && at && !ended ? { step: next.step, share: next.share, at: at.toISOString(), tells: next.tells } : null;
}

const unoffered = { resident: null, respondDue: null, crew: null, calendar: null, standing: null, tier: null, verify: false, next: null };

/** How the clocks of a fault stand now; of one that is over, as they stood when it ended. */
export async function faultClocks(context: Context, { code }: { code: string }): Promise<FaultClocks> {
	const { db, town, now } = context;
	const row = await maybeOne<ClockRow>(db, clockRowSql(code, scopeOf(context)));
	if (!row) throw notFound('fault');
	const pauses = await all<StandingPause>(db, pausesSql(row.id));
	const service = town.services.get(row.mode);
	const times = timesOf(town, row);
	const views = pauses.map((it) => pauseView(it, now));
	if (!service || !times) return { ...unoffered, pauses: views, escalated: row.escalated };
	const until = row.ended ?? now;
	const how = { calendar: calendarOf(town, service), until, pauses };
	const standing = pauses.find(({ to, until: limit }) => to === null && limit > now);
	return {
		resident: clockOf({ from: row.from, due: row.due, minutes: times.resolve }, how),
		respondDue: row.respondDue?.toISOString() ?? null,
		crew: clockOf({ from: row.crewFrom, due: row.crewDue, minutes: times.crew }, how),
		calendar: service.calendar,
		standing: standing ? { kind: standing.kind as PauseKind, until: standing.until.toISOString() } : null,
		pauses: views,
		...standardOf(town, row, service),
		escalated: row.escalated,
		next: nextOf(town, row),
	};
}
