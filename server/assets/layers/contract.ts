import * as z from 'zod/mini';
import { count, endpoint, json, latitude, longitude } from '../../platform/contract.ts';

const language = z._default(z.string().check(z.maxLength(12)), 'en');
const className = z.string().check(z.maxLength(80));

/** One rule of a class: how many assets break it, of how many it applies to. `attribute` where it is about one. */
export const RuleCount = z.object({
	/** `attribute-missing:material`: the kind of the rule, and its attribute. */
	rule: z.string(),
	attribute: z.nullable(z.string()),
	weight: z.number(),
	bad: z.number(),
	of: z.number(),
});

export const LayerChange = z.object({
	id: z.number(),
	kind: z.string(),
	at: z.string(),
	source: z.string(),
	by: z.nullable(z.string()),
});

/** A class of assets as whoever answers for the register sees it. */
export const RegisterLayer = z.object({
	class: z.string(),
	inService: z.number(),
	retired: z.number(),
	lengthM: z.number(),
	areaM2: z.number(),
	lastChange: z.nullable(LayerChange),
	/** When an edition was last taken in. */
	editionAt: z.nullable(z.string()),
	/** Every how many days an edition is expected; null: nobody said. */
	expectedDays: z.nullable(z.number()),
	measuredAt: z.nullable(z.string()),
	/** 0 to 1: the share of checks passed, each rule by its weight; null until it was measured, or where nothing is in service. */
	score: z.nullable(z.number()),
	rules: z.array(RuleCount),
	/** The score of each day on which it was measured, oldest first. */
	trend: z.array(z.object({ day: z.string(), score: z.number() })),
});

/** An asset that breaks a rule. */
export const Finding = z.object({
	id: z.number(),
	reference: z.string(),
	title: z.string(),
	street: z.nullable(z.string()),
	lon: z.number(),
	lat: z.number(),
	/** What is there instead, as it stands in the register. */
	value: z.nullable(z.string()),
});

/** An asset with its geometry, for whoever draws beside it. */
export const Neighbour = z.object({
	reference: z.string(),
	class: z.string(),
	geometry: z.object({ type: z.string(), coordinates: z.unknown() }),
});

export type Neighbour = z.infer<typeof Neighbour>;
export type RuleCount = z.infer<typeof RuleCount>;
export type RegisterLayer = z.infer<typeof RegisterLayer>;
export type Finding = z.infer<typeof Finding>;

export const listRegisterLayers = endpoint({
	method: 'get',
	path: '/api/register/layers',
	access: 'asset.read',
	summary: 'Every class of the register: how many, how fresh, how good by rule, and how that changed.',
	input: z.object({}),
	output: z.object({ layers: z.array(RegisterLayer) }),
});

export const listFindings = endpoint({
	method: 'get',
	path: '/api/register/layers/:class/findings',
	access: 'asset.read',
	summary: 'The assets in service that break a rule of their class; by `next` page after page.',
	input: z.object({
		class: className,
		rule: z.string().check(z.maxLength(120)),
		after: z._default(count(0, Number.MAX_SAFE_INTEGER), 0),
		limit: z._default(count(1, 500), 100),
		language,
	}),
	output: z.object({ findings: z.array(Finding), next: z.nullable(z.number()) }),
	problems: ['not-found'],
});

export const measureLayer = endpoint({
	method: 'post',
	path: '/api/register/layers/:class/measure',
	access: 'asset.edit',
	summary: 'Measures the quality of a class now.',
	input: z.object({ class: className }),
	output: z.object({ layer: RegisterLayer }),
	problems: ['not-found'],
});

export const watchLayer = endpoint({
	method: 'patch',
	path: '/api/register/layers/:class',
	access: 'layer.import',
	summary: 'Says every how many days an edition of a class is expected; null takes that back.',
	input: z.object({ class: className, expectedDays: z.nullable(count(1, 3660)) }),
	output: z.object({ layer: RegisterLayer }),
	problems: ['not-found'],
});

/** So many neighbours at most: more are not near. */
export const mostNeighbours = 400;

export const listNeighbours = endpoint({
	method: 'get',
	path: '/api/register/neighbours',
	access: 'asset.read',
	summary: 'The assets in service of some classes in a box, whole, to snap to while drawing; `all` is false when there are more than are given.',
	input: z.object({
		west: longitude,
		south: latitude,
		east: longitude,
		north: latitude,
		classes: json(z.array(className).check(z.minLength(1), z.maxLength(40))),
	}),
	output: z.object({ neighbours: z.array(Neighbour), all: z.boolean() }),
});
