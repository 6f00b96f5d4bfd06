import * as z from 'zod/mini';
import { endpoint, flag } from '../../platform/contract.ts';
import { PlaceKind } from '../contract.ts';
import { code } from '../import/contract.ts';

const column = z.optional(z.string().check(z.minLength(1), z.maxLength(120)));
const reading = {
	code,
	srid: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(998_999))),
	layer: z.optional(z.string().check(z.maxLength(200))),
	x: column,
	y: column,
	wkt: column,
	nameColumn: column,
};

export const importPlacesOf = endpoint({
	method: 'post',
	path: '/api/register/imports/:code/places',
	access: 'layer.import',
	alone: true,
	summary: 'Takes an uploaded file as places to search for: what its source said before and says no more is removed. With `dryRun` nothing changes.',
	input: z.object({
		...reading,
		kind: PlaceKind,
		source: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
		numberColumn: column,
		suburbColumn: column,
		keyColumn: column,
		staffOnly: z._default(flag, false),
		numberFirst: z._default(flag, false),
		dryRun: z._default(flag, false),
	}),
	output: z.object({
		kind: PlaceKind,
		source: z.string(),
		srid: z.number(),
		columns: z.object({ name: z.string(), number: z.nullable(z.string()), suburb: z.nullable(z.string()), key: z.nullable(z.string()) }),
		rows: z.number(),
		taken: z.number(),
		merged: z.number(),
		rejected: z.number(),
		reasons: z.array(z.object({ what: z.string(), count: z.number() })),
		added: z.number(),
		changed: z.number(),
		removed: z.number(),
		streets: z.number(),
		applied: z.boolean(),
	}),
	problems: ['not-found', 'wrong-state'],
});

export const importWardsOf = endpoint({
	method: 'post',
	path: '/api/register/imports/:code/wards',
	access: 'setting.manage',
	alone: true,
	summary: 'Divides the municipality into the wards of an uploaded file from a day on; assets and open faults follow on that day.',
	input: z.object({ ...reading, from: z.iso.date(), codeColumn: column }),
	output: z.object({ from: z.string(), before: z.number(), wards: z.number(), coverage: z.number(), inForce: z.boolean() }),
	problems: ['not-found', 'wrong-state'],
});
