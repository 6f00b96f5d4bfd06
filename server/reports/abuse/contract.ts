import * as z from 'zod/mini';
import { count, endpoint } from '../../platform/contract.ts';

const Kind = z.enum(['contact', 'device', 'network']);

export const Block = z.object({ id: z.number(), kind: Kind, reason: z.string(), by: z.string(), madeAt: z.string(), until: z.string() });
export type Block = z.infer<typeof Block>;

export const listBlocks = endpoint({
	method: 'get',
	path: '/api/desk/blocks',
	access: 'content.moderate',
	summary: 'From whom nothing is taken at present, why, until when, and who decided it; not who they are.',
	input: z.object({}),
	output: z.object({ blocks: z.array(Block) }),
});

export const blockSender = endpoint({
	method: 'post',
	path: '/api/desk/blocks',
	access: 'content.moderate',
	summary: 'Takes nothing more, for some days, from whoever made the report of a ticket: their address, their device, their network.',
	input: z.object({
		ticket: z.string().check(z.trim(), z.minLength(4), z.maxLength(20)),
		kinds: z.array(Kind).check(z.minLength(1)),
		reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
		days: z._default(count(1, 365), 30),
	}),
	output: z.object({ ids: z.array(z.number()) }),
	problems: ['not-found'],
});

export const liftBlock = endpoint({
	method: 'delete',
	path: '/api/desk/blocks/:id',
	access: 'content.moderate',
	summary: 'Lifts a block.',
	input: z.object({ id: count(1, Number.MAX_SAFE_INTEGER) }),
	output: z.object({ lifted: z.boolean() }),
	problems: ['not-found'],
});
