import type { Asked } from '../../../support/server.ts';

/** An element as a strict reader sees it: text, or elements by their names. */
export type Read = string | { readonly [name: string]: readonly Read[] };

/** Reads one element that begins where `at` is. */
class Reader {
	readonly text: string;
	at = 0;

	constructor(text: string) {
		this.text = text;
	}

	/** What matches here, and steps over it. */
	take(shape: RegExp, otherwise: string): string {
		const [found] = shape.exec(this.text.slice(this.at)) ?? [];
		if (found === undefined) throw new Error(`${otherwise} at ${this.text.slice(this.at, this.at + 60)}`);
		this.at += found.length;
		return found;
	}

	element(): { name: string; read: Read } {
		const name = this.take(/^<[A-Za-z_][\w-]*>/, 'no plain element').slice(1, -1);
		const inner: Record<string, Read[]> = {};
		let words = '';
		while (!this.text.startsWith(`</${name}>`, this.at)) {
			if (this.text[this.at] === '<') {
				const child = this.element();
				inner[child.name] = [...(inner[child.name] ?? []), child.read];
			} else words += this.take(/^[^<]+/, `${name} has no end`);
		}
		this.at += name.length + 3;
		const deep = Object.keys(inner).length > 0;
		if (deep && words.trim() !== '') throw new Error(`text between the elements of ${name}`);
		return { name, read: deep ? inner : decoded(words) };
	}
}

/** Reads XML as strictly as a client may: a declaration, elements, text, nothing else. Any attribute, prefix or loose end is an error. */
export function readXml(text: string): { root: string; read: Read } {
	const body = text.replace(/^<\?xml version="1\.0" encoding="utf-8"\?>\s*/, '');
	if (body === text) throw new Error('no XML declaration');
	const reader = new Reader(body);
	const { name, read } = reader.element();
	if (body.slice(reader.at).trim() !== '') throw new Error('something follows the root');
	return { root: name, read };
}

function decoded(text: string): string {
	if (/&(?!(amp|lt|gt|quot|apos|#\d+);)/.test(text)) throw new Error(`a bare & in ${text}`);
	const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
	return text.replaceAll(/&(#?\w+);/g, (_whole, name: string) => named[name] ?? String.fromCodePoint(Number(name.slice(1))));
}

/** The elements of a name in what was read. */
export const within = (read: Read | undefined, name: string): readonly Read[] => (read === undefined || typeof read === 'string' ? [] : (read[name] ?? []));

/** The text of an element; undefined where it is not there or empty. */
export function textOf(read: Read | undefined, name: string): string | undefined {
	const [first] = within(read, name);
	if (first !== undefined && typeof first !== 'string') throw new Error(`${name} holds elements`);
	return first || undefined;
}

export interface Response311 {
	status: number;
	type: string;
	text: string;
}

/** Asks as libwww-perl does: no Accept, no charset. */
export async function get({ url }: Pick<Asked, 'url'>, path: string, query: Record<string, string> = {}): Promise<Response311> {
	const address = `${url}/open311/v2/${path}?${new URLSearchParams(query)}`;
	return answerOf(await fetch(address, { headers: { 'user-agent': 'libwww-perl/6.68' } }));
}

/** Posts a form whose parameters come in any order, some of them more than once. */
export async function post({ url }: Pick<Asked, 'url'>, path: string, fields: readonly (readonly [string, string])[] | FormData): Promise<Response311> {
	const form =
		fields instanceof FormData ? { body: fields } : { body: String(new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value]))) };
	const headers = fields instanceof FormData ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
	return answerOf(await fetch(`${url}/open311/v2/${path}`, { method: 'POST', headers: { 'user-agent': 'libwww-perl/6.68', ...headers }, ...form }));
}

const answerOf = async (response: Response): Promise<Response311> => ({
	status: response.status,
	type: response.headers.get('content-type') ?? '',
	text: await response.text(),
});

/** The number that a report was given. */
export function ticketIn({ text, status }: Response311): string {
	const ticket = textOf(within(readXml(text).read, 'request')[0], 'service_request_id');
	if (status !== 200 || ticket === undefined) throw new Error(text);
	return ticket;
}
