import * as z from 'zod/mini';
import { endpoint } from '../../platform/contract.ts';
import { OrderBrief } from '../orders/contract.ts';

const language = z._default(z.string().check(z.maxLength(12)), 'en');
const crew = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));
const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/));
const codes = z.array(z.string().check(z.trim(), z.minLength(1), z.maxLength(20))).check(z.maxLength(60));

/** A stop of a proposed run. */
export const RunStop = z.object({
	order: OrderBrief,
	/** Minutes on the way there, and at work. */
	travelMinutes: z.number(),
	workMinutes: z.number(),
	from: z.string(),
	until: z.string(),
	/** What a day of waiting costs, in the municipality's currency. */
	perDay: z.number(),
	/** Stops of the same number lie within a short walk of each other. */
	together: z.nullable(z.number()),
	/** It stays whatever happens: begun, an emergency, or put in by hand. */
	kept: z.boolean(),
});
export type RunStop = z.infer<typeof RunStop>;

export const Run = z.object({
	crew: z.string(),
	day: z.string(),
	shiftFrom: z.string(),
	shiftUntil: z.string(),
	stops: z.array(RunStop),
	/** What found no room, what costs most first. */
	left: z.array(z.object({ order: OrderBrief, perDay: z.number(), workMinutes: z.number(), pushedOut: z.boolean() })),
	travelMinutes: z.number(),
	workMinutes: z.number(),
	/** Minutes after the last stop and the way back. */
	freeMinutes: z.number(),
	lengthM: z.number(),
	/** What the stops cost a day while they wait. */
	perDay: z.number(),
});
export type Run = z.infer<typeof Run>;

export const proposeRun = endpoint({
	method: 'post',
	asks: true,
	path: '/api/desk/runs/propose',
	access: 'work.plan',
	summary:
		'Fills the shift of a crew: the live orders of its department that are worth most per hour, in a short round from its depot. Emergencies and what has begun are in it whatever else; who is pushed out by them is told.',
	input: z.object({
		crew,
		day,
		/** Orders that must be in it, and orders that must not. */
		keep: z._default(codes, []),
		leave: z._default(codes, []),
		language,
	}),
	output: Run,
	problems: ['not-found'],
});

export const acceptRun = endpoint({
	method: 'post',
	path: '/api/desk/runs',
	access: 'work.plan',
	summary: 'Gives a crew its run of a day: these orders, in this order. What it had been given for the day and is not named goes back to be planned.',
	input: z.object({ crew, day, orders: codes, language }),
	output: Run,
	problems: ['not-found', 'wrong-state', 'conflict'],
});
