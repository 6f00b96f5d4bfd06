import * as z from 'zod/mini';

const utilities = ['water', 'electricity', 'sewer', 'stormwater'] as const;

export type Utility = (typeof utilities)[number];

/**
 * What an asset of the class is in a network, and by which attributes the register says what it hangs on (an attribute holds the register's key of
 * another asset, or the name of a node). Where the register does not say, the place decides.
 */
export type NetworkRole =
	| {
			readonly utility: Utility;
			readonly as: 'line';
			/** The names of the nodes at its two ends. */
			readonly ends?: readonly [string, string];
			/** The asset it is fed by. */
			readonly upstream?: string;
			/** How much it falls, percent. */
			readonly slope?: string;
	  }
	| {
			readonly utility: Utility;
			readonly as: 'valve';
			readonly line?: string;
			/** The attribute that says what kind of valve it is, and the kinds that shut a line. One whose kind nobody wrote down counts as one of them. */
			readonly shuts?: { readonly attribute: string; readonly kinds: readonly string[] };
			/** Whether it can be turned. */
			readonly turns?: string;
			/** Whether it usually stands closed. */
			readonly closed?: string;
	  }
	| { readonly utility: Utility; readonly as: 'source'; readonly node?: string }
	| {
			readonly utility: Utility;
			readonly as: 'tap';
			readonly line?: string;
			/** How many it serves. */
			readonly customers?: string;
			/** What it serves, where that must not go without. */
			readonly critical?: string;
			/** From its lid down to the floor of the line, metres. */
			readonly depth?: string;
	  }
	/** It lifts all that flows to it; of a class with several kinds, those that an attribute says. */
	| { readonly utility: Utility; readonly as: 'station'; readonly only: { readonly attribute: string; readonly kinds: readonly string[] } };

const utility = z.enum(utilities);
const attribute = z.string().check(z.regex(/^[a-z][a-z_]*$/));
const optional = z.optional(attribute);
const kinds = z.array(z.string()).check(z.minLength(1));

/** What the shelf accepts as a role. */
export const networkRoleSchema = z.discriminatedUnion('as', [
	z.strictObject({ utility, as: z.literal('line'), ends: z.optional(z.tuple([attribute, attribute])), upstream: optional, slope: optional }),
	z.strictObject({
		utility,
		as: z.literal('valve'),
		line: optional,
		shuts: z.optional(z.strictObject({ attribute, kinds })),
		turns: optional,
		closed: optional,
	}),
	z.strictObject({ utility, as: z.literal('source'), node: optional }),
	z.strictObject({ utility, as: z.literal('tap'), line: optional, customers: optional, critical: optional, depth: optional }),
	z.strictObject({ utility, as: z.literal('station'), only: z.strictObject({ attribute, kinds }) }),
]);
