import * as z from 'zod/mini';

const time = z.nullable(z.string());

/** A fault as other systems are told of it: what it is on, where along it, how it stands. Nothing of a person, no pin. */
export const FaultTold = z.object({
	code: z.string(),
	/** Where people read of it. */
	link: z.string(),
	mode: z.string(),
	class: z.string(),
	state: z.string(),
	open: z.boolean(),
	emergency: z.boolean(),
	priority: z.nullable(z.number()),
	/** `chainage`: metres from the beginning of a line; null on what is no line. */
	asset: z.nullable(z.object({ reference: z.string(), class: z.string(), chainage: z.nullable(z.number()) })),
	department: z.string(),
	ward: z.nullable(z.string()),
	street: z.nullable(z.string()),
	point: z.nullable(z.object({ lon: z.number(), lat: z.number() })),
	reports: z.number(),
	meToos: z.number(),
	/** Days, where only what anyone may know is told; else moments. */
	times: z.object({ reported: z.string(), stateSince: z.string(), due: time, fixed: time }),
	/** The fault that goes on in its stead. */
	mergedInto: z.nullable(z.string()),
});
export type FaultTold = z.infer<typeof FaultTold>;

/** A fault that was told of and about which nothing may be said any more. */
export const FaultGone = z.object({ code: z.string(), gone: z.literal(true), mergedInto: z.nullable(z.string()) });

/** What changed, as far as the event says so. */
export const Change = z.object({
	from: z.optional(z.string()),
	to: z.optional(z.string()),
	/** References of assets, where a fault was linked anew. */
	asset: z.optional(z.nullable(z.string())),
	previousAsset: z.optional(z.nullable(z.string())),
	/** Codes of faults, where two were merged or parted. */
	into: z.optional(z.string()),
	merged: z.optional(z.string()),
});
export type Change = z.infer<typeof Change>;

/** A message of a webhook, in the form of Standard Webhooks. */
export const Message = z.object({
	type: z.string(),
	/** When it happened. */
	timestamp: z.string(),
	data: z.object({
		/** Grows with what happens to a fault: what comes with a smaller number is older than what is known. */
		sequence: z.number(),
		municipality: z.string(),
		change: Change,
		fault: z.union([FaultTold, FaultGone]),
	}),
});
export type Message = z.infer<typeof Message>;
