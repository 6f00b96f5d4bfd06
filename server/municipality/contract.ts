import * as z from 'zod/mini';
import { endpoint, latitude, longitude, Words } from '../platform/contract.ts';

const Question = z.object({
	id: z.string(),
	title: z.string(),
	kind: z.enum(['choice', 'yes-no', 'text', 'number']),
	choices: z.optional(z.array(z.object({ id: z.string(), title: z.string() }))),
	required: z.optional(z.boolean()),
	when: z.optional(z.object({ question: z.string(), is: z.string() })),
	emergencyIf: z.optional(z.array(z.string())),
});

/** A failure mode as offered to residents, in one language. */
export const Service = z.object({
	mode: z.string(),
	class: z.string(),
	title: z.string(),
	group: z.string(),
	icon: z.string(),
	theme: z.string(),
	family: z.string(),
	urgency: z.number(),
	emergency: z.boolean(),
	keywords: z.string(),
	questions: z.array(Question),
	offAsset: z.enum(['allowed', 'ask', 'never']),
	notice: z.optional(z.string()),
});

/** All that a client must know of the municipality before it can draw or ask anything. */
export const Town = z.object({
	name: z.string(),
	slug: z.string(),
	prefix: z.string(),
	demo: z.boolean(),
	languages: z.array(z.string()),
	zone: z.string(),
	currency: z.string(),
	/** The month in which its financial year begins: 1 to 12. */
	financialYearMonth: z.number(),
	srid: z.number(),
	proj4: z.string(),
	systems: z.array(z.object({ srid: z.number(), title: z.string(), proj4: z.string() })),
	bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
	centre: z.tuple([z.number(), z.number()]),
	zoom: z.number(),
	brand: z.object({ colour: z.string(), logo: z.nullable(z.string()) }),
	emergency: z.object({ phone: z.string(), email: z.nullable(z.string()), text: Words }),
	departments: z.array(z.object({ code: z.string(), title: Words })),
	wards: z.array(z.object({ id: z.number(), code: z.string(), name: z.string() })),
	base: z.object({ kind: z.enum(['own', 'xyz']), url: z.nullable(z.string()), attribution: z.nullable(z.string()) }),
});

/** A class of assets as the map draws it, in one language. */
export const Layer = z.object({
	id: z.string(),
	number: z.number(),
	title: z.string(),
	one: z.string(),
	geometry: z.enum(['Point', 'LineString', 'Polygon']),
	icon: z.string(),
	theme: z.string(),
	style: z.unknown(),
	styleDark: z.optional(z.unknown()),
	legend: z.unknown(),
	minZoom: z.number(),
	secrecy: z.enum(['public', 'class-only', 'staff']),
	attributes: z.array(
		z.object({ id: z.string(), title: z.string(), kind: z.string(), unit: z.optional(z.string()), choices: z.optional(z.record(z.string(), z.string())) }),
	),
	modes: z.array(z.object({ code: z.string(), title: z.string(), works: z.string(), family: z.string(), urgency: z.number(), emergency: z.boolean() })),
	version: z.number(),
});

/** Somebody else whose it is: who, and how they are reached. */
export const HandOver = z.object({
	code: z.string(),
	name: z.string(),
	words: z.string(),
	phone: z.nullable(z.string()),
	email: z.nullable(z.string()),
	url: z.nullable(z.string()),
});

export type HandOver = z.infer<typeof HandOver>;

export const noticeKinds = ['interruption', 'road-works', 'outage'] as const;
export const noticeThemes = ['lighting', 'water', 'sewer', 'stormwater', 'roads', 'electricity', 'public'] as const;

/** Something announced, in one language. */
export const PublicNotice = z.object({
	code: z.string(),
	kind: z.enum(noticeKinds),
	title: z.string(),
	words: z.string(),
	themes: z.array(z.enum(noticeThemes)),
	/** Names of the wards, where it is by wards. */
	wards: z.array(z.string()),
	from: z.string(),
	until: z.string(),
	/** Whether it has begun. */
	now: z.boolean(),
	/** west, south, east, north */
	box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
});

export type PublicNotice = z.infer<typeof PublicNotice>;

/** A position as it was understood, and as it is written in every system that is in use here. */
export const Position = z.object({
	lon: z.number(),
	lat: z.number(),
	/** How what was typed was understood: in which system, and how it is written there. */
	system: z.string(),
	text: z.string(),
	/** How far off it can be, metres, where the way of saying it is rough: plus codes, the Cape datum. */
	accuracyM: z.nullable(z.number()),
	inside: z.boolean(),
	written: z.array(z.object({ system: z.string(), text: z.string() })),
});

export type Position = z.infer<typeof Position>;
export type Town = z.infer<typeof Town>;
export type Service = z.infer<typeof Service>;
export type Layer = z.infer<typeof Layer>;

const Language = z.object({ language: z._default(z.string().check(z.maxLength(12)), 'en') });

export const readTown = endpoint({
	method: 'get',
	path: '/api/town',
	access: 'anyone',
	summary: 'The municipality: name, brand, languages, bounds, emergency number.',
	input: z.object({}),
	output: Town,
});

export const readEmergency = endpoint({
	method: 'get',
	path: '/api/emergency',
	access: 'anyone',
	summary: 'Whom to phone now, at a place: by office hours and by ward.',
	input: z.extend(Language, { lon: z.optional(longitude), lat: z.optional(latitude) }),
	output: z.object({
		phone: z.string(),
		email: z.nullable(z.string()),
		text: z.string(),
		open: z.boolean(),
		ward: z.nullable(z.string()),
		words: z.array(z.string()),
	}),
});

export const readServices = endpoint({
	method: 'get',
	path: '/api/services',
	access: 'anyone',
	summary: 'What can be reported, in one language.',
	input: Language,
	output: z.object({ services: z.array(Service) }),
});

export const readLayers = endpoint({
	method: 'get',
	path: '/api/layers',
	access: 'anyone',
	summary: 'The classes of assets the asker may see: how drawn, which attributes, which failure modes.',
	input: Language,
	output: z.object({ layers: z.array(Layer) }),
});

export const readCoordinates = endpoint({
	method: 'get',
	path: '/api/coordinates',
	access: 'anyone',
	summary:
		'What is typed as a position (degrees, Lo bands, UTM, EPSG:n, plus codes), understood by PROJ and written in every system in use here; likeliest first.',
	input: z.object({ q: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)) }),
	output: z.object({ positions: z.array(Position) }),
});
