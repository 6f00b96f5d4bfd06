import * as z from 'zod/mini';

/** A larger trouble that is known where a pin lies. */
export const Outage = z.object({
	/** The open fault that most have reported. */
	code: z.string(),
	title: z.string(),
	since: z.string(),
	faults: z.number(),
	reports: z.number(),
	due: z.nullable(z.string()),
});
