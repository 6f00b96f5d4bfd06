import * as z from 'zod/mini';
import { count, endpoint, json, latitude, longitude, words } from '../../platform/contract.ts';
import { Order, Outcome } from '../orders/contract.ts';

const language = z._default(z.string().check(z.maxLength(12)), 'en');
const instant = z.iso.datetime({ offset: true });
const item = count(1, Number.MAX_SAFE_INTEGER);

/** Where somebody stood, as the device said. */
const Stand = z.object({ lon: longitude, lat: latitude, accuracy: z.coerce.number().check(z.minimum(0), z.maximum(10_000)) });

/** A stop of the run: a whole work order, and what a crew wants to know of its assets without a signal. */
export const Stop = z.extend(Order, {
	assets: z.array(
		z.object({
			reference: z.string(),
			key: z.nullable(z.string()),
			class: z.string(),
			title: z.string(),
			condition: z.nullable(z.number()),
			geometry: z.object({ type: z.string(), coordinates: z.unknown() }),
			attributes: z.array(z.object({ title: z.string(), value: z.string() })),
			/** The latest repairs. */
			before: z.array(z.object({ on: z.string(), title: z.string(), outcome: z.nullable(z.string()), cause: z.nullable(z.string()) })),
			/** Failure modes of its class, components and causes that were found there before. */
			modes: z.array(z.object({ code: z.string(), title: z.string() })),
		}),
	),
	/** What people said, newest first; without who they are. */
	said: z.array(z.object({ at: z.string(), words: z.string(), photos: z.array(z.string()) })),
});
export type Stop = z.infer<typeof Stop>;

export const readRun = endpoint({
	method: 'get',
	path: '/api/crew/run',
	access: 'work.do',
	summary: 'The run of my crews: what is assigned, begun or waiting, in the order of the stops, with all that is needed without a signal.',
	input: z.object({ language }),
	output: z.object({
		/** When it was read. */
		at: z.string(),
		crews: z.array(z.object({ code: z.string(), shiftFrom: z.number(), shiftUntil: z.number(), lon: z.nullable(z.number()), lat: z.nullable(z.number()) })),
		stops: z.array(Stop),
		/** Within how many metres of an asset a photo shows that work was done. */
		evidenceM: z.number(),
		materials: z.array(z.object({ code: z.string(), title: z.string(), unit: z.string(), plant: z.boolean() })),
		/** The area of the run with a margin: west, south, east, north; null where there is none. */
		area: z.nullable(z.tuple([z.number(), z.number(), z.number(), z.number()])),
	}),
});

export const keepTime = endpoint({
	method: 'post',
	path: '/api/crew/orders/:code/time',
	access: 'work.do',
	summary:
		'Starts or stops the time of a crew at a work order, at the moment the device says it was. Starting a second time, or stopping what does not run, changes nothing.',
	input: z.object({
		code: z.string().check(z.maxLength(20)),
		act: z.enum(['start', 'stop']),
		kind: z._default(z.enum(['work', 'travel']), 'work'),
		at: instant,
		language,
	}),
	output: z.object({ order: Order }),
	problems: ['not-found', 'wrong-state', 'not-allowed'],
});

/** What was seen when somebody began to write a field, and what they wrote. */
const field = <T extends z.ZodMiniType>(value: T) => z.optional(z.object({ base: z.nullable(value), value: z.nullable(value) }));

export const writeItem = endpoint({
	method: 'patch',
	path: '/api/crew/items/:item',
	access: 'work.do',
	summary:
		'Writes what a crew found, field by field, each with what it saw before. A field that somebody else has changed in the meantime stays; both are kept for the desk to see.',
	input: z.object({
		item,
		/** When it was written, on the device. */
		at: instant,
		fields: z.object({
			cause: field(words(100)),
			component: field(words(100)),
			mode: field(z.string().check(z.maxLength(80))),
			condition: field(count(1, 5)),
			note: field(words(2000)),
		}),
		tasks: z._default(z.array(z.object({ id: item, answer: z.nullable(words(500)), done: z.boolean() })).check(z.maxLength(200)), []),
		materials: z._default(
			z.array(z.object({ code: z.string().check(z.maxLength(40)), used: z.number().check(z.minimum(0), z.maximum(1e6)) })).check(z.maxLength(100)),
			[],
		),
		/** Where the asset was measured to be; the register gets a proposal. */
		measured: z.optional(Stand),
		language,
	}),
	output: z.object({ order: Order, conflicts: z.array(z.string()) }),
	problems: ['not-found', 'wrong-state', 'not-allowed'],
});

export const addItemPhotos = endpoint({
	method: 'post',
	path: '/api/crew/items/:item/photos',
	access: 'work.do',
	summary: 'Keeps photos of an item, taken before or after the work; how far from the asset is kept, the place itself is not.',
	files: 5,
	input: z.object({ item, moment: z.enum(['before', 'after']), at: instant, stand: z.optional(json(Stand)), language }),
	output: z.object({ order: Order }),
	problems: ['not-found', 'bad-photo', 'too-large', 'not-allowed'],
});

export const endItem = endpoint({
	method: 'post',
	path: '/api/crew/items/:item/end',
	access: 'work.do',
	summary:
		'Ends the work on an item. `fixed` wants evidence: a photo from after the work, or a reading, taken at the asset; or a reason of somebody who may say so. Its fault follows, the order is done with its last item.',
	input: z.object({
		item,
		outcome: Outcome,
		at: instant,
		/** Where the crew stood: for readings. */
		stand: z.optional(Stand),
		/** Why, where it is not fixed; or why it is, without evidence. */
		reason: z.optional(words(500)),
		/** Until when it cannot be done. */
		until: z.optional(z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/))),
		language,
	}),
	output: z.object({ order: Order }),
	problems: ['not-found', 'wrong-state', 'evidence-wanted', 'not-allowed'],
});

export const reopenItem = endpoint({
	method: 'post',
	path: '/api/crew/items/:item/reopen',
	access: 'work.do',
	summary: 'Takes back that an item has ended, within a day; its fault is again what it was.',
	input: z.object({ item, language }),
	output: z.object({ order: Order }),
	problems: ['not-found', 'wrong-state', 'not-allowed'],
});
