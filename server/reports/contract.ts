import * as z from 'zod/mini';
import { PublicFault, pin, State } from '../faults/contract.ts';
import { endpoint, flag, json, words } from '../platform/contract.ts';
import { uploadId } from './uploads/contract.ts';

const language = z._default(z.string().check(z.maxLength(12)), 'en');
const code = z.string().check(z.maxLength(20));
const email = z.optional(z.union([z.literal(''), z.email().check(z.maxLength(200))]));
const phone = z.optional(z.union([z.literal(''), z.string().check(z.regex(/^[+\d][\d ()-]{5,24}$/))]));
const tracking = z.uuid();
/** Photos and videos sent before it, by the ids of their uploads. */
const pictures = z._default(json(z.array(z.object({ id: uploadId })).check(z.maxLength(3))), []);

/** What a client sends to report a fault; the same whether JSON or multipart/form-data with photos. */
export const NewReport = z.object({
	mode: z.string().check(z.minLength(1), z.maxLength(80)),
	...pin,
	/** The resident looked at the candidates and says it is none of them. */
	noneOfThese: z._default(flag, false),
	/** Code of the open fault the resident says it is the same as; or an empty text when she says it is another. */
	sameAs: z.optional(code),
	words: z._default(words(4000), ''),
	publicWords: z._default(flag, false),
	answers: z._default(json(z.record(z.string(), z.union([z.string().check(z.maxLength(500)), z.number(), z.boolean()]))), {}),
	name: z.optional(words(120)),
	email,
	phone,
	language,
	/** Only staff may say another channel than the web. */
	channel: z._default(z.enum(['web', 'phone', 'walk-in', 'email', 'sms', 'open311']), 'web'),
	/** On behalf of somebody: whether they were asked if we may keep how they are reached, or had agreed to it before. */
	agreed: z.optional(z.enum(['asked', 'earlier'])),
	/** The sender read the emergency notice and says it is none. */
	notEmergency: z._default(flag, false),
	/** Photos and videos sent before it, by the ids of their uploads; a video with the upload of a picture that stands for it. */
	media: z._default(json(z.array(z.object({ id: uploadId, poster: z.optional(uploadId) })).check(z.maxLength(5))), []),
	/** Left empty by people, filled by robots. */
	website: z.optional(z.string().check(z.maxLength(200))),
});

export const Ticket = z.object({
	ticket: z.string(),
	/** Path of the tracking page: a secret of whoever reported. */
	tracking: z.string(),
	fault: z.string(),
	state: State,
	joined: z.boolean(),
	reopened: z.boolean(),
	reports: z.number(),
	linked: z.boolean(),
	asset: z.nullable(z.object({ reference: z.string(), title: z.string(), street: z.nullable(z.string()) })),
	department: z.string(),
	due: z.nullable(z.string()),
});

/** A photo or a video; of a video `/media/{id}.jpg?size=thumb` is a picture and `/media/{id}.mp4` the whole. */
export const Photo = z.object({ id: z.string(), width: z.number(), height: z.number(), video: z.boolean() });
export const Comment = z.object({ id: z.number(), words: z.string(), on: z.string(), byStaff: z.boolean() });
export const Step = z.object({ at: z.string(), kind: z.string(), state: z.nullable(State), reason: z.nullable(z.string()), note: z.nullable(z.string()) });

/** When a repair will probably be done, learnt from those that were: a range of days with the share that fell within it. */
export const Expected = z.object({
	/** Both are null where it has taken longer already than nearly all like it. */
	from: z.nullable(z.string()),
	to: z.nullable(z.string()),
	/** So many repairs were learnt from, in the ward or in the whole town. */
	of: z.number(),
	where: z.enum(['ward', 'town']),
	coverage: z.number(),
});

export const Tracked = z.object({
	ticket: z.string(),
	words: z.string(),
	reportedAt: z.string(),
	fault: PublicFault,
	department: z.string(),
	photos: z.array(Photo),
	steps: z.array(Step),
	comments: z.array(Comment),
	expected: z.nullable(Expected),
	mayAnswer: z.boolean(),
	answerUntil: z.nullable(z.string()),
	/** Whether it has ended in one way or another, so that its holder may say how content they are. */
	mayRate: z.boolean(),
	/** What they said of it, from 1 to 5. */
	satisfied: z.nullable(z.number()),
	hears: z.boolean(),
});

export const PublicFaultPage = z.extend(PublicFault, {
	department: z.string(),
	photos: z.array(Photo),
	steps: z.array(Step),
	comments: z.array(Comment),
	expected: z.nullable(Expected),
});

