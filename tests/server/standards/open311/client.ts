import type { Asked } from '../../../support/server.ts';

/** An element as a strict reader sees it: text, or elements by their names. */
export type Read = string | { readonly [name: string]: readonly Read[] };

/** Reads XML as strictly as a client may: a declaration, elements, text, nothing else. Any attribute, prefix or loose end is an error. */
export function readXml(text: string): { root: string; read: Read } {
	const body = text.replace(/^<\?xml version="1\.0" encoding="utf-8"\?>\s*/, '');
	if (body === text) throw new Error('no XML declaration');
	let at = 0;
	const element = (): { name: string; read: Read } => {
		const [open, name] = /^<([A-Za-z_][\w-]*)>/.exec(body.slice(at)) ?? [];
		if (open === undefined || name === undefined) throw new Error(`no plain element at ${body.slice(at, at + 60)}`);
		at += open.length;
		const inner: Record<string, Read[]> = {};
		let words = '';
		while (!body.startsWith(`</${name}>`, at)) {
			if (body[at] === undefined) throw new Error(`${name} has no end`);
			if (body[at] === '<') {
				const child = element();
				inner[child.name] = [...(inner[child.name] ?? []), child.read];
			} else {
				const [run = ''] = /^[^<]+/.exec(body.slice(at)) ?? [];
				words += run;
				at += run.length;
			}
		}
		at += name.length + 3;
		if (Object.keys(inner).length > 0 && words.trim() !== '') throw new Error(`text between the elements of ${name}`);
		return { name, read: Object.keys(inner).length > 0 ? inner : decoded(words) };
	};
	const { name, read } = element();
	if (body.slice(at).trim() !== '') throw new Error('something follows the root');
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
	const form = fields instanceof FormData ? { body: fields } : { body: String(new URLSearchParams(fields.map(([name, value]) => [name, value]))) };
	const headers = fields instanceof FormData ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
	return answerOf(await fetch(`${url}/open311/v2/${path}`, { method: 'POST', headers: { 'user-agent': 'libwww-perl/6.68', ...headers }, ...form }));
}

const answerOf = async (response: Response): Promise<Response311> => ({
	status: response.status,
	type: response.headers.get('content-type') ?? '',
	text: await response.text(),
});
