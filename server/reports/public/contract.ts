import * as z from 'zod/mini';
import { PublicFault } from '../../faults/contract.ts';
import { endpoint } from '../../platform/contract.ts';

const language = z._default(z.string().check(z.maxLength(12)), 'en');

/** Numbers of a ward that anybody can count again on the map, as of a day. */
const wardFigures = {
	code: z.string(),
	name: z.string(),
	open: z.number(),
	overdue: z.number(),
	/** Within the last 30 days, today included. */
	reported: z.number(),
	fixed: z.number(),
	notDone: z.number(),
};

/** How long repairs take: of the faults first reported in the last year, when half were repaired, with the 95 % interval, in days. */
export const Repair = z.object({
	median: z.nullable(z.number()),
	low: z.nullable(z.number()),
	high: z.nullable(z.number()),
	of: z.number(),
});

export const WardPage = z.object({
	...wardFigures,
	/** The municipality's day. */
	on: z.string(),
	/** west, south, east, north */
	bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
	/** How often the faults of the last 30 days were reported or confirmed; null where it was one to four times. */
	told: z.nullable(z.number()),
	/** Null where there were too few faults to say. */
	repair: z.nullable(Repair),
	classes: z.array(z.object({ class: z.string(), title: z.string(), icon: z.string(), open: z.number() })),
	newest: z.array(PublicFault),
	planned: z.array(PublicFault),
	lately: z.array(PublicFault),
});
export type WardPage = z.infer<typeof WardPage>;

export const readWard = endpoint({
	method: 'get',
	path: '/api/wards/:code',
	access: 'anyone',
	summary: 'One ward for everybody: what is open, fixed lately and planned, and how long repairs take.',
	input: z.object({ code: z.string().check(z.maxLength(20)), language }),
	output: WardPage,
	problems: ['not-found'],
});

export const listWards = endpoint({
	method: 'get',
	path: '/api/wards',
	access: 'anyone',
	summary: 'The wards of today with the numbers of their faults.',
	input: z.object({}),
	output: z.object({ on: z.string(), wards: z.array(z.object(wardFigures)) }),
});

export const readOpenData = endpoint({
	method: 'get',
	path: '/api/open-data',
	access: 'anyone',
	summary: 'What there is to download, of which years, under which licence.',
	input: z.object({}),
	output: z.object({
		licence: z.string(),
		licenceUrl: z.string(),
		leastPeople: z.number(),
		hexagonMetres: z.number(),
		/** The last month that is in the files: only months that are over are. */
		until: z.string(),
		years: z.array(z.number()),
	}),
});
