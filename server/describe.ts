import { readFileSync } from 'node:fs';
import type { Router } from 'express';
import { z } from 'zod';
import * as assets from './assets/contract.ts';
import * as edits from './assets/edit/contract.ts';
import * as feed from './assets/feed/contract.ts';
import * as imports from './assets/import/contract.ts';
import * as importReview from './assets/import/review/contract.ts';
import * as importSources from './assets/import/saved/contract.ts';
import * as inspections from './assets/inspections/contract.ts';
import * as labels from './assets/labels/contract.ts';
import * as layers from './assets/layers/contract.ts';
import * as places from './assets/places/contract.ts';
import * as proposals from './assets/proposals/contract.ts';
import * as undo from './assets/undo/contract.ts';
import * as away from './auth/away/contract.ts';
import * as auth from './auth/contract.ts';
import * as secondFactor from './auth/factor/contract.ts';
import * as sessions from './auth/seats/contract.ts';
import * as exchange from './exchange/contract.ts';
import * as outbound from './exchange/outbound/contract.ts';
import * as webhooks from './exchange/webhooks/contract.ts';
import * as calibration from './faults/calibration/contract.ts';
import * as causes from './faults/causes/contract.ts';
import * as faultChanges from './faults/changes/contract.ts';
import * as faultClocks from './faults/clocks/contract.ts';
import * as faults from './faults/contract.ts';
import * as faultOrder from './faults/order/contract.ts';
import * as faultViews from './faults/views/contract.ts';
import * as municipality from './municipality/contract.ts';
import * as embed from './municipality/embed/contract.ts';
import * as notices from './municipality/notices/contract.ts';
import * as municipalityRules from './municipality/rules/contract.ts';
import * as municipalitySettings from './municipality/settings/contract.ts';
import * as municipalityStandards from './municipality/standards/contract.ts';
import * as network from './network/contract.ts';
import * as notify from './notify/contract.ts';
import * as standby from './notify/standby/contract.ts';
import * as planning from './planning/contract.ts';
import * as planningFiles from './planning/export/contract.ts';
import * as indicators from './planning/indicators/contract.ts';
import * as inquiry from './planning/inquiry/contract.ts';
import * as planningKept from './planning/kept/contract.ts';
import * as letters from './planning/letters/contract.ts';
import * as projects from './planning/projects/contract.ts';
import * as planningRuns from './planning/runs/contract.ts';
import * as planningSelfTest from './planning/self-test/contract.ts';
import type { Endpoint } from './platform/contract.ts';
import { type ProblemCode, problemCodes } from './platform/problem.ts';
import * as abuse from './reports/abuse/contract.ts';
import * as account from './reports/account/contract.ts';
import * as alerts from './reports/alerts/contract.ts';
import * as calls from './reports/calls/contract.ts';
import * as reports from './reports/contract.ts';
import * as drafts from './reports/drafts/contract.ts';
import * as holds from './reports/holds/contract.ts';
import * as inbound from './reports/inbound/contract.ts';
import * as moderation from './reports/moderation/contract.ts';
import * as persons from './reports/persons/contract.ts';
import * as publicPages from './reports/public/contract.ts';
import * as push from './reports/push/contract.ts';
import * as uploads from './reports/uploads/contract.ts';
import * as approval from './work/approval/contract.ts';
import * as assetPage from './work/asset-page/contract.ts';
import * as audit from './work/audit/contract.ts';
import * as caseFile from './work/case-file/contract.ts';
import * as work from './work/contract.ts';
import * as contractors from './work/contractors/contract.ts';
import * as field from './work/field/contract.ts';
import * as invoices from './work/invoices/contract.ts';
import * as leaver from './work/leaver/contract.ts';
import * as means from './work/means/contract.ts';
import * as orders from './work/orders/contract.ts';
import * as workMeans from './work/orders/means/contract.ts';
import * as priorities from './work/priorities/contract.ts';
import * as workProposals from './work/propose/contract.ts';
import * as workRuns from './work/runs/contract.ts';
import * as townFile from './work/town-file/contract.ts';

const modules = {
	municipality: { ...municipality, ...embed, ...notices, ...municipalitySettings, ...municipalityRules, ...municipalityStandards },
	assets: { ...assets, ...edits, ...labels },
	imports: { ...imports, ...importReview, ...importSources, ...places, ...undo },
	layers,
	proposals,
	inspections,
	feed,
	network,
	faults: { ...faults, ...faultChanges, ...faultClocks, ...faultOrder, ...faultViews, ...causes, ...calibration },
	reports: { ...reports, ...publicPages, ...alerts, ...push, ...uploads, ...drafts, ...inbound, ...calls },
	persons: { ...persons, ...account, ...moderation, ...abuse, ...holds },
	work: {
		...work,
		...assetPage,
		...approval,
		...audit,
		...caseFile,
		...orders,
		...workMeans,
		...means,
		...priorities,
		...contractors,
		...invoices,
		...field,
		...leaver,
		...workProposals,
		...workRuns,
		...townFile,
	},
	planning: { ...planning, ...indicators, ...projects, ...planningFiles, ...inquiry, ...planningKept, ...letters, ...planningSelfTest, ...planningRuns },
	exchange: { ...exchange, ...outbound, ...webhooks },
	notify: { ...notify, ...standby },
	auth: { ...auth, ...secondFactor, ...sessions, ...away },
};

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
