import type { Request } from 'express';
import { settings } from '../../platform/config.ts';
import { type Form, formsOf, type Given, mediaType } from './negotiate.ts';

export interface Link {
	readonly href: string;
	readonly rel: string;
	readonly type?: string;
	readonly title?: string;
	readonly templated?: boolean;
	readonly hreflang?: string;
}

/** Where the whole server is reached. */
export const serverOf = (request: Request): string => (settings.publicUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`).replace(/\/$/, '');

/** Where this API is reached, without a slash at the end. */
export const baseOf = (request: Request): string => `${serverOf(request)}/ogc`;

/** The address that was asked, with other values for some of its parameters; undefined takes one away. */
export function addressWith(request: Request, changes: Readonly<Record<string, string | undefined>>): string {
	const given = new URLSearchParams(
		Object.entries(request.query).flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : [])),
	);
	for (const [name, value] of Object.entries(changes)) {
		if (value === undefined) given.delete(name);
		else given.set(name, value);
	}
	const path = request.path.replace(/\/$/, '');
	const query = given.toString();
	return `${serverOf(request)}${request.baseUrl}${path}${query && `?${query}`}`;
}

/** The thing itself in the form that is given, and in all others. */
export function selfLinks(request: Request, given: Given, form: Form, title: string): Link[] {
	return formsOf(given).map((it) => ({
		href: addressWith(request, { f: it === form ? (request.query['f'] as string | undefined) : it }),
		rel: it === form ? 'self' : 'alternate',
		type: mediaType(given, it),
		title,
	}));
}

const quoted = (text: string): string => `"${text.replaceAll(/[^\x20-\x7e]/g, '').replaceAll(/["\\]/g, '')}"`;

/** Headers that are longer than this are cut off, or refused, on their way. */
const longestHeader = 6_000;
const first: readonly string[] = ['next', 'self'];

/** Links as they stand in the header of an answer: the next page before all, others as long as there is room. Titles, which may have any letters, are left to the body. */
export function linkHeader(links: readonly Link[]): string {
	const inOrder = [...first.flatMap((rel) => links.filter((it) => it.rel === rel)), ...links.filter((it) => !first.includes(it.rel))];
	const written = inOrder.filter((it) => !it.templated).map(({ href, rel, type }) => `<${href}>; rel=${quoted(rel)}${type ? `; type=${quoted(type)}` : ''}`);
	let room = longestHeader;
	return written
		.filter((it) => {
			room -= it.length;
			return room >= 0;
		})
		.join(', ');
}

/** Relations of OGC's own. */
export const relation = (name: string): string => `http://www.opengis.net/def/rel/ogc/1.0/${name}`;
