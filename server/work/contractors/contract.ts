import * as z from 'zod/mini';
import { endpoint, Nothing, Words, words } from '../../platform/contract.ts';

const named = (longest: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(longest));
const day = z.iso.date();
/** Money in cents, without tax. */
const cents = z.int().check(z.minimum(0), z.maximum(100_000_000_000));

/** What a unit of work costs by the contract, from a day to a day; both count. */
const Rate = z.object({ item: named(40), title: Words, unit: named(20), cents, from: day, until: z.nullable(day) });
export type Rate = z.infer<typeof Rate>;

const contractor = {
	code: named(40),
	name: named(120),
	/** Whom to ask for there. */
	contact: words(120),
	phone: z.nullable(z.string().check(z.trim(), z.regex(/^\+?[\d ()-]{3,24}$/, 'A telephone number: digits, spaces and a + before them.'))),
	email: z.nullable(z.string().check(z.trim(), z.maxLength(200), z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'This is no e-mail address.'))),
	active: z.boolean(),
	/** Crews of its people, by their names. */
	crews: z.array(named(80)).check(z.maxLength(50)),
	rates: z.array(Rate).check(z.maxLength(500)),
};

export const Contractor = z.object({ ...contractor, version: z.string() });
export type Contractor = z.infer<typeof Contractor>;

const ContractorWish = z.object({ ...contractor, version: z.nullable(z.string().check(z.maxLength(40))) });
export type ContractorWish = z.infer<typeof ContractorWish>;

export const readContractors = endpoint({
	method: 'get',
	path: '/api/desk/contractors',
	access: 'contract.manage',
	summary: 'Companies that work for the municipality: whom to ask there, their crews, and what their work costs by the contract.',
	input: Nothing,
	output: z.object({
		contractors: z.array(Contractor),
		/** Every crew, and the company it belongs to. */
		crews: z.array(z.object({ code: z.string(), of: z.nullable(z.string()) })),
		/** Value-added tax, per cent. */
		vatPercent: z.number(),
	}),
});

export const writeContractor = endpoint({
	method: 'put',
	path: '/api/desk/contractors',
	access: 'contract.manage',
	summary: 'Writes a company with its rates, new or anew; `version` is what was read. What was instructed keeps the rates of its day.',
	input: ContractorWish,
	output: Contractor,
	problems: ['conflict'],
});

export const instructionStates = ['drafted', 'instructed', 'done', 'cancelled'] as const;
export const InstructionState = z.enum(instructionStates);
export type InstructionState = z.infer<typeof InstructionState>;

const code = z.string().check(z.trim(), z.minLength(1), z.maxLength(20));
const quantity = z.number().check(z.minimum(0.001), z.maximum(1e8));
const items = z.array(z.object({ item: named(40), quantity })).check(z.minLength(1, 'Say at least one item.'), z.maxLength(100));
const version = z.number();

export const Instruction = z.object({
	code: z.string(),
	contractor: z.string(),
	contractorName: z.string(),
	/** The work order it is about, and where that stands. */
	order: z.string(),
	orderState: z.string(),
	state: InstructionState,
	scope: z.string(),
	/** What it may cost at most, and what was agreed; without tax, in cents. */
	ceiling: z.number(),
	agreed: z.number(),
	/** What approved invoices come to. */
	invoiced: z.number(),
	due: z.nullable(z.string()),
	reason: z.nullable(z.string()),
	madeBy: z.nullable(z.string()),
	madeAt: z.string(),
	items: z.array(
		z.object({
			item: z.string(),
			title: Words,
			unit: z.string(),
			cents: z.number(),
			quantity: z.number(),
			measured: z.nullable(z.number()),
		}),
	),
	/** Where it may go from here. */
	moves: z.array(InstructionState),
	version: z.number(),
});
export type Instruction = z.infer<typeof Instruction>;
const whole = z.object({ instruction: Instruction });

export const listInstructions = endpoint({
	method: 'get',
	path: '/api/desk/instructions',
	access: 'contract.manage',
	summary: 'What contractors were told to do, newest first; of one work order where it is named.',
	input: z.object({ order: z.optional(code) }),
	output: z.object({ instructions: z.array(Instruction) }),
});

const terms = {
	scope: words(4000),
	/** null: what the items come to. */
	ceiling: z.nullable(cents),
	due: z.nullable(day),
	items,
};

export const openInstruction = endpoint({
	method: 'post',
	path: '/api/desk/instructions',
	access: 'contract.manage',
	summary: 'Drafts what a contractor is to do on a work order: agreed items at the rates of today, and what it may cost at most.',
	input: z.object({ contractor: named(40), order: code, ...terms }),
	output: whole,
	problems: ['not-found', 'wrong-state'],
});

export const changeInstruction = endpoint({
	method: 'put',
	path: '/api/desk/instructions/:code',
	access: 'contract.manage',
	summary: 'Writes a draft anew, at the rates of today.',
	input: z.object({ code, ...terms, version }),
	output: whole,
	problems: ['not-found', 'wrong-state', 'conflict'],
});

export const moveInstruction = endpoint({
	method: 'post',
	path: '/api/desk/instructions/:code/move',
	access: 'contract.manage',
	summary: 'Instructs, ends, gives up or takes up again; giving up wants a reason.',
	input: z.object({ code, to: InstructionState, reason: z.optional(words(500)), version }),
	output: whole,
	problems: ['not-found', 'wrong-state', 'conflict'],
});

export const measureInstruction = endpoint({
	method: 'post',
	path: '/api/desk/instructions/:code/measure',
	access: 'contract.manage',
	summary: 'Says how much of each item was found to be done; null: not measured.',
	input: z.object({
		code,
		measured: z.array(z.object({ item: named(40), quantity: z.nullable(z.number().check(z.minimum(0), z.maximum(1e8))) })).check(z.maxLength(100)),
		version,
	}),
	output: whole,
	problems: ['not-found', 'wrong-state', 'conflict'],
});
