import { dueAt } from '../../maths/clock.ts';
import { asPauses, standingPauses, type TypedPause } from '../../maths/pauses.ts';
import { type Context, catalogue, type Preview, type PreviewWish, type Standard, type StandardWish, type Town } from '../../municipality/index.ts';
import { badField } from '../../platform/problem.ts';
import { all, one } from '../../platform/sql.ts';
import { calendarOf } from '../due.ts';
import { openClocksSql, openCountSql } from './queries.ts';
import { timesOf, type Weight } from './standard.ts';

/** So many open faults are worked out; of more only the latest, which is said. */
const looked = 3000;

const tierOf = ({ respond, resolve, crew, ...it }: NonNullable<StandardWish['tiers']>[number], i: number): Standard => ({
	...it,
	id: -1 - i,
	respondMinutes: respond,
	resolveMinutes: resolve,
	crewMinutes: crew,
});

function servicesOf(town: Town, { services = [] }: StandardWish, calendars: Town['calendars']): Town['services'] {
	const wished = new Map(services.map((it) => [it.mode, it]));
	return new Map(
		[...town.services].map(([mode, service]) => {
			const wish = wished.get(mode);
			const calendar = wish?.calendar ?? service.calendar;
			const times = wish && { respondMinutes: wish.respond, resolveMinutes: wish.resolve, crewMinutes: wish.crew ?? Math.max(1, wish.resolve - wish.respond) };
			return [mode, { ...service, ...times, calendar, windows: calendars.get(calendar) ?? service.windows }];
		}),
	);
}

/** The municipality as it would be if what is wished were written. */
function wishedTown(town: Town, wish: StandardWish): Town {
	const { calendars = [], holidays, tiers, limits = [] } = wish;
	const hours = new Map([...town.calendars, ...calendars.map(({ code, windows }) => [code, windows as [number, number][][]] as const)]);
	return {
		...town,
		calendars: hours,
		services: servicesOf(town, wish, hours),
		holidays: holidays ? new Set(holidays.map(({ day }) => day)) : town.holidays,
		standards: tiers?.map(tierOf) ?? town.standards,
		pauseLimits: new Map([...town.pauseLimits, ...limits.map(({ kind, minutes }) => [kind, minutes] as const)]),
	};
}

interface OpenClock extends Weight {
	from: Date;
	due: Date | null;
	pauses: { kind: string; from: string; to: string | null }[];
}

function wouldBeDue(town: Town, it: OpenClock): Date | null {
	const service = town.services.get(it.mode);
	const times = timesOf(town, it);
	if (!service || !times) return null;
	const waits = it.pauses.map(({ kind, from, to }): TypedPause => ({ kind, from: new Date(from), to: to === null ? null : new Date(to) }));
	return dueAt(it.from, times.resolve, calendarOf(town, service), asPauses(standingPauses(waits, town.pauseLimits)));
}

const late = (due: Date | null, now: Date): boolean => due !== null && due < now;

/** When a report made now would be due if what is wished were written, and for how many open faults something would change. */
export async function previewStandards({ db, town, now }: Context, { mode, customers, criticality, ...wish }: PreviewWish): Promise<Preview> {
	const known = catalogue.modes.get(mode);
	const wished = wishedTown(town, wish);
	const service = wished.services.get(mode);
	const times = known && timesOf(wished, { mode, family: known.mode.family, customers, criticality });
	if (!service || !times) throw badField('mode', 'There is no such service.');
	const after = (minutes: number): string | null => dueAt(now, minutes, calendarOf(wished, service))?.toISOString() ?? null;
	const faults = await all<OpenClock>(db, openClocksSql(looked));
	const moved = faults.map((it) => ({ was: it.due, is: wouldBeDue(wished, it) }));
	const shift = ({ was, is }: { was: Date | null; is: Date | null }): number =>
		(is?.getTime() ?? Number.MAX_SAFE_INTEGER) - (was?.getTime() ?? Number.MAX_SAFE_INTEGER);
	return {
		respond: after(times.respond),
		resolve: after(times.resolve),
		crew: after(times.crew),
		tier: times.standardId !== null,
		open: (await one<{ count: number }>(db, openCountSql)).count,
		looked: faults.length,
		sooner: moved.filter((it) => shift(it) < 0).length,
		later: moved.filter((it) => shift(it) > 0).length,
		overdue: moved.filter(({ was, is }) => late(is, now) && !late(was, now)).length,
		relieved: moved.filter(({ was, is }) => late(was, now) && !late(is, now)).length,
	};
}
