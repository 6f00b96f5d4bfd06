import * as z from 'zod/mini';
import { endpoint, Words } from '../../platform/contract.ts';

/** The formulas there are. */
export const indicatorKinds = ['per-km', 'per-km-year', 'answered', 'fixed', 'in-standard'] as const;
type IndicatorKind = (typeof indicatorKinds)[number];

/** Which figures a formula needs; the others are null. */
export const indicatorFigures: Readonly<Record<IndicatorKind, readonly ('per' | 'hours')[]>> = {
	'per-km': ['per'],
	'per-km-year': ['per'],
	answered: ['hours'],
	fixed: ['hours'],
	'in-standard': [],
};

const version = z.string().check(z.maxLength(40));

const indicator = {
	code: z.string().check(z.trim(), z.regex(/^[A-Za-z0-9][A-Za-z0-9. -]{0,29}$/, 'Letters, digits, points, hyphens and spaces, at most 30.')),
	/** Who asks for it. */
	source: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
	title: Words,
	kind: z.enum(indicatorKinds),
	/** The class whose kilometres count, and whose failures where none are named. */
	class: z.string().check(z.maxLength(40)),
	modes: z.array(z.string().check(z.maxLength(60))).check(z.maxLength(60)),
	/** For each so many kilometres. */
	per: z.nullable(z.number().check(z.minimum(0.01), z.maximum(100_000))),
	hours: z.nullable(z.number().check(z.minimum(0.1), z.maximum(10_000))),
	target: z.nullable(z.number().check(z.minimum(0), z.maximum(1_000_000))),
	/** The municipality has checked code, wording and formula. */
	verified: z.boolean(),
	active: z.boolean(),
};

export const Indicator = z.object({ ...indicator, version });
export type Indicator = z.infer<typeof Indicator>;
const IndicatorWish = z.object({ ...indicator, version: z.nullable(version) });
export type IndicatorWish = z.infer<typeof IndicatorWish>;

export const readIndicators = endpoint({
	method: 'get',
	path: '/api/desk/settings/indicators',
	access: 'setting.manage',
	summary: 'What the municipality answers for each quarter: code, wording, formula, target, and whether somebody has checked it.',
	input: z.object({ language: z._default(z.string().check(z.maxLength(12)), 'en') }),
	output: z.object({
		indicators: z.array(Indicator),
		/** Failure modes by class. */
		modes: z.array(z.object({ class: z.string(), code: z.string(), title: z.string() })),
	}),
});

export const writeIndicator = endpoint({
	method: 'put',
	path: '/api/desk/settings/indicators',
	access: 'setting.manage',
	summary: 'Writes an indicator, new (`version` null) or anew.',
	input: IndicatorWish,
	output: Indicator,
	problems: ['conflict'],
});
