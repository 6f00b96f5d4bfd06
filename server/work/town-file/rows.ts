import * as z from 'zod/mini';
import { Rules } from '../../municipality/index.ts';
import { latitude, longitude, Words } from '../../platform/contract.ts';

const text = z.string().check(z.minLength(1), z.maxLength(500));
const texts = z.record(z.string(), z.string().check(z.maxLength(4000)));
const list = z.array(text);
const yes = z.boolean();
const whole = z.int().check(z.minimum(0), z.maximum(10_000_000));
const amount = z.number().check(z.minimum(0), z.maximum(1e9));
const orNull = <T extends z.ZodMiniType>(it: T) => z._default(z.nullable(it), null as never);
const open = z.record(z.string(), z.unknown());

const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);
const time = z.string().check(z.regex(/^\d{2}:\d{2}(:\d{2})?$/));
const window = z.tuple([z.int().check(z.minimum(0), z.maximum(1440)), z.int().check(z.minimum(0), z.maximum(1440))]);

const emergency = z.looseObject({
	phone: text,
	email: z.optional(text),
	text: texts,
	afterHours: z.optional(texts),
	calendar: z.optional(text),
	wards: z.optional(z.record(z.string(), z.object({ phone: z.optional(text), text: texts }))),
	words: z.optional(z.record(z.string(), list)),
});

const officer = z.object({ name: orNull(text), email: orNull(text), phone: orNull(text) });
const privacy = z.looseObject({
	identityMonths: z.optional(z.int().check(z.minimum(1), z.maximum(120))),
	originalDays: z.optional(z.int().check(z.minimum(1), z.maximum(3650))),
	moderateFirst: z.optional(yes),
	officer: z.optional(z.nullable(z.partial(officer))),
});

const town = z.object({
	name: z.string().check(z.minLength(1), z.maxLength(120)),
	languages: z.array(z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z]+)?$/))).check(z.minLength(1)),
	zone: z.string().check(z.refine((it) => zones.has(it), 'There is no such time zone.')),
	currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
	financialYearMonth: z.int().check(z.minimum(1), z.maximum(12)),
	brand: z.object({ colour: z.optional(z.string().check(z.regex(/^#[0-9a-f]{6}$/i))), logo: z.optional(z.string().check(z.maxLength(200_000))) }),
	emergency,
	privacy,
	fixedSeconds: whole,
	twoEyes: yes,
	quietFrom: time,
	quietUntil: time,
	embedSites: list,
	evidenceM: amount,
	vatPercent: z.optional(z.number().check(z.minimum(0), z.maximum(100))),
});

const times = { respond: whole, resolve: whole, crew: orNull(whole), verify: yes };
const title = Words;
const state = { active: yes };

/** What a row of each part has to hold, and which of its fields say which row it is. */
export const rowRules: Readonly<Record<string, { key: readonly string[]; row: z.ZodMiniType }>> = {
	town: { key: [], row: town },
	departments: { key: ['code'], row: z.object({ code: text, title, email: orNull(text) }) },
	calendars: { key: ['code'], row: z.object({ code: text, title, windows: z.array(z.array(window)).check(z.length(7)) }) },
	holidays: { key: ['day'], row: z.object({ day: z.iso.date(), name: text, proclaimed: yes }) },
	waits: { key: ['kind'], row: z.object({ kind: text, minutes: whole, verify: yes }) },
	ladder: { key: ['step'], row: z.object({ step: z.int().check(z.minimum(1), z.maximum(20)), share: amount, tells: text }) },
	services: { key: ['mode'], row: z.object({ mode: text, enabled: yes, department: text, calendar: text, ...times, texts: open }) },
	tiers: {
		key: ['mode', 'family', 'customers', 'criticality'],
		row: z.object({ mode: orNull(text), family: orNull(text), customers: whole, criticality: whole, ...times, crew: whole, anchor: orNull(text) }),
	},
	authorities: {
		key: ['code'],
		row: z.object({
			code: text,
			name: title,
			words: texts,
			phone: orNull(text),
			email: orNull(text),
			url: orNull(text),
			owners: list,
			modes: list,
			wards: list,
			away: yes,
		}),
	},
	delayPrice: { key: [], row: z.object({ tariffPerKl: amount, emergencyPerDay: amount, criticalityFactors: z.array(amount), verify: yes }) },
	delayCosts: {
		key: ['mode'],
		row: z.object({
			...{ mode: text, safetyPerDay: amount, waterKlPerDay: amount, people: whole, perPersonHour: amount },
			...{ damagePerDay: amount, latePerDay: amount, hours: amount, verify: yes },
		}),
	},
	costCodes: { key: ['code'], row: z.object({ code: text, title, kind: orNull(text), verify: yes, ...state }) },
	materials: { key: ['code'], row: z.object({ code: text, title, unit: text, price: amount, plant: yes, ...state }) },
	contractors: { key: ['code'], row: z.object({ code: text, name: text, phone: orNull(text), email: orNull(text), ...state }) },
	contractorRates: {
		key: ['contractor', 'item', 'from'],
		row: z.object({ contractor: text, item: text, title, unit: text, cents: z.int().check(z.minimum(0)), from: z.iso.date(), until: orNull(z.iso.date()) }),
	},
	crews: {
		key: ['code'],
		row: z.object({
			...{ code: text, department: text, people: whole, hourlyCost: amount, shiftFrom: whole, shiftUntil: whole },
			...{ depot: orNull(z.object({ lon: longitude, lat: latitude })), contractor: yes, company: orNull(text), ...state },
		}),
	},
	checklists: { key: ['class', 'kind', 'number'], row: z.object({ class: orNull(text), kind: orNull(text), number: whole, tasks: z.array(open), ...state }) },
	triggers: {
		key: ['code'],
		row: z.object({
			...{ code: text, kind: text, class: text, families: list, least: orNull(whole), days: orNull(whole), share: orNull(amount), odds: orNull(amount) },
			...{ weeks: orNull(whole), orderKind: text, title, ...state },
		}),
	},
	webhooks: { key: ['title', 'url'], row: z.object({ title: text, url: z.url(), kinds: list, departments: list, level: text }) },
	systems: { key: ['title', 'kind'], row: z.object({ title: text, kind: text, settings: open, mapping: open, departments: list }) },
	rules: { key: [], row: z.object({ rules: Rules }) },
	indicators: {
		key: ['code'],
		row: z.object({
			...{ code: text, source: text, title, kind: text, class: text, modes: list, per: orNull(amount), hours: orNull(amount), target: orNull(amount) },
			...{ verified: yes, ...state },
		}),
	},
	auditShares: { key: ['outcome', 'department'], row: z.object({ outcome: orNull(text), department: orNull(text), share: amount }) },
};
