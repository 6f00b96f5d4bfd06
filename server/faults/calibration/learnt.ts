import * as z from 'zod/mini';

const Method = z.object({
	/** How many confirmed links it was learnt from. */
	n: z.number(),
	/** The median of their distances from the asset; null without any on a point or a line. */
	metres: z.nullable(z.number()),
	/** How many times wider pins scatter than the device says. */
	spread: z.number(),
	/** The power to which probabilities are raised. */
	power: z.number(),
	/** The conformal quantile for the promise; null: too few, the shipped one stays. */
	quantile: z.nullable(z.number()),
});

/** What snapping learns from confirmed links; what is not there stays as shipped. */
export const Learnt = z.object({
	/** By failure mode: the share of reports about what the register does not have. */
	unlisted: z.record(z.string(), z.number()),
	/** By failure mode and id of an asset class: how well they fit. */
	about: z.record(z.string(), z.record(z.string(), z.number())),
	/** By the way a pin was placed. */
	methods: z.record(z.string(), Method),
});
export type Learnt = z.infer<typeof Learnt>;
