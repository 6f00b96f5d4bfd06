import type { Request } from 'express';
import { Problem } from '../../platform/problem.ts';

/** A form in which something can be given. */
export type Form = 'json' | 'html' | 'fgb' | 'csv' | 'geojsonseq';

const definition = 'application/vnd.oai.openapi+json;version=3.0';
const sets = {
	plain: { json: ['application/json'], html: ['text/html'] },
	features: {
		json: ['application/geo+json', 'application/json'],
		html: ['text/html'],
		fgb: ['application/flatgeobuf'],
		csv: ['text/csv'],
		geojsonseq: ['application/geo+json-seq'],
	},
	feature: { json: ['application/geo+json', 'application/json'], html: ['text/html'] },
	schema: { json: ['application/schema+json', 'application/json'], html: ['text/html'] },
	definition: { json: [definition, 'application/vnd.oai.openapi+json', 'application/json'], html: ['text/html'] },
} as const satisfies Record<string, Partial<Record<Form, readonly string[]>>>;

/** What kind of thing is given: it decides the media types. */
export type Given = keyof typeof sets;

const formsIn = (given: Given): Partial<Record<Form, readonly string[]>> => sets[given];

/** The forms a thing can be given in, the usual one first. */
export const formsOf = (given: Given): Form[] => Object.keys(sets[given]) as Form[];

/** The media type of a thing in a form. */
export const mediaType = (given: Given, form: Form): string => formsIn(given)[form]?.[0] ?? 'application/json';

/** The form that is wanted: by `f`, else by what the client accepts. */
export function formOf(request: Request, given: Given, f: Form | undefined): Form {
	if (f !== undefined) return f;
	const types = Object.entries(formsIn(given)).flatMap(([form, list]) => list.map((type) => ({ form: form as Form, type })));
	const accepted = request.accepts(types.map((it) => it.type));
	const found = types.find((it) => it.type === accepted);
	if (!found) throw new Problem('not-acceptable', `It can be given as ${types.map((it) => it.type).join(', ')}.`);
	return found.form;
}
