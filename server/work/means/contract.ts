import * as z from 'zod/mini';
import { count, endpoint, latitude, longitude, Nothing, Words } from '../../platform/contract.ts';
import { OrderKind } from '../orders/contract.ts';

const name = (longest: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(longest));
const amount = z.number().check(z.minimum(0), z.maximum(1e7));
const kind = z.nullable(OrderKind);
/** What was read; null: it is new. */
const version = z.nullable(z.string().check(z.maxLength(40)));
const known = z.object({ version: z.string() });

const crew = {
	code: name(80),
	department: z.string().check(z.maxLength(40)),
	people: count(1, 50),
	/** Of all of them together. */
	hourlyCost: amount,
	/** Minutes after midnight; the end may lie on the next day. */
	shiftFrom: count(0, 1439),
	shiftUntil: count(1, 2880),
	depot: z.nullable(z.object({ lon: longitude, lat: latitude })),
	contractor: z.boolean(),
	active: z.boolean(),
	/** Who sees its run. */
	members: z.array(z.string().check(z.maxLength(40))).check(z.maxLength(50)),
};

export const CrewSetting = z.extend(known, crew);
export type CrewSetting = z.infer<typeof CrewSetting>;
/** `was`: the name under which it was read. */
const CrewWish = z.object({ ...crew, was: z.nullable(name(80)), version });
export type CrewWish = z.infer<typeof CrewWish>;

const material = { code: name(40), title: Words, unit: name(20), price: amount, plant: z.boolean(), active: z.boolean() };

export const MaterialSetting = z.extend(known, material);
export type MaterialSetting = z.infer<typeof MaterialSetting>;
const MaterialWish = z.object({ ...material, version });
export type MaterialWish = z.infer<typeof MaterialWish>;

const costCode = {
	code: name(60),
	title: Words,
	kind,
	/** It is still to be checked against the municipality's own chart of accounts. */
	verify: z.boolean(),
	active: z.boolean(),
};

export const CostCodeSetting = z.extend(known, costCode);
export type CostCodeSetting = z.infer<typeof CostCodeSetting>;
const CostCodeWish = z.object({ ...costCode, version });
export type CostCodeWish = z.infer<typeof CostCodeWish>;

export const taskKinds = ['check', 'reading', 'photo'] as const;

const checklist = {
	/** The class of assets it is for; null: any. */
	class: z.nullable(z.string().check(z.maxLength(40))),
	/** The kind of work; null: any. */
	kind,
	tasks: z
		.array(
			z.object({
				code: name(40),
				title: Words,
				kind: z.enum(taskKinds),
				/** Of a reading. */
				unit: z.nullable(z.string().check(z.trim(), z.maxLength(20))),
				/** Nothing is fixed before it is done. */
				wanted: z.boolean(),
			}),
		)
		.check(z.maxLength(60)),
	active: z.boolean(),
};

export const ChecklistSetting = z.object({ ...checklist, id: z.number(), version: z.string() });
export type ChecklistSetting = z.infer<typeof ChecklistSetting>;
const ChecklistWish = z.object({ ...checklist, id: z.nullable(count(1, Number.MAX_SAFE_INTEGER)), version });
export type ChecklistWish = z.infer<typeof ChecklistWish>;

export const readMeans = endpoint({
	method: 'get',
	path: '/api/desk/settings/means',
	access: 'setting.manage',
	summary: 'Crews, stores, codes for cost and checklists, those too that are out of use; and who may be in a crew.',
	input: Nothing,
	output: z.object({
		crews: z.array(CrewSetting),
		materials: z.array(MaterialSetting),
		costCodes: z.array(CostCodeSetting),
		checklists: z.array(ChecklistSetting),
		staff: z.array(z.object({ id: z.string(), name: z.string() })),
	}),
});

export const writeCrew = endpoint({
	method: 'put',
	path: '/api/desk/settings/crews',
	access: 'setting.manage',
	summary: 'Writes a crew, new or anew; its orders follow when it is called otherwise. `version` is what was read.',
	input: CrewWish,
	output: CrewSetting,
	problems: ['conflict'],
});

export const writeMaterial = endpoint({
	method: 'put',
	path: '/api/desk/settings/materials',
	access: 'setting.manage',
	summary: 'Writes what the stores hold, or plant by the hour; work orders keep the price of their day.',
	input: MaterialWish,
	output: MaterialSetting,
	problems: ['conflict'],
});

export const writeCostCode = endpoint({
	method: 'put',
	path: '/api/desk/settings/cost-codes',
	access: 'setting.manage',
	summary: 'Writes a code under which costs are booked.',
	input: CostCodeWish,
	output: CostCodeSetting,
	problems: ['conflict'],
});

export const writeChecklist = endpoint({
	method: 'put',
	path: '/api/desk/settings/checklists',
	access: 'setting.manage',
	summary: 'Writes a checklist; work orders that are open keep the tasks they have.',
	input: ChecklistWish,
	output: ChecklistSetting,
	problems: ['conflict', 'not-found'],
});
