import * as z from 'zod/mini';
import { endpoint, Nothing } from '../../platform/contract.ts';

const Figures = z.object({ n: z.number(), top1: z.number(), error: z.number(), coverage: z.number(), size: z.number() });
const compared = ['top1', 'coverage', 'error', 'size'] as const;
const Share = z.object({ n: z.number(), share: z.number(), low: z.number(), high: z.number() });

export const groups = ['gnss', 'click17', 'click19', 'address'] as const;
export const Group = z.enum(groups);

/** A way to place pins: what a version takes its numbers to be; null: as shipped. */
const Method = z.object({
	method: Group,
	n: z.number(),
	metres: z.nullable(z.number()),
	spread: z.number(),
	power: z.number(),
	quantile: z.nullable(z.number()),
});

export const CalibrationVersion = z.object({
	version: z.number(),
	at: z.string(),
	/** Who asked for it; null: made by itself. */
	by: z.nullable(z.string()),
	links: z.number(),
	from: z.string(),
	to: z.string(),
	hash: z.string(),
	/** The version it was compared with; 0: the shipped numbers. */
	against: z.number(),
	verdict: z.enum(['better', 'equal', 'worse']),
	better: z.array(z.enum(compared)),
	worse: z.array(z.enum(compared)),
	/** On the links that neither had seen. */
	before: Figures,
	after: Figures,
	methods: z.array(Method),
	/** The compatibilities that differ most from what is shipped. */
	weights: z.array(z.object({ mode: z.string(), title: z.string(), class: z.string(), shipped: z.number(), learnt: z.number() })),
});

export const Calibration = z.object({
	/** 0: the shipped numbers. */
	live: z.number(),
	byItself: z.boolean(),
	running: z.boolean(),
	/** Links that people confirmed and that can be learnt from; those whose reporter has been forgotten since; how many it takes to learn. */
	confirmed: z.number(),
	forgotten: z.number(),
	fewest: z.number(),
	/** What candidates are promised to hold the truth. */
	promise: z.number(),
	/** From when until when the links are from, that the figures of this page are about. */
	from: z.nullable(z.string()),
	to: z.nullable(z.string()),
	overall: Figures,
	bins: z.array(z.object({ from: z.number(), to: z.number(), n: z.number(), said: z.number(), right: z.number() })),
	methods: z.array(z.object({ method: Group, right: Share, covered: Share, size: z.number(), metres: z.nullable(z.number()) })),
	classes: z.array(z.object({ class: z.string(), title: z.string(), right: Share })),
	versions: z.array(CalibrationVersion),
	history: z.array(z.object({ version: z.number(), at: z.string(), by: z.nullable(z.string()) })),
});

export type Calibration = z.infer<typeof Calibration>;
export type CalibrationVersion = z.infer<typeof CalibrationVersion>;

const language = z._default(z.string().check(z.maxLength(12)), 'en');
const version = z.coerce.number().check(z.int(), z.minimum(0));
const access = 'snapping.manage';

export const readCalibration = endpoint({
	method: 'get',
	path: '/api/desk/calibration',
	access,
	summary: 'How often snapping was right, by how sure it was, by class and by the way pins were placed; its versions and how they compared.',
	input: z.object({ language }),
	output: Calibration,
});

export const askCalibration = endpoint({
	method: 'post',
	path: '/api/desk/calibration/learn',
	access,
	summary: 'Asks for a version made of all that was confirmed until now; it is made within a minute or so.',
	input: Nothing,
	output: z.object({ running: z.boolean() }),
	problems: ['wrong-state'],
});

export const putCalibration = endpoint({
	method: 'post',
	path: '/api/desk/calibration/live',
	access,
	summary: 'Puts a version in force (0: the shipped numbers); `was` is the one that holds now.',
	input: z.object({ version, was: version }),
	output: z.object({ live: z.number() }),
	problems: ['conflict', 'not-found'],
});

export const writeCalibrationSetting = endpoint({
	method: 'put',
	path: '/api/desk/calibration/setting',
	access,
	summary: 'Whether a version that is no worse takes the place of the one in force without anybody.',
	input: z.object({ byItself: z.boolean() }),
	output: z.object({ byItself: z.boolean() }),
});
