import * as z from 'zod/mini';
import { count, endpoint, flag } from '../../platform/contract.ts';

const part = z.number().check(z.minimum(0), z.maximum(1));

/** A part of a photo: left, top, width and height as parts of its width and height. */
export const Box = z.object({ x: part, y: part, width: part, height: part });
export type Box = z.infer<typeof Box>;

const Reason = z.enum(['personal', 'offensive', 'spam', 'wrong']);

const HeldComment = z.object({
	id: z.number(),
	fault: z.string(),
	words: z.string(),
	/** The words as the public would read them. */
	publicWords: z.string(),
	at: z.string(),
	visibility: z.string(),
	/** Why residents say it should not be seen. */
	flags: z.array(Reason),
});

const HeldPhoto = z.object({
	id: z.string(),
	fault: z.string(),
	title: z.string(),
	at: z.string(),
	width: z.number(),
	height: z.number(),
	shown: z.boolean(),
	video: z.boolean(),
	/** What is unrecognisable in the copy that the public gets. */
	blurred: z.array(Box),
	flags: z.array(Reason),
});

const HeldFault = z.object({ code: z.string(), title: z.string(), words: z.string(), street: z.nullable(z.string()), reports: z.number(), at: z.string() });

/** Faults that are kept from the public, comments and photos. */
export const Held = z.object({ faults: z.array(HeldFault), comments: z.array(HeldComment), photos: z.array(HeldPhoto) });
export type Held = z.infer<typeof Held>;

export const readHeld = endpoint({
	method: 'get',
	path: '/api/desk/held',
	access: 'content.moderate',
	summary: 'Faults that are kept from the public, comments and photos that wait for a moderator, also those that residents say should not be seen.',
	input: z.object({ limit: z._default(count(1, 200), 50) }),
	output: Held,
});

export const moderateFault = endpoint({
	method: 'patch',
	path: '/api/desk/faults/:code/held',
	access: 'content.moderate',
	summary: 'Lets the public see a fault whose first report came from a new device of a suspicious network, or keeps it from them again.',
	input: z.object({ code: z.string().check(z.maxLength(20)), held: flag }),
	output: z.object({ held: z.boolean() }),
	problems: ['not-found'],
});

export const moderateComment = endpoint({
	method: 'patch',
	path: '/api/desk/comments/:id',
	access: 'content.moderate',
	summary: 'Releases or holds a comment, as it was written or in other words; the words as they were written stay with staff.',
	input: z.object({
		id: count(1, Number.MAX_SAFE_INTEGER),
		visibility: z.enum(['public', 'held', 'internal']),
		/** What the public reads instead; null: as it was written. Left out: as it is now. */
		publicWords: z.optional(z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)))),
	}),
	output: z.object({ visibility: z.string() }),
	problems: ['not-found'],
});

export const moderatePhoto = endpoint({
	method: 'patch',
	path: '/api/desk/photos/:id',
	access: 'content.moderate',
	summary: 'Shows a photo to the public or hides it again; `waits` puts it back among those nobody has looked at.',
	input: z.object({ id: z.uuid(), shown: flag, waits: z._default(flag, false) }),
	output: z.object({ shown: z.boolean() }),
	problems: ['not-found'],
});

export const blurPhoto = endpoint({
	method: 'post',
	path: '/api/desk/photos/:id/blur',
	access: 'content.moderate',
	summary:
		'Makes parts of a photo unrecognisable in the copy that the public gets; no parts: the public gets it as it is again. The photo itself stays with staff.',
	input: z.object({ id: z.uuid(), boxes: z.array(Box).check(z.maxLength(60)) }),
	output: z.object({ blurred: z.array(Box) }),
	problems: ['not-found', 'bad-photo'],
});

export const flagContent = endpoint({
	method: 'post',
	path: '/api/faults/:code/flags',
	access: 'anyone',
	summary: 'Somebody says that a comment or a photo should not be seen. Counted once a device; enough of them hide it until a moderator has looked.',
	input: z.object({
		code: z.string().check(z.maxLength(20)),
		comment: z.optional(count(1, Number.MAX_SAFE_INTEGER)),
		photo: z.optional(z.uuid()),
		reason: Reason,
	}),
	output: z.object({ hidden: z.boolean() }),
	problems: ['not-found', 'too-many'],
});
