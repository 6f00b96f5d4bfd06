import * as z from 'zod/mini';
import { count, endpoint } from '../../platform/contract.ts';

/** No more labels are printed at once: two hundred sheets. */
export const mostLabels = 5000;

export const printLabels = endpoint({
	method: 'get',
	path: '/api/assets/labels.pdf',
	access: 'asset.read',
	summary:
		'Sheets of labels with the QR code of the short address of each asset, as PDF: of a class, of a ward, or of single references with commas between. At most 5,000.',
	input: z.object({
		class: z.optional(z.string().check(z.maxLength(80))),
		refs: z.optional(z.string().check(z.maxLength(14_000))),
		ward: z.optional(z.string().check(z.maxLength(20))),
		layout: z._default(z.enum(['a4-3x8', 'a4-2x7', 'roll-50']), 'a4-3x8'),
		/** Labels of the first sheet that have been used already. */
		skip: z._default(count(0, 23), 0),
	}),
	output: z.string(),
	problems: ['too-many'],
});
