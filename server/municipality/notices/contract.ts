import * as z from 'zod/mini';
import { count, endpoint, latitude, longitude, moment, Words } from '../../platform/contract.ts';
import { noticeKinds, noticeThemes, PublicNotice } from '../contract.ts';

export const noticeStates = ['draft', 'published', 'ended', 'discarded'] as const;

const language = z._default(z.string().check(z.maxLength(12)), 'en');
const code = z.string().check(z.maxLength(20));
const box = z.string().check(z.regex(/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/));
const kind = z.enum(noticeKinds);
const themes = z._default(z.array(z.enum(noticeThemes)).check(z.maxLength(7)), []);
const Area = z.object({ type: z.enum(['Polygon', 'MultiPolygon']), coordinates: z.array(z.unknown()).check(z.minLength(1), z.maxLength(500)) });

/** Something announced, as staff see it. */
export const DeskNotice = z.object({
	code: z.string(),
	kind,
	state: z.enum(noticeStates),
	over: z.boolean(),
	title: Words,
	words: Words,
	themes: z.array(z.enum(noticeThemes)),
	wards: z.array(z.string()),
	area: Area,
	from: z.string(),
	until: z.string(),
	version: z.number(),
});

export type DeskNotice = z.infer<typeof DeskNotice>;

const where = { bbox: z.optional(box), lon: z.optional(longitude), lat: z.optional(latitude), language };

export const readNotices = endpoint({
	method: 'get',
	path: '/api/notices',
	access: 'anyone',
	summary: 'Planned interruptions, road works and known outages that are announced and not over: in a box, in a ward (by its code), or at a place.',
	input: z.object({ ...where, theme: z.optional(z.enum(noticeThemes)), ward: z.optional(code), limit: z._default(count(1, 100), 50) }),
	output: z.object({ notices: z.array(PublicNotice) }),
});

export const noticeShapes = endpoint({
	method: 'get',
	path: '/api/notices.geojson',
	access: 'anyone',
	summary: 'The same with their areas, as GeoJSON.',
	input: z.object(where),
	output: z.object({
		type: z.literal('FeatureCollection'),
		features: z.array(z.object({ type: z.literal('Feature'), id: z.string(), geometry: Area, properties: PublicNotice })),
	}),
});

const wish = {
	kind,
	title: Words,
	words: z._default(Words, {}),
	themes,
	/** Codes of the wards it is for; or a drawn area. */
	wards: z._default(z.array(z.string().check(z.maxLength(20))).check(z.maxLength(200)), []),
	area: z.optional(Area),
	from: moment,
	until: moment,
};

export const NoticeWish = z.object(wish);
export type NoticeWish = z.infer<typeof NoticeWish>;

export const deskNotices = endpoint({
	method: 'get',
	path: '/api/desk/notices',
	access: 'notice.manage',
	summary: 'All that was announced or is being written, newest first.',
	input: z.object({ limit: z._default(count(1, 200), 100) }),
	output: z.object({ notices: z.array(DeskNotice) }),
});

export const createNotice = endpoint({
	method: 'post',
	path: '/api/desk/notices',
	access: 'notice.manage',
	summary: 'Begins an announcement, as a draft.',
	input: NoticeWish,
	output: z.object({ notice: DeskNotice }),
});

export const changeNotice = endpoint({
	method: 'put',
	path: '/api/desk/notices/:code',
	access: 'notice.manage',
	summary: 'Writes an announcement anew.',
	input: z.object({ ...wish, code, version: z.coerce.number() }),
	output: z.object({ notice: DeskNotice }),
	problems: ['not-found', 'conflict'],
});

export const moveNotice = endpoint({
	method: 'post',
	path: '/api/desk/notices/:code/move',
	access: 'notice.manage',
	summary: 'Publishes an announcement, ends it, discards it, or takes that back.',
	input: z.object({ code, to: z.enum(noticeStates) }),
	output: z.object({ notice: DeskNotice, was: z.enum(noticeStates) }),
	problems: ['not-found'],
});
