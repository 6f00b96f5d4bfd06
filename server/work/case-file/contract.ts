import * as z from 'zod/mini';
import { endpoint } from '../../platform/contract.ts';

/** So many photos at most stand in one case file, and so many entries of the logbook. */
export const mostPhotos = 60;
export const mostEntries = 2000;

export const printCase = endpoint({
	method: 'get',
	path: '/api/desk/faults/:code/case.pdf',
	access: 'fault.read',
	summary:
		'Everything said and done about one fault, as PDF. With `contacts=yes`, for whoever may read contact details: who reported, the exact pins, whole photos. Each one made is written into the audit with the SHA-256 of what it tells.',
	input: z.object({
		code: z.string().check(z.maxLength(20)),
		contacts: z._default(z.enum(['yes', 'no']), 'no'),
		language: z._default(z.string().check(z.maxLength(12)), 'en'),
	}),
	output: z.string(),
	problems: ['not-found', 'too-many'],
});
