import * as z from 'zod/mini';
import { Asset } from '../assets/contract.ts';
import { DeskFault, State } from '../faults/contract.ts';
import { endpoint } from '../platform/contract.ts';
import { Photo } from '../reports/contract.ts';

const language = z._default(z.string().check(z.maxLength(12)), 'en');

export const DeskCandidate = z.object({
	reference: z.string(),
	class: z.string(),
	title: z.string(),
	probability: z.number(),
	metres: z.number(),
	lon: z.number(),
	lat: z.number(),
});

/** All that staff need of one fault on one screen. */
export const Case = z.object({
	fault: DeskFault,
	asset: z.nullable(Asset),
	/** Where the fault may move from here. */
	moves: z.array(State),
	reports: z.array(
		z.object({
			ticket: z.string(),
			at: z.string(),
			channel: z.string(),
			language: z.string(),
			words: z.string(),
			answers: z.record(z.string(), z.unknown()),
			reporter: z.nullable(z.object({ name: z.nullable(z.string()), email: z.nullable(z.string()), phone: z.nullable(z.string()), verified: z.boolean() })),
			photos: z.array(z.extend(Photo, { shown: z.boolean() })),
			pin: z.object({ lon: z.number(), lat: z.number(), sigma: z.number(), method: z.string() }),
			candidates: z.array(DeskCandidate),
			none: z.number(),
			fault: z.string(),
			/** How content the reporter is with how it ended, from 1 to 5. */
			satisfied: z.nullable(z.number()),
		}),
	),
	/** The candidates weighed by all pins together. */
	together: z.array(DeskCandidate),
	comments: z.array(z.object({ id: z.number(), words: z.string(), at: z.string(), by: z.string(), visibility: z.string() })),
	timeline: z.array(z.object({ id: z.number(), at: z.string(), kind: z.string(), by: z.nullable(z.string()), details: z.record(z.string(), z.unknown()) })),
	nearby: z.array(
		z.object({ code: z.string(), title: z.string(), state: State, metres: z.number(), reports: z.number(), since: z.string(), sameAsset: z.boolean() }),
	),
	work: z.array(
		z.object({
			code: z.string(),
			kind: z.string(),
			state: z.string(),
			crew: z.nullable(z.string()),
			openedAt: z.string(),
			doneAt: z.nullable(z.string()),
			outcome: z.nullable(z.string()),
			cost: z.nullable(z.number()),
		}),
	),
	mayUndo: z.nullable(z.string()),
	/** By which rules it is where it is, and which crew they suggest; null where no rules held. */
	routed: z.nullable(z.object({ rules: z.array(z.string()), crew: z.nullable(z.string()) })),
});

export const AssetTimeline = z.object({
	faults: z.array(
		z.object({
			/** The asset it is of: this one, or one whose place it took. */
			asset: z.string(),
			code: z.string(),
			title: z.string(),
			state: State,
			firstReportAt: z.string(),
			fixedAt: z.nullable(z.string()),
			reports: z.number(),
			cause: z.nullable(z.string()),
			cost: z.nullable(z.number()),
			chainage: z.nullable(z.number()),
		}),
	),
	work: z.array(
		z.object({
			asset: z.string(),
			code: z.string(),
			kind: z.string(),
			state: z.string(),
			at: z.string(),
			outcome: z.nullable(z.string()),
			cost: z.nullable(z.number()),
			hours: z.nullable(z.number()),
		}),
	),
	/** Failures (faults that were real, duplicates counted once) in each of the last years; `before`: of what it took the place of. */
	failures: z.array(z.object({ year: z.number(), failures: z.number(), before: z.number() })),
});

export type Case = z.infer<typeof Case>;
export type AssetTimeline = z.infer<typeof AssetTimeline>;

export const readCase = endpoint({
	method: 'get',
	path: '/api/desk/faults/:code',
	access: 'fault.read',
	summary: 'Everything about one fault: reports, pins, candidates, asset, history. Each view of contact details is logged.',
	input: z.object({ code: z.string().check(z.maxLength(20)), language }),
	output: Case,
	problems: ['not-found'],
});

export const readAssetTimeline = endpoint({
	method: 'get',
	path: '/api/desk/assets/:reference/timeline',
	access: 'fault.read',
	summary: 'The faults and the work of one asset, and of those whose place it took, newest first.',
	input: z.object({ reference: z.string().check(z.maxLength(80)), language }),
	output: AssetTimeline,
	problems: ['not-found'],
});
