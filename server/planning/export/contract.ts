import * as z from 'zod/mini';
import { count, endpoint } from '../../platform/contract.ts';
import { rowKeys } from '../contract.ts';

/** The forms an answer can be taken along in. */
export const AnswerFormat = z.enum(['pdf', 'xlsx', 'csv', 'geojson', 'geopackage', 'flatgeobuf', 'sql']);

/** Who will read it: `house`, or `public`, for whom counts of fewer than five are hidden. */
export const Audience = z.enum(['house', 'public']);

export type AnswerFormat = z.infer<typeof AnswerFormat>;
export type Audience = z.infer<typeof Audience>;

export const takeAlong = endpoint({
	method: 'get',
	path: '/api/planning/reports/:id/file',
	access: 'planning.read',
	summary:
		'The answer to a question as a file: a paper for the council (pdf), a workbook (xlsx), a table (csv), shapes with their figures (geojson, geopackage, flatgeobuf), or the SQL with its values. Of the whole answer, or of the rows that were chosen. For the public, counts of fewer than five are hidden.',
	input: z.catchall(
		z.object({
			id: z.string().check(z.regex(/^[a-z0-9-]{1,80}$/)),
			language: z._default(z.string().check(z.maxLength(12)), 'en'),
			format: AnswerFormat,
			audience: z._default(Audience, 'house'),
			/** A kept answer: as it was, not counted again. */
			kept: z.optional(count(1, Number.MAX_SAFE_INTEGER)),
			/** These rows alone: a JSON list of their keys. */
			rows: z.optional(rowKeys),
		}),
		z.string().check(z.maxLength(8000)),
	),
	output: z.string(),
	problems: ['not-found'],
});
