/** What an answer may be made of. */
export type Value = string | number | boolean | null | undefined | readonly Value[] | { readonly [name: string]: Value };

/** Elements by their names. */
export interface Row {
	[name: string]: Value;
}

/** What each one of a list is called; a list that is not here repeats its own name, as `media_url` does. */
const ones: Readonly<Record<string, string>> = {
	services: 'service',
	groups: 'group',
	attributes: 'attribute',
	values: 'value',
	service_requests: 'request',
	service_request_updates: 'request_update',
	endpoints: 'endpoint',
	formats: 'format',
	errors: 'error',
	notes: 'note',
	photos: 'photo',
};

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text as XML may hold it: no control characters, no lone halves of characters. */
const escaped = (text: string): string =>
	text
		.toWellFormed()
		// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 cannot hold
		.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
		.replace(/[&<>]/g, (it) => entities[it] ?? '')
		.replaceAll('\r', '&#13;');

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

function element(name: string, value: Value): string {
	if (isList(value)) {
		const one = ones[name];
		return one === undefined ? value.map((it) => element(name, it)).join('') : `<${name}>${value.map((it) => element(one, it)).join('')}</${name}>`;
	}
	const inner = typeof value === 'object' && value !== null ? fields(value) : escaped(value === null || value === undefined ? '' : String(value));
	return `<${name}>${inner}</${name}>`;
}

const fields = (it: { readonly [name: string]: Value }): string =>
	Object.entries(it)
		.flatMap(([name, value]) => (value === undefined ? [] : [element(name, value)]))
		.join('');

/** An answer as XML: elements only, for readers take an element with an attribute for something else. */
export const xml = (root: string, value: Value): string => `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value)}\n`;

/** An answer as JSON: without the name of its root. */
export const json = (value: Value): string => JSON.stringify(value, (_name, it) => (isList(it) && it.length === 1 && isAddress(it[0]) ? it[0] : it));

/** The one address of a list that repeats its own name is given by itself. */
const isAddress = (it: Value): boolean => typeof it === 'string' && /^https?:/.test(it);