export type Expected = z.infer<typeof Expected>;
export type NewReport = z.infer<typeof NewReport>;
export type Ticket = z.infer<typeof Ticket>;
export type Tracked = z.infer<typeof Tracked>;

export const createReport = endpoint({
	method: 'post',
	path: '/api/reports',
	access: 'anyone',
	summary: 'Takes a report in. With an Idempotency-Key header a repeat makes no second report.',
	files: 5,
	input: NewReport,
	output: Ticket,
	problems: ['out-of-area', 'unknown-failure-mode', 'emergency', 'bad-photo', 'too-large', 'key-reused', 'too-many', 'blocked', 'puzzle-wanted'],
});

export const readTracked = endpoint({
	method: 'get',
	path: '/api/reports/:tracking',
	access: 'anyone',
	summary: 'What became of a report, for whoever holds its tracking link.',
	input: z.object({ tracking, language }),
	output: Tracked,
	problems: ['not-found', 'taken-back'],
});

export const answerReport = endpoint({
	method: 'post',
	path: '/api/reports/:tracking/answer',
	access: 'anyone',
	summary: 'The reporter says whether it is fixed; "no" within the window reopens the fault. Photos are for staff, and for all once a moderator says so.',
	files: 3,
	input: z.object({ tracking, fixed: flag, words: z.optional(words(2000)), media: pictures, language }),
	output: z.object({ state: State }),
	problems: ['not-found', 'taken-back', 'wrong-state', 'conflict', 'bad-photo', 'too-large'],
});

export const rateReport = endpoint({
	method: 'post',
	path: '/api/reports/:tracking/rating',
	access: 'anyone',
	summary: 'Whoever holds the link says how content they are once the fault has ended; said again it counts instead of what was said before.',
	input: z.object({ tracking, satisfied: z.number().check(z.int(), z.minimum(1), z.maximum(5)), words: z.optional(words(2000)), language }),
	output: z.object({ satisfied: z.number() }),
	problems: ['not-found', 'taken-back', 'wrong-state'],
});

export const stopHearing = endpoint({
	method: 'post',
	path: '/api/reports/:tracking/stop',
	access: 'anyone',
	summary: 'Stops messages about this fault to whoever holds the link.',
	input: z.object({ tracking }),
	output: z.object({ hears: z.boolean() }),
	problems: ['not-found'],
});

export const readFault = endpoint({
	method: 'get',
	path: '/api/faults/:code',
	access: 'anyone',
	summary: 'One public fault with its timeline, released photos and public comments.',
	/** A fault's code, a ticket, or a number of the system used before. */
	input: z.object({ code: z.string().check(z.maxLength(60)), language }),
	output: PublicFaultPage,
	problems: ['not-found', 'taken-back'],
});

const joining = z.object({ code, name: z.optional(words(120)), email, phone, language });

export const meToo = endpoint({
	method: 'post',
	path: '/api/faults/:code/me-too',
	access: 'anyone',
	summary: '"I see it too": counts once for each sender; with an e-mail address one hears of it.',
	input: joining,
	output: z.object({ meToos: z.number(), reports: z.number(), tracking: z.nullable(z.string()) }),
	problems: ['not-found', 'wrong-state', 'too-many'],
});

export const followFault = endpoint({
	method: 'post',
	path: '/api/faults/:code/follow',
	access: 'anyone',
	summary: 'Wants to hear of it without reporting.',
	input: z.extend(joining, { email: z.email().check(z.maxLength(200)) }),
	output: z.object({ tracking: z.string() }),
	problems: ['not-found', 'too-many'],
});

export const commentFault = endpoint({
	method: 'post',
	path: '/api/faults/:code/comments',
	access: 'anyone',
	summary: 'A public comment; held for a moderator when it looks personal. Whoever holds a tracking link may add photos, which wait for a moderator.',
	files: 3,
	input: z.object({ code, words: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)), tracking: z.optional(tracking), media: pictures, language }),
	output: z.object({ held: z.boolean() }),
	problems: ['not-found', 'taken-back', 'too-many', 'conflict', 'bad-photo', 'too-large'],
});

export const noteFault = endpoint({
	method: 'post',
	path: '/api/desk/faults/:code/comments',
	access: 'fault.read',
	summary: 'A note of staff: internal, or public on the timeline.',
	input: z.object({ code, words: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)), internal: z._default(flag, true) }),
	output: z.object({ id: z.number() }),
	problems: ['not-found'],
});
