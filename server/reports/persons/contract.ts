import * as z from 'zod/mini';
import { endpoint, words } from '../../platform/contract.ts';

const language = z._default(z.string().check(z.maxLength(12)), 'en');
const address = z.email().check(z.maxLength(200));

/** How somebody shows that the data are theirs: by the link that was sent to their address, or by the link of one report. */
const proof = {
	token: z.optional(z.string().check(z.regex(/^[\w-]{20,100}$/))),
	tracking: z.optional(z.uuid()),
};

/** How many rows of which kind there are of somebody. */
const Counts = z.record(z.string(), z.number());
/** What is kept for a claim, a court or an inquiry, although somebody asked to be forgotten: their ticket, for what, until the end of which day. */
const Held = z.array(z.object({ ticket: z.nullable(z.string()), ground: z.enum(['claim', 'court', 'investigation', 'audit']), until: z.string() }));
/** The code is null where everything is held; it is done by itself once nothing holds it any more. */
const Forgotten = z.object({ code: z.nullable(z.string()), counts: Counts, held: Held });

export type Proof = z.infer<z.ZodMiniObject<typeof proof>>;

export const askForData = endpoint({
	method: 'post',
	path: '/api/my-data',
	access: 'anyone',
	summary: 'Sends a link to an address by which its owner sees, takes along or erases what is held of them. The answer is the same whether or not anything is.',
	input: z.object({ email: address, wish: z._default(z.enum(['export', 'erase']), 'export'), language }),
	output: z.object({ asked: z.boolean() }),
	problems: ['too-many'],
});

export const readMyData = endpoint({
	method: 'post',
	path: '/api/my-data/read',
	access: 'anyone',
	asks: true,
	summary: 'How much is held of whoever has such a link.',
	input: z.object(proof),
	output: z.object({ counts: Counts, wish: z.nullable(z.enum(['export', 'erase'])), held: Held }),
	problems: ['not-found'],
});

export const eraseMyData = endpoint({
	method: 'post',
	path: '/api/my-data/erase',
	access: 'anyone',
	summary: 'Forgets whoever has such a link: words, contact, exact place, photos, messages. The faults and their history stay.',
	input: z.object(proof),
	output: Forgotten,
	problems: ['not-found'],
});

/** A ZIP file with `data.json` and the photos, answered beside the endpoints. */
export const exportMyDataPath = '/api/my-data/export';
export const exportPersonPath = '/api/desk/data/export';

/** Somebody as they tell staff who they are: an address, a number or a ticket. */
const about = words(200).check(z.minLength(3));
export const About = z.object({ about });
export const Proofs = z.object(proof);

export const findPerson = endpoint({
	method: 'post',
	path: '/api/desk/data/find',
	access: 'person.manage',
	asks: true,
	summary: 'How much is held of somebody, by address, number or ticket.',
	input: About,
	output: z.object({ counts: Counts, held: Held }),
	problems: ['not-found'],
});

export const erasePerson = endpoint({
	method: 'post',
	path: '/api/desk/data/erase',
	access: 'person.manage',
	summary: 'Forgets somebody who asked for it in another way than by the site. Cannot be undone.',
	input: About,
	output: Forgotten,
	problems: ['not-found'],
});

export const readErasures = endpoint({
	method: 'get',
	path: '/api/desk/data/erasures',
	access: 'person.manage',
	summary: 'That people were forgotten, when and at whose wish, the latest first; not who they were.',
	input: z.object({}),
	output: z.object({
		erasures: z.array(z.object({ code: z.string(), asked: z.string(), at: z.string(), by: z.nullable(z.string()), counts: Counts })),
		waiting: z.array(z.object({ wish: z.string(), at: z.string(), state: z.string() })),
	}),
});

export const Notice = z.object({
	version: z.string(),
	language: z.string(),
	title: z.string(),
	sections: z.array(z.object({ id: z.string(), title: z.string(), text: z.string() })),
});

export const readNotice = endpoint({
	method: 'get',
	path: '/api/notice',
	access: 'anyone',
	summary: 'What people are told about their personal information: what, why, who sees it, how long, what they may ask.',
	input: z.object({ language }),
	output: Notice,
});
