import { readFileSync } from 'node:fs';
import type { Router } from 'express';
import { z } from 'zod';
import { modules } from './contracts.ts';
import type { Endpoint } from './platform/contract.ts';
import { type ProblemCode, problemCodes } from './platform/problem.ts';

/** Whether something that a contract states is an endpoint, rather than a schema. */
export const isEndpoint = (it: unknown): it is Endpoint =>
	typeof it === 'object' && it !== null && 'path' in it && 'method' in it && 'input' in it && 'output' in it;

/** Every endpoint there is, by the module it belongs to. */
export const endpoints: readonly { module: string; name: string; endpoint: Endpoint }[] = Object.entries(modules).flatMap(([module, contract]) =>
	Object.entries(contract).flatMap(([name, it]) => (isEndpoint(it) ? [{ module, name, endpoint: it }] : [])),
);

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };

type Schema = Record<string, unknown> & { properties?: Record<string, Schema>; required?: string[] };

const schemaOf = (schema: Endpoint['input'], io: 'input' | 'output'): Schema => {
	const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'openapi-3.0' }) as Schema;
	return rest;
};

const always: readonly ProblemCode[] = ['bad-input', 'internal', 'not-ready'];

function problemsOf({ access, method, asks, problems = [] }: Endpoint): ProblemCode[] {
	const signed: ProblemCode[] = access === 'anyone' ? [] : ['not-signed-in', 'not-allowed'];
	const writing: ProblemCode[] = method === 'get' || asks ? [] : ['bad-json', 'conflict', 'key-reused', 'wrong-origin'];
	return [...new Set([...always, ...signed, ...writing, ...(problems as ProblemCode[])])];
}

const byStatus = (codes: readonly ProblemCode[]): Record<string, ProblemCode[]> => {
	const found: Record<string, ProblemCode[]> = {};
	for (const code of codes) {
		const status = String(problemCodes[code][0]);
		found[status] = [...(found[status] ?? []), code];
	}
	return found;
};

const problemAnswer = (codes: readonly string[]) => ({
	description: codes.join(', '),
	content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

function requestOf(endpoint: Endpoint) {
	const { properties = {}, required = [], ...rest } = schemaOf(endpoint.input, 'input');
	const inPath = [...endpoint.path.matchAll(/:(\w+)/g)].map((it) => it[1] ?? '');
	const elsewhere = Object.keys(properties).filter((it) => !inPath.includes(it));
	const parameter = (at: 'path' | 'query') => (name: string) => ({
		name,
		in: at,
		required: at === 'path' || required.includes(name),
		schema: properties[name] ?? {},
	});
	if (endpoint.method === 'get') return { parameters: [...inPath.map(parameter('path')), ...elsewhere.map(parameter('query'))] };
	const schema = {
		...rest,
		properties: Object.fromEntries(elsewhere.map((it) => [it, properties[it]])),
		required: required.filter((it) => elsewhere.includes(it)),
	};
	const types = endpoint.files || endpoint.part ? ['application/json', 'multipart/form-data'] : ['application/json'];
	return { parameters: inPath.map(parameter('path')), requestBody: { content: Object.fromEntries(types.map((type) => [type, { schema }])) } };
}

function operation({ module, name, endpoint }: (typeof endpoints)[number]) {
	const problems = Object.entries(byStatus(problemsOf(endpoint))).map(([status, codes]) => [status, problemAnswer(codes)]);
	return {
		operationId: name,
		tags: [module],
		summary: endpoint.summary,
		...(endpoint.access !== 'anyone' && { security: [{ session: [] }, { key: [] }], 'x-right': endpoint.access }),
		...requestOf(endpoint),
		responses: {
			200: { description: 'Done.', content: { 'application/json': { schema: schemaOf(endpoint.output, 'output') } } },
			...Object.fromEntries(problems),
		},
	};
}

const problemSchema = {
	type: 'object',
	required: ['type', 'title', 'status', 'code', 'detail'],
	properties: {
		type: { type: 'string' },
		title: { type: 'string' },
		status: { type: 'integer' },
		code: { type: 'string', enum: Object.keys(problemCodes) },
		detail: { type: 'string' },
		instance: { type: 'string' },
		errors: { type: 'array', items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } } },
	},
};

