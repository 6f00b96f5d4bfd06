import type { Endpoint } from '../../server/platform/contract.ts';

/** What an endpoint's input becomes on the wire. */
export interface Request {
	url: string;
	method: string;
	body: string | FormData | null;
}

type Input = Readonly<Record<string, unknown>>;

const isFile = (it: unknown): it is Blob => typeof Blob !== 'undefined' && it instanceof Blob;
const filesIn = (it: unknown): Blob[] => [it].flat().filter(isFile);
const holdsFile = (it: unknown): boolean => filesIn(it).length > 0;
const plain = (it: unknown): string => (typeof it === 'object' ? JSON.stringify(it) : String(it));

const present = (input: Input): [string, unknown][] => Object.entries(input).filter(([, value]) => value !== undefined);

const asQuery = (rest: Input): string => {
	const query = new URLSearchParams();
	for (const [name, value] of present(rest)) if (value !== null && value !== '') query.append(name, plain(value));
	const text = query.toString();
	return text ? `?${text}` : '';
};

/** Fields as they are, lists and objects as JSON, files under their own name (`photos`), each with its file name. */
const asForm = (rest: Input): FormData => {
	const form = new FormData();
	for (const [name, value] of present(rest)) {
		for (const file of filesIn(value)) form.append(name, file, file instanceof File ? file.name : `${name}.bin`);
		if (!holdsFile(value)) form.append(name, plain(value));
	}
	return form;
};

const fillPath = (path: string, input: Input): { url: string; rest: Input } => {
	const rest: Record<string, unknown> = { ...input };
	const url = path.replace(/:(\w+)/g, (_, name: string) => {
		const value = rest[name];
		delete rest[name];
		return encodeURIComponent(String(value));
	});
	return { url, rest };
};

/** Writes an endpoint's input as its request: parts of the path, then the query of a GET or DELETE, else JSON, or a form where there are files. */
export function requestOf({ method, path }: Pick<Endpoint, 'method' | 'path'>, input: Input): Request {
	const { url, rest } = fillPath(path, input);
	if (method === 'get' || method === 'delete') return { url: url + asQuery(rest), method: method.toUpperCase(), body: null };
	const body = Object.values(rest).some(holdsFile) ? asForm(rest) : JSON.stringify(rest);
	return { url, method: method.toUpperCase(), body };
}
