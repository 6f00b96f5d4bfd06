import * as z from 'zod/mini';
import { count, endpoint, Nothing } from '../../platform/contract.ts';

const code = z.string().check(z.minLength(1), z.maxLength(80));
const codes = z.array(code).check(z.maxLength(500));
const text = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max));
const whole = (min: number, max: number) => z.number().check(z.int(), z.minimum(min), z.maximum(max));

export const channels = ['web', 'phone', 'walk-in', 'email', 'sms', 'open311'] as const;

const Around = z.object({
	name: text(120),
	lon: z.number().check(z.minimum(-180), z.maximum(180)),
	lat: z.number().check(z.minimum(-90), z.maximum(90)),
	metres: whole(10, 50_000),
});

const AttributeTest = z
	.object({ name: code, values: z.array(text(200)).check(z.maxLength(100)), from: z.nullable(z.number()), to: z.nullable(z.number()) })
	.check(z.refine((it) => it.values.length > 0 || it.from !== null || it.to !== null, 'Say which values, or from where to where.'));

const When = z.object({
	modes: codes,
	families: codes,
	classes: codes,
	wards: codes,
	places: z.array(Around).check(z.maxLength(50)),
	owners: z.array(text(200)).check(z.maxLength(100)),
	attributes: z.array(AttributeTest).check(z.maxLength(20)),
	criticality: z.nullable(
		z.object({ from: whole(1, 5), to: whole(1, 5) }).check(z.refine((it) => it.from <= it.to, { message: 'Begins after it ends.', path: ['to'] })),
	),
	emergency: z.nullable(z.boolean()),
	channels: z.array(z.enum(channels)),
	hours: z.nullable(z.object({ days: z.array(whole(0, 6)).check(z.maxLength(7)), from: whole(0, 1439), to: whole(0, 1440) })),
});

const Does = z.object({
	department: z.nullable(code),
	priority: z.nullable(
		z
			.object({ how: z.enum(['set', 'raise']), by: whole(1, 5) })
			.check(z.refine((it) => it.how === 'set' || it.by <= 4, { message: 'It can be raised by 4 at most.', path: ['by'] })),
	),
	reply: z.nullable(z.record(z.string(), z.string().check(z.trim(), z.maxLength(500)))),
	look: z.boolean(),
	crew: z.nullable(text(120)),
	authority: z.nullable(code),
});

/** One rule: its name, when it holds, and what it does then. */
export const Rule = z.object({
	/** Stays the same from version to version. */
	id: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/, 'Small letters, digits and hyphens.')),
	name: text(120),
	enabled: z.boolean(),
	when: When,
	does: Does,
});

/** The rules in their order: the first that holds decides. */
export const Rules = z.array(Rule).check(z.maxLength(200));

const RuleProblem = z.object({ path: z.string(), message: z.string() });

export const RuleSet = z.object({
	/** 0: nobody has written any, and every fault goes where its service says. */
	version: z.number(),
	rules: Rules,
	/** What the rules name that is there no more; they are passed over there. */
	broken: z.array(RuleProblem),
	/** How often in the last 90 days a rule had to be passed over. */
	fellBack: z.array(z.object({ rule: z.string(), faults: z.number() })),
});

export const RuleVersion = z.object({
	version: z.number(),
	at: z.string(),
	by: z.nullable(z.string()),
	note: z.string(),
	/** The version whose rules it brought back. */
	again: z.nullable(z.number()),
	rules: Rules,
});

export type Rule = z.infer<typeof Rule>;
export type RuleSet = z.infer<typeof RuleSet>;
export type RuleVersion = z.infer<typeof RuleVersion>;

const version = z.coerce.number().check(z.int(), z.minimum(0));

export const readRules = endpoint({
	method: 'get',
	path: '/api/desk/rules',
	access: 'setting.manage',
	summary: 'The rules by which faults find their department, their priority and more, as they hold now.',
	input: Nothing,
	output: RuleSet,
});

export const readRuleVersions = endpoint({
	method: 'get',
	path: '/api/desk/rules/versions',
	access: 'setting.manage',
	summary: 'Who published which rules when, the newest first.',
	input: Nothing,
	output: z.object({ versions: z.array(RuleVersion) }),
});

export const publishRules = endpoint({
	method: 'put',
	path: '/api/desk/rules',
	access: 'setting.manage',
	summary: 'Publishes rules as a new version; `version` is the one they were written from. What names something unknown is refused.',
	input: z.object({ rules: Rules, note: z._default(z.string().check(z.trim(), z.maxLength(500)), ''), version }),
	output: RuleSet,
	problems: ['conflict'],
});

export const bringRulesBack = endpoint({
	method: 'post',
	path: '/api/desk/rules/versions/:was/again',
	access: 'setting.manage',
	summary: 'Publishes the rules of an earlier version again (0: none at all); `version` is the one that holds now.',
	input: z.object({ was: version, version }),
	output: RuleSet,
	problems: ['conflict', 'not-found'],
});

const Decided = z.object({ department: z.string(), priority: z.number(), look: z.boolean() });

export const TriedRules = z.object({
	days: z.number(),
	/** How many faults were opened in those days, and how many of them would have gone elsewhere or been more or less urgent. */
	faults: z.number(),
	changed: z.number(),
	/** By department, those of today first: how many faults it gets by the rules that hold, and by those that were tried. */
	departments: z.array(z.object({ code: z.string(), now: z.number(), tried: z.number() })),
	priorities: z.array(z.object({ priority: z.number(), now: z.number(), tried: z.number() })),
	looks: z.object({ now: z.number(), tried: z.number() }),
	/** In the order of the rules: how often each held, how often it decided something, and which rule was before it where it never did. */
	rules: z.array(z.object({ id: z.string(), held: z.number(), decided: z.number(), behind: z.nullable(z.string()) })),
	examples: z.array(
		z.object({
			code: z.string(),
			title: z.string(),
			street: z.nullable(z.string()),
			at: z.string(),
			now: Decided,
			tried: Decided,
			/** The rules that decided. */
			by: z.array(z.string()),
		}),
	),
});
export type TriedRules = z.infer<typeof TriedRules>;

export const tryRules = endpoint({
	method: 'post',
	path: '/api/desk/rules/try',
	access: 'setting.manage',
	summary: 'What rules would have changed of the faults of the last days, had they held instead of those that do; nothing is written.',
	asks: true,
	input: z.object({ rules: Rules, days: z._default(count(1, 366), 90), language: z._default(z.string().check(z.maxLength(12)), 'en') }),
	output: TriedRules,
});