/** The OpenAPI document, printed from the contracts. */
export function openapi(): object {
	const paths: Record<string, Record<string, unknown>> = {};
	for (const it of endpoints) {
		const path = it.endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
		paths[path] = { ...paths[path], [it.endpoint.method]: operation(it) };
	}
	return {
		openapi: '3.0.3',
		info: {
			title: 'Faultline',
			version,
			description: 'Reports become faults on assets. Every endpoint, printed from the contracts the server itself answers by.',
		},
		paths,
		components: {
			schemas: { Problem: problemSchema },
			securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'faultline' }, key: { type: 'http', scheme: 'bearer' } },
		},
	};
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const row = ({ name, endpoint }: (typeof endpoints)[number]): string =>
	`<tr id="${name}"><td><code>${endpoint.method.toUpperCase()}</code></td><td><code>${escaped(endpoint.path)}</code></td><td>${escaped(endpoint.summary)}</td><td>${escaped(endpoint.access)}</td></tr>`;

/** The same for people to read. */
function page(): string {
	const modules = [...new Set(endpoints.map((it) => it.module))];
	const tables = modules.map((module) => {
		const rows = endpoints.filter((it) => it.module === module).map(row);
		return `<h2>${module}</h2><table><thead><tr><th scope="col">Method</th><th scope="col">Path</th><th scope="col">What it does</th><th scope="col">Right</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
	});
	const codes = Object.entries(problemCodes).map(
		([code, [status, text]]) => `<tr id="problem-${code}"><td>${status}</td><td><code>${code}</code></td><td>${escaped(text)}</td></tr>`,
	);
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Faultline API</title><link rel="stylesheet" href="/api/page.css"></head>
<body><main><h1>Faultline API</h1><p>Errors come as <code>application/problem+json</code> (RFC 9457) with a <code>code</code> from the list below. A POST may bear an <code>Idempotency-Key</code>: a repeat gets the first answer and changes nothing. The same as a document for machines: <a href="/api/openapi.json">openapi.json</a>.</p>
${tables.join('\n')}
<h2>Tiles, photos and the live feed</h2><p><code>/tiles/index.json</code>, <code>/tiles/{layer}.json</code> (TileJSON 3.0), <code>/tiles/{layer}/{z}/{x}/{y}.mvt</code>; <code>/media/{id}.jpg</code>; <code>/api/live</code> (server-sent events); <code>/api/planning/reports/{id}.csv</code>.</p>
<h2>Problems</h2><table><thead><tr><th scope="col">Status</th><th scope="col">Code</th><th scope="col">Meaning</th></tr></thead><tbody>${codes.join('')}</tbody></table></main></body></html>`;
}

const css = `body{font:17px/1.45 system-ui,sans-serif;margin:0;color:#1c2126;background:#fff}main{max-width:68rem;margin:0 auto;padding:24px 16px}
table{border-collapse:collapse;width:100%;font-size:15px}th,td{text-align:left;padding:6px 12px 6px 0;border-bottom:1px solid #d5dade;vertical-align:top}code{font-size:14px;overflow-wrap:anywhere}
tr:target{background:#fff3c4}select,input,textarea,button{font:inherit;padding:10px 12px;max-width:100%;border:1px solid #7a858d;border-radius:6px}label{font-weight:600}@media(prefers-color-scheme:dark){body{color:#e6e9ec;background:#14181b}a{color:#8ec5ff}select,input,textarea,button{background:#22282d;color:inherit;border-color:#5a646c}th,td{border-color:#333a40}tr:target{background:#4a3f10}}`;

/** Mounts the page at /api/ and the document at /api/openapi.json. */
export function apiPages(router: Router): void {
	router.get('/api/openapi.json', (_request, response) => void response.json(openapi()));
	router.get('/api/page.css', (_request, response) => void response.type('text/css').send(css));
	router.get('/api', (_request, response) => void response.type('html').send(page()));
}
