import * as z from 'zod/mini';
import { count, endpoint } from '../../platform/contract.ts';

/** Of what a file is made, in the order in which it is taken in: what is named comes before what names it. */
export const townParts = [
	...(['town', 'departments', 'calendars', 'holidays', 'waits', 'ladder', 'services', 'tiers', 'authorities', 'delayPrice', 'delayCosts'] as const),
	...(['costCodes', 'materials', 'contractors', 'contractorRates', 'crews', 'checklists', 'triggers', 'webhooks', 'systems', 'rules'] as const),
	...(['indicators', 'auditShares'] as const),
] as const;

/** How the file is written; a reader of a later one refuses what it does not know. */
export const townFileVersion = 1;

const Row = z.record(z.string(), z.unknown());

/** All that administrators keep, without secrets and without people. Parts that are left out stay as they are. */
export const TownFile = z.object({ faultline: z.literal(townFileVersion), parts: z.record(z.string(), z.array(Row).check(z.maxLength(2000))) });
export type TownFile = z.infer<typeof TownFile>;

export const PartPlan = z.object({
	part: z.string(),
	added: z.array(z.string()),
	changed: z.array(z.object({ key: z.string(), fields: z.array(z.string()) })),
	gone: z.array(z.string()),
});
export type PartPlan = z.infer<typeof PartPlan>;

export const Conflict = z.object({
	/** Where in the file: `services[street-light.out]`. */
	path: z.string(),
	/** `used`: it is not in the file, but other things hang on it, so it stays. `refused`: nothing is taken in until it is mended. */
	kind: z.enum(['used', 'refused']),
	message: z.string(),
});
export type Conflict = z.infer<typeof Conflict>;

export const TownPlan = z.object({ parts: z.array(PartPlan), changes: z.number(), conflicts: z.array(Conflict) });
export type TownPlan = z.infer<typeof TownPlan>;

const Taken = z.object({
	id: z.number(),
	at: z.string(),
	by: z.nullable(z.string()),
	changes: z.number(),
	undoneAt: z.nullable(z.string()),
	undoneBy: z.nullable(z.string()),
});
export type Taken = z.infer<typeof Taken>;

const path = '/api/desk/town-file';

export const readTownFile = endpoint({
	method: 'get',
	path,
	access: 'setting.manage',
	summary: 'All that administrators keep, as one file: in a stable order, without secrets and without people.',
	input: z.object({}),
	output: TownFile,
});

export const checkTownFile = endpoint({
	method: 'post',
	path: `${path}/check`,
	access: 'setting.manage',
	asks: true,
	summary: 'What a file would change, part by part, and what speaks against it. It is truly taken in, and taken back at once.',
	input: z.object({ file: TownFile }),
	output: TownPlan,
});

export const takeTownFile = endpoint({
	method: 'post',
	path,
	access: 'setting.manage',
	summary: 'Takes a file in, all of it or nothing. What the file leaves out of a part goes, unless other things hang on it.',
	input: z.object({ file: TownFile }),
	output: z.object({ plan: TownPlan, id: z.nullable(z.number()) }),
});

export const listTownFiles = endpoint({
	method: 'get',
	path: `${path}/taken`,
	access: 'setting.manage',
	summary: 'The files that were taken in, the latest first.',
	input: z.object({}),
	output: z.object({ taken: z.array(Taken) }),
});

export const undoTownFile = endpoint({
	method: 'post',
	path: `${path}/taken/:id/undo`,
	access: 'setting.manage',
	summary: 'Takes a file back as a whole, if nothing of it has been changed since.',
	input: z.object({ id: count(1, Number.MAX_SAFE_INTEGER) }),
	output: z.object({ plan: TownPlan }),
	problems: ['not-found', 'conflict', 'wrong-state'],
});
