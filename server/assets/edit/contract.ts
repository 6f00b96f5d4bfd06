import * as z from 'zod/mini';
import { count, endpoint, words } from '../../platform/contract.ts';

const reference = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));
const key = z.string().check(z.trim(), z.minLength(1), z.maxLength(100));
const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/));
const grade = z.number().check(z.int(), z.minimum(1), z.maximum(5));

/** A geometry in WGS84, as GeoJSON writes it. */
export const Geometry = z.object({
	type: z.enum(['Point', 'LineString', 'Polygon', 'MultiPolygon', 'MultiPoint', 'MultiLineString']),
	coordinates: z.array(z.unknown()).check(z.minLength(1), z.maxLength(100_000)),
});

/** What the register itself keeps of an asset; left out: as it is; null: not known. */
export const Fields = z.object({
	owner: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
	installedOn: z.optional(z.nullable(day)),
	conditionGrade: z.optional(z.nullable(grade)),
	conditionOn: z.optional(z.nullable(day)),
	criticality: z.optional(grade),
	zone: z.optional(z.nullable(words(200))),
	street: z.optional(z.nullable(words(200))),
	positionSdM: z.optional(z.number().check(z.minimum(0.01), z.maximum(1000))),
});

/** Attributes by their ids on the class's file; null takes one away. */
export const Attributes = z.record(z.string(), z.union([z.string().check(z.maxLength(2000)), z.number(), z.boolean(), z.null()]));

/** The version the editor has seen: another in the meantime is a conflict. */
const version = z.optional(z.number().check(z.int(), z.minimum(1)));
const told = { attributes: z.optional(Attributes), fields: z.optional(Fields) };

/** Something that somebody wants to be otherwise in the register. */
export const RegisterEdit = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('add'), class: z.string().check(z.maxLength(80)), key: z.optional(key), geometry: Geometry, ...told }),
	z.object({ kind: z.literal('change'), asset: reference, version, geometry: z.optional(Geometry), ...told }),
	z.object({ kind: z.literal('retire'), asset: reference, version, on: z.optional(day) }),
	z.object({ kind: z.literal('revive'), asset: reference, version }),
	z.object({ kind: z.literal('renumber'), asset: reference, version, key }),
	z.object({ kind: z.literal('replace'), asset: reference, version, key: z.optional(key), geometry: z.optional(Geometry), ...told }),
	z.object({
		kind: z.literal('split'),
		asset: reference,
		version,
		/** Where a line is cut: [longitude, latitude] of each place. */
		at: z.optional(z.array(z.tuple([z.number(), z.number()])).check(z.minLength(1), z.maxLength(20))),
		/** Or what it becomes. */
		parts: z.optional(z.array(Geometry).check(z.minLength(2), z.maxLength(21))),
	}),
	z.object({
		kind: z.literal('merge'),
		assets: z.array(reference).check(z.minLength(2), z.maxLength(50)),
		key: z.optional(key),
		geometry: z.optional(Geometry),
		...told,
	}),
	/** Two rows of the register that are one thing: the first is retired, the second goes on with its history. */
	z.object({ kind: z.literal('same'), asset: reference, as: reference }),
]);

export type RegisterEdit = z.infer<typeof RegisterEdit>;
export type Fields = z.infer<typeof Fields>;
export type Attributes = z.infer<typeof Attributes>;
export type Geometry = z.infer<typeof Geometry>;

/** What came of an edit: the register change it is recorded under, and the assets it left in service or took out. */
export const Edited = z.object({
	change: z.number(),
	assets: z.array(z.object({ reference: z.string(), class: z.string(), status: z.string(), version: z.number() })),
});
export type Edited = z.infer<typeof Edited>;

export const editRegister = endpoint({
	method: 'post',
	path: '/api/assets/edits',
	access: 'asset.edit',
	summary: 'Changes the register: adds, moves, describes, retires, replaces, splits, merges or renumbers assets. Faults follow their assets.',
	input: z.object({ edit: RegisterEdit }),
	output: Edited,
	problems: ['not-found', 'conflict', 'out-of-area'],
});

export const RegisterChange = z.object({
	id: z.number(),
	kind: z.enum(['import', 'edit', 'proposal', 'inspection', 'undo']),
	class: z.string(),
	source: z.string(),
	by: z.nullable(z.string()),
	at: z.string(),
	counts: z.record(z.string(), z.unknown()),
	/** The change that this one takes back, and the one that took this one back. */
	undoOf: z.nullable(z.number()),
	undoneBy: z.nullable(z.number()),
});
export type RegisterChange = z.infer<typeof RegisterChange>;

export const registerHistory = endpoint({
	method: 'get',
	path: '/api/register/history',
	access: 'asset.read',
	summary: 'What changed the register, newest first.',
	input: z.object({ class: z.optional(z.string().check(z.maxLength(80))), before: z.optional(count(1, 2 ** 40)), limit: z._default(count(1, 200), 50) }),
	output: z.object({ changes: z.array(RegisterChange) }),
});

export const AssetVersion = z.object({
	version: z.number(),
	from: z.string(),
	to: z.nullable(z.string()),
	status: z.string(),
	key: z.string(),
	reference: z.string(),
	owner: z.string(),
	geometry: z.object({ type: z.string(), coordinates: z.unknown() }),
	attributes: z.record(z.string(), z.unknown()),
	installedOn: z.nullable(z.string()),
	retiredOn: z.nullable(z.string()),
	conditionGrade: z.nullable(z.number()),
	conditionOn: z.nullable(z.string()),
	criticality: z.number(),
	zone: z.nullable(z.string()),
	/** Metres between this place and the one before; null where it has not moved. */
	moved: z.nullable(z.number()),
	change: z.nullable(z.object({ id: z.number(), kind: z.string(), source: z.string(), by: z.nullable(z.string()) })),
});

export type AssetVersion = z.infer<typeof AssetVersion>;

export const assetVersions = endpoint({
	method: 'get',
	path: '/api/assets/:reference/versions',
	access: 'asset.read',
	summary: 'Every state an asset has had, the oldest first, and its lineage: what it took the place of, and what took its place.',
	input: z.object({ reference }),
	output: z.object({
		versions: z.array(AssetVersion),
		lineage: z.array(
			z.object({ reference: z.string(), class: z.string(), status: z.string(), kind: z.string(), side: z.enum(['before', 'after']), at: z.string() }),
		),
	}),
	problems: ['not-found'],
});
