import * as z from 'zod/mini';
import { count, endpoint } from '../../platform/contract.ts';

export const undoRegisterChange = endpoint({
	method: 'post',
	path: '/api/register/changes/:id/undo',
	access: 'asset.edit',
	summary: 'Takes a change of the register back, as long as it is the latest of all its assets: each is as it was before, what was added is withdrawn.',
	input: z.object({ id: count(1, 2 ** 40) }),
	output: z.object({ change: z.number(), restored: z.number(), withdrawn: z.number() }),
	problems: ['not-found', 'conflict'],
});
