import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A question as another authority's server hears it. */
export interface Heard {
	method: string;
	path: string;
	words: URLSearchParams;
}

/** A request that it has taken. */
export interface Taken {
	id: string;
	status: string;
	notes: string | null;
	words: URLSearchParams;
}

/** How it behaves. */
export interface Quirks {
	/** It speaks no JSON. */
	xmlOnly?: boolean;
	/** It gives a token, and the number after so many questions. */
	tokenFor?: number;
	/** So many posts are answered with 500 and not taken. */
	failing?: number;
	/** So many posts are taken and never answered. */
	lost?: number;
	/** It answers with numbers nobody asked for. */
	wrongNumbers?: boolean;
	/** It refuses every post, and says why. */
	refuses?: string;
}

/** Another authority's Open311 server, as a test wants it. */
export interface AuthorityDouble {
	endpoint: string;
	heard: Heard[];
	taken: Taken[];
	updates: { id: string; number: string; words: string }[];
	quirks: Quirks;
	close: () => Promise<void>;
}

type Rows = readonly Readonly<Record<string, string>>[];

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const xml = (root: string, one: string, rows: Rows): string =>
	`<?xml version="1.0" encoding="utf-8"?><${root}>${rows
		.map(
			(row) =>
				`<${one}>${Object.entries(row)
					.map(([name, text]) => `<${name} type="text">${escaped(text)}</${name}>`)
					.join('')}</${one}>`,
		)
		.join('')}</${root}>`;

interface Said {
	status: number;
	root: string;
	one: string;
	rows: Rows;
}

const requests = (rows: Rows, status = 200): Said => ({ status, root: 'service_requests', one: 'request', rows });
const errors = (status: number, description: string): Said => ({ status, root: 'errors', one: 'error', rows: [{ code: String(status), description }] });

const shown = ({ id, status, notes, words }: Taken) => ({
	service_request_id: id,
	status,
	status_notes: notes ?? '',
	service_code: words.get('service_code') ?? '',
	description: words.get('description') ?? '',
	requested_datetime: '2026-11-28T08:00:00Z',
});

async function heardOf(request: IncomingMessage): Promise<Heard> {
	let body = '';
	for await (const chunk of request) body += chunk;
	const url = new URL(request.url ?? '/', 'http://double');
	const words = new URLSearchParams([...url.searchParams, ...new URLSearchParams(body)]);
	return { method: request.method ?? '', path: url.pathname.slice(1), words };
}

function posted(it: AuthorityDouble, { words }: Heard): Said | 'lost' {
	const { quirks, taken } = it;
	if (quirks.refuses) return errors(400, quirks.refuses);
	if ((quirks.failing ?? 0) > 0) {
		quirks.failing = (quirks.failing ?? 0) - 1;
		return errors(500, 'out of order');
	}
	taken.push({ id: `PR-${taken.length + 1}`, status: 'open', notes: null, words });
	if ((quirks.lost ?? 0) > 0) {
		quirks.lost = (quirks.lost ?? 0) - 1;
		return 'lost';
	}
	return requests([quirks.tokenFor === undefined ? { service_request_id: taken.at(-1)?.id ?? '' } : { token: `T-${taken.length}` }], 201);
}

function numberFor({ quirks, taken }: AuthorityDouble, token: string): Said {
	quirks.tokenFor = (quirks.tokenFor ?? 0) - 1;
	return requests([quirks.tokenFor > 0 ? { token } : { token, service_request_id: taken[0]?.id ?? '' }]);
}

function listed({ quirks, taken }: AuthorityDouble, { words }: Heard): Said {
	const asked = words.get('service_request_id')?.split(',');
	const rows = taken.filter(({ id }) => asked === undefined || asked.includes(id)).map(shown);
	return requests(quirks.wrongNumbers ? [{ service_request_id: 'OTHER-1', status: 'closed' }, ...rows] : rows);
}

const told = ({ updates }: AuthorityDouble): Said => ({
	...{ status: 200, root: 'service_request_updates', one: 'request_update' },
	rows: updates.map(({ id, number, words }) => ({ update_id: id, service_request_id: number, status: 'open', description: words })),
});

const services: Said = { status: 200, root: 'services', one: 'service', rows: [{ service_code: 'LAMP', service_name: 'Street lamps', metadata: 'false' }] };

function answer(it: AuthorityDouble, heard: Heard): Said | 'lost' {
	const path = heard.path.replace(/\.(json|xml)$/, '');
	if (it.quirks.xmlOnly && heard.path.endsWith('.json')) return errors(406, 'XML only');
	if (heard.method === 'POST') return posted(it, heard);
	if (path.startsWith('tokens/')) return numberFor(it, path.slice(7));
	const known: Record<string, (it: AuthorityDouble, heard: Heard) => Said> = { services: () => services, servicerequestupdates: told, requests: listed };
	return known[path]?.(it, heard) ?? errors(404, 'no such address');
}

function say(response: ServerResponse, it: Said | 'lost', asJson: boolean): void {
	if (it === 'lost') return void response.destroy();
	response.writeHead(it.status, { 'content-type': asJson ? 'application/json' : 'text/xml' });
	response.end(asJson ? JSON.stringify(it.rows) : xml(it.root, it.one, it.rows));
}

/** Starts another authority's server. */
export async function authorityDouble(quirks: Quirks = {}): Promise<AuthorityDouble> {
	const it: AuthorityDouble = { endpoint: '', heard: [], taken: [], updates: [], quirks, close: async () => undefined };
	const server = createServer((request, response) => {
		void heardOf(request).then((heard) => {
			it.heard.push(heard);
			say(response, answer(it, heard), heard.path.endsWith('.json'));
		});
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	it.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	it.close = async () => {
		server.closeAllConnections();
		server.close();
	};
	return it;
}
