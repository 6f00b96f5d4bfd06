import * as z from 'zod/mini';
import { count, endpoint, latitude, longitude, moment } from '../platform/contract.ts';

export const Attribute = z.object({
	id: z.string(),
	title: z.string(),
	value: z.string(),
	/** It can be seen from the road. */
	seen: z.optional(z.boolean()),
});

/** An asset in a list: enough to tell it from its neighbours. */
export const AssetBrief = z.object({
	id: z.number(),
	reference: z.string(),
	class: z.string(),
	title: z.string(),
	street: z.nullable(z.string()),
	lon: z.number(),
	lat: z.number(),
	owner: z.string(),
	attributes: z.array(Attribute),
});

export const Asset = z.extend(AssetBrief, {
	status: z.string(),
	ward: z.nullable(z.string()),
	geometry: z.object({ type: z.string(), coordinates: z.unknown() }),
	lengthM: z.nullable(z.number()),
	installedOn: z.nullable(z.string()),
	conditionGrade: z.nullable(z.number()),
	conditionOn: z.nullable(z.string()),
	criticality: z.nullable(z.number()),
	key: z.nullable(z.string()),
	zone: z.nullable(z.string()),
	version: z.number(),
});

/** What the gazetteer holds beside the register. */
export const PlaceKind = z.enum(['street', 'suburb', 'address', 'landmark', 'erf', 'meter']);
export type PlaceKind = z.infer<typeof PlaceKind>;

export const Found = z.object({
	kind: z.enum(['position', 'asset', 'street', 'suburb', 'address', 'landmark', 'erf', 'meter']),
	title: z.string(),
	detail: z.string(),
	lon: z.number(),
	lat: z.number(),
	reference: z.nullable(z.string()),
	class: z.nullable(z.string()),
});

export type AssetBrief = z.infer<typeof AssetBrief>;
export type Asset = z.infer<typeof Asset>;
export type Found = z.infer<typeof Found>;

const language = z._default(z.string().check(z.maxLength(12)), 'en');

export const nearAssets = endpoint({
	method: 'get',
	path: '/api/assets/near',
	access: 'anyone',
	summary: 'The assets nearest to a place that a failure mode can be about (or of one class), nearest first.',
	input: z.object({
		lon: longitude,
		lat: latitude,
		mode: z.optional(z.string().check(z.maxLength(80))),
		class: z.optional(z.string().check(z.maxLength(80))),
		limit: z._default(count(1, 50), 20),
		within: z._default(count(1, 1000), 250),
		at: z.optional(moment),
		language,
	}),
	output: z.object({ assets: z.array(z.extend(AssetBrief, { metres: z.number(), bearing: z.number() })) }),
	problems: ['unknown-failure-mode'],
});

export const readAsset = endpoint({
	method: 'get',
	path: '/api/assets/:reference',
	access: 'anyone',
	summary: 'One asset; staff see all of it, the public its public attributes.',
	input: z.object({ reference: z.string().check(z.maxLength(80)), at: z.optional(moment), language }),
	output: Asset,
	problems: ['not-found'],
});

export const exportAssets = endpoint({
	method: 'get',
	path: '/api/assets/export',
	access: 'anyone',
	summary:
		'A whole class as a file (geopackage, flatgeobuf, geojson, geojsonseq, shapefile or csv) in any coordinate system. Staff get all of it, the public the public attributes of public classes.',
	input: z.object({
		class: z.string().check(z.maxLength(80)),
		format: z._default(z.string().check(z.maxLength(20)), 'geopackage'),
		crs: z._default(z.string().check(z.maxLength(100)), 'EPSG:4326'),
		bbox: z.optional(z.string().check(z.maxLength(200))),
		status: z.optional(z.enum(['in-service', 'retired'])),
		at: z.optional(moment),
	}),
	output: z.string(),
	problems: ['too-many'],
});

export const search = endpoint({
	method: 'get',
	path: '/api/search',
	access: 'anyone',
	summary:
		'Positions in any system, streets, house numbers, suburbs, landmarks, erven and asset numbers, best first; forgiving of typing errors. Meters for staff.',
	input: z.object({ q: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)), limit: z._default(count(1, 20), 8), at: z.optional(moment), language }),
	output: z.object({ found: z.array(Found) }),
});
