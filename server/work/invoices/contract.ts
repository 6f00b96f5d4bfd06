import * as z from 'zod/mini';
import { endpoint, Nothing, Words, words } from '../../platform/contract.ts';

const cents = z.int().check(z.minimum(0), z.maximum(100_000_000_000));
const reason = z.string().check(z.trim(), z.minLength(5, 'Say why, in a few words.'), z.maxLength(500));
const id = z.uuid();
const version = z.number();

export const invoiceStates = ['entered', 'approved', 'refused', 'cancelled'] as const;
export const InvoiceState = z.enum(invoiceStates);
export type InvoiceState = z.infer<typeof InvoiceState>;

export const findingKinds = ['over-ceiling', 'rate', 'measured', 'vat', 'not-closed', 'unproved'] as const;
const FindingKind = z.enum(findingKinds);

/** Something odd about an invoice. `by`: how far it goes beyond, in cents, units, per cent or lines of the order. */
const Finding = z.object({
	kind: FindingKind,
	/** The agreed item; empty: the whole. */
	item: z.string(),
	by: z.number(),
	/** Who let it pass, and why; null: nobody has. */
	accepted: z.nullable(z.object({ reason: z.string(), by: z.nullable(z.string()), at: z.string() })),
});

export const Invoice = z.object({
	id: z.string(),
	number: z.string(),
	contractor: z.string(),
	contractorName: z.string(),
	instruction: z.string(),
	order: z.string(),
	day: z.string(),
	state: InvoiceState,
	/** In cents. */
	net: z.number(),
	vat: z.number(),
	vatPercent: z.number(),
	lines: z.array(
		z.object({
			item: z.string(),
			title: Words,
			unit: z.string(),
			quantity: z.number(),
			cents: z.number(),
			amount: z.number(),
		}),
	),
	/** Empty once it is decided, except for what was accepted. */
	findings: z.array(Finding),
	enteredBy: z.nullable(z.string()),
	enteredAt: z.string(),
	/** One's own: somebody else must decide. */
	mine: z.boolean(),
	decidedBy: z.nullable(z.string()),
	decidedAt: z.nullable(z.string()),
	reason: z.nullable(z.string()),
	version: z.number(),
});
export type Invoice = z.infer<typeof Invoice>;
const whole = z.object({ invoice: Invoice });

export const listInvoices = endpoint({
	method: 'get',
	path: '/api/desk/invoices',
	access: 'contract.manage',
	summary: 'What contractors ask for their work, what waits first, with what speaks against each.',
	input: Nothing,
	output: z.object({ invoices: z.array(Invoice) }),
});

export const enterInvoice = endpoint({
	method: 'post',
	path: '/api/desk/invoices',
	access: 'contract.manage',
	summary: 'Enters an invoice against an instruction; a number stands once for each contractor. Somebody else decides.',
	input: z.object({
		instruction: z.string().check(z.trim(), z.minLength(1), z.maxLength(20)),
		number: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
		day: z.iso.date(),
		/** null: what contractors charge here. */
		vatPercent: z.nullable(z.number().check(z.minimum(0), z.maximum(100))),
		lines: z
			.array(
				z.object({ item: z.string().check(z.trim(), z.minLength(1), z.maxLength(40)), quantity: z.number().check(z.minimum(0.001), z.maximum(1e8)), cents }),
			)
			.check(z.minLength(1, 'Say at least one item.'), z.maxLength(100)),
	}),
	output: whole,
	problems: ['not-found', 'wrong-state'],
});

export const acceptFinding = endpoint({
	method: 'post',
	path: '/api/desk/invoices/:id/accept',
	access: 'invoice.accept',
	summary: 'Lets one thing pass that speaks against an invoice, with a reason. Whoever entered it does not; what changes afterwards is accepted anew.',
	input: z.object({ id, kind: FindingKind, item: z._default(words(40), ''), reason }),
	output: whole,
	problems: ['not-found', 'not-allowed', 'wrong-state'],
});

export const decideInvoice = endpoint({
	method: 'post',
	path: '/api/desk/invoices/:id/decide',
	access: 'invoice.approve',
	summary: 'Approves an invoice that somebody else has entered, once nothing speaks against it or all was accepted; or refuses it with a reason.',
	input: z.object({ id, approve: z.boolean(), reason: z.optional(words(500)), version }),
	output: whole,
	problems: ['not-found', 'not-allowed', 'wrong-state', 'conflict'],
});

export const cancelInvoice = endpoint({
	method: 'post',
	path: '/api/desk/invoices/:id/cancel',
	access: 'invoice.approve',
	summary: 'Cancels an invoice that was approved or waits: what the work cost is as if it had never been.',
	input: z.object({ id, reason, version }),
	output: whole,
	problems: ['not-found', 'wrong-state', 'conflict'],
});
