import * as z from 'zod/mini';
import { Attribute } from '../../assets/contract.ts';
import { PublicFault } from '../../faults/contract.ts';
import { endpoint } from '../../platform/contract.ts';

/** What anybody may know of one asset. */
export const AssetPage = z.object({
	reference: z.string(),
	class: z.string(),
	icon: z.string(),
	/** What such an asset is called. */
	kind: z.string(),
	inService: z.boolean(),
	/** What took its place, in service: where it is retired. */
	successors: z.array(z.object({ reference: z.string(), title: z.string() })),
	street: z.nullable(z.string()),
	ward: z.nullable(z.string()),
	owner: z.nullable(z.string()),
	lon: z.number(),
	lat: z.number(),
	geometry: z.object({ type: z.string(), coordinates: z.unknown() }),
	attributes: z.array(Attribute),
	/** Attributes that somebody may say are otherwise, with what may be chosen. */
	describable: z.array(
		z.object({
			id: z.string(),
			title: z.string(),
			kind: z.string(),
			unit: z.nullable(z.string()),
			choices: z.array(z.object({ id: z.string(), title: z.string() })),
		}),
	),
	/** Open faults. */
	faults: z.array(PublicFault),
	/** How often it, and what it took the place of, has been repaired, and what was. */
	repaired: z.object({ times: z.number(), lastOn: z.nullable(z.string()), latest: z.array(z.object({ title: z.string(), on: z.string(), code: z.string() })) }),
	/** What has been said to be wrong with its entry in the register and is being looked at. */
	proposed: z.array(z.object({ kind: z.enum(['moved', 'gone', 'missing', 'wrong', 'edit']), on: z.string() })),
	/** The most usual trouble with such an asset, to begin a report with. */
	modes: z.array(z.object({ code: z.string(), title: z.string() })),
});
export type AssetPage = z.infer<typeof AssetPage>;

export const readAssetPage = endpoint({
	method: 'get',
	path: '/api/assets/:reference/page',
	access: 'anyone',
	summary: 'One asset for everybody, by any number it has or had: what it is, what is wrong with it, how often it was repaired.',
	input: z.object({ reference: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)), language: z._default(z.string().check(z.maxLength(12)), 'en') }),
	output: AssetPage,
	problems: ['not-found'],
});

const reference = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));

export const followAsset = endpoint({
	method: 'post',
	path: '/api/assets/:reference/follow',
	access: 'anyone',
	summary: 'Wants to hear of every fault on an asset. Whoever follows it already is told the same.',
	input: z.object({ reference, email: z.email().check(z.maxLength(200)), language: z._default(z.string().check(z.maxLength(12)), 'en') }),
	output: z.object({ follows: z.boolean() }),
	problems: ['not-found', 'too-many'],
});

export const unfollowAsset = endpoint({
	method: 'post',
	path: '/api/assets/followers/:tracking/stop',
	access: 'anyone',
	summary: 'No longer wants to hear of the faults on an asset, for whoever holds the link from a message.',
	input: z.object({ tracking: z.uuid() }),
	output: z.object({ follows: z.boolean() }),
	problems: ['not-found'],
});
