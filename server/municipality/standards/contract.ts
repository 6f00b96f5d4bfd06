import * as z from 'zod/mini';
import { count, endpoint, Nothing, Words } from '../../platform/contract.ts';

/** The longest time that a standard may give: two years of every hour. */
const minutes = count(1, 2 * 527_040);
const code = z.string().check(z.maxLength(80));
const isDay = (text: string): boolean => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/), z.refine(isDay, 'There is no such day.'));

const CalendarWish = z.object({
	code,
	/** Seven lists, Monday first, of [from, to] in minutes after local midnight. */
	windows: z.array(z.array(z.tuple([count(0, 1439), count(1, 2880)])).check(z.maxLength(6))).check(z.length(7)),
});

const HolidayWish = z.object({ day, name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)), proclaimed: z.boolean() });

const times = { respond: minutes, resolve: minutes, verify: z.boolean() };

/** The times of one service, wherever no tier holds. */
const ServiceTimes = z.object({ mode: code, calendar: code, ...times, crew: z.nullable(minutes) });

/** Times that hold from so many people without it, or so critical an asset, for one failure mode or a whole family. */
const Tier = z.object({
	mode: z.nullable(code),
	family: z.nullable(code),
	customers: count(1, 1_000_000),
	criticality: count(1, 5),
	...times,
	crew: minutes,
	/** The law or the national standard it follows. */
	anchor: z.nullable(z.string().check(z.trim(), z.maxLength(200))),
});

const Limit = z.object({ kind: code, minutes: count(0, 527_040), verify: z.boolean() });
const Step = z.object({ share: z.coerce.number().check(z.gt(0), z.maximum(10)), tells: z.enum(['assignee', 'department']) });

const parts = {
	calendars: z.array(CalendarWish).check(z.maxLength(50)),
	holidays: z.array(HolidayWish).check(z.maxLength(2000)),
	services: z.array(ServiceTimes).check(z.maxLength(500)),
	tiers: z.array(Tier).check(z.maxLength(500)),
	limits: z.array(Limit).check(z.maxLength(20)),
	ladder: z.array(Step).check(z.maxLength(9)),
};

export const StandardSettings = z.object({
	...parts,
	titles: z.object({
		calendars: z.record(z.string(), Words),
		/** Failure modes by their class, in the order of the layers. */
		modes: z.array(z.object({ mode: code, title: z.string(), group: z.string(), family: code })),
		/** Up to when holidays are known. */
		holidaysUntil: z.nullable(day),
	}),
	version: z.string(),
});
export type StandardSettings = z.infer<typeof StandardSettings>;

const partly = {
	calendars: z.optional(parts.calendars),
	holidays: z.optional(parts.holidays),
	services: z.optional(parts.services),
	tiers: z.optional(parts.tiers),
	limits: z.optional(parts.limits),
	ladder: z.optional(parts.ladder),
};

/** What is to be written; what is left out stays. */
export const StandardWish = z.object(partly);
export type StandardWish = z.infer<typeof StandardWish>;

export const readStandardSettings = endpoint({
	method: 'get',
	path: '/api/desk/settings/standards',
	access: 'setting.manage',
	summary: 'Service standards with their tiers, the hours and holidays by which they count, limits of pauses, and the ladder.',
	input: z.extend(Nothing, { language: z._default(z.string().check(z.maxLength(12)), 'en') }),
	output: StandardSettings,
});

export const writeStandardSettings = endpoint({
	method: 'put',
	path: '/api/desk/settings/standards',
	access: 'setting.manage',
	summary: 'Writes some of it anew; `version` is what was read. The due dates of open faults follow a moment later.',
	input: z.object({ ...partly, version: z.string().check(z.maxLength(40)), language: z._default(z.string().check(z.maxLength(12)), 'en') }),
	output: StandardSettings,
	problems: ['conflict'],
});

const PreviewWish = z.extend(StandardWish, {
	mode: z.string().check(z.maxLength(80)),
	customers: z._default(count(1, 1_000_000), 1),
	criticality: z._default(count(1, 5), 1),
});
export type PreviewWish = z.output<typeof PreviewWish>;

/** When a report made now would be due, and what would change for open faults. */
const Preview = z.object({
	respond: z.nullable(z.string()),
	resolve: z.nullable(z.string()),
	crew: z.nullable(z.string()),
	/** A tier holds, not the service's own times. */
	tier: z.boolean(),
	open: z.number(),
	/** Of how many the rest is said: the latest. */
	looked: z.number(),
	sooner: z.number(),
	later: z.number(),
	/** Would be overdue and are not; are overdue and would not be. */
	overdue: z.number(),
	relieved: z.number(),
});
export type Preview = z.infer<typeof Preview>;

export const tryStandards = endpoint({
	method: 'post',
	path: '/api/desk/settings/standards/preview',
	access: 'setting.manage',
	summary: 'What standards that are not written yet would do: to a report made now, and to the faults that are open.',
	asks: true,
	input: PreviewWish,
	output: Preview,
});
