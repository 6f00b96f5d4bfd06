import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import type { Context } from '../../municipality/index.ts';
import { problemOf } from '../../platform/errors.ts';
import { anyUploads } from '../../platform/files.ts';
import { notFound } from '../../platform/problem.ts';
import { discovery } from './discovery.ts';
import { told } from './errors.ts';
import { type Parameters, parametersOf } from './parameters.ts';
import { postRequest } from './post.ts';
import { type Reading, request, requests, token } from './requests.ts';
import { definition, services } from './services.ts';
import { postUpdate, updates } from './updates.ts';
import { json, type Value, xml } from './write.ts';

interface Asked {
	request: Request;
	reading: Reading;
	it: Parameters;
	/** What the address names: a service, a request, a token. */
	name: string;
}

interface Answer {
	root: string;
	answer: (asked: Asked) => Promise<Value> | Value;
	/** A path with {name} in it. */
	path: string;
	method: 'get' | 'post';
}

const answers: readonly Answer[] = [
	{ method: 'get', path: 'discovery', root: 'discovery', answer: ({ reading }) => discovery(reading, reading.publicUrl) },
	{ method: 'get', path: 'services', root: 'services', answer: ({ reading }) => services(reading) },
	{ method: 'get', path: 'services/{name}', root: 'service_definition', answer: ({ reading, name }) => definition(reading, name) },
	{ method: 'get', path: 'requests', root: 'service_requests', answer: ({ reading, it }) => requests(reading, it) },
	{ method: 'post', path: 'requests', root: 'service_requests', answer: ({ reading, request, it }) => postRequest(reading, request, it) },
	{ method: 'get', path: 'requests/{name}', root: 'service_requests', answer: ({ reading, name, it }) => request(reading, name, it) },
	{ method: 'get', path: 'tokens/{name}', root: 'service_requests', answer: ({ reading, name }) => token(reading, name) },
	{ method: 'get', path: 'servicerequestupdates', root: 'service_request_updates', answer: ({ reading, it }) => updates(reading, it) },
	{ method: 'post', path: 'servicerequestupdates', root: 'service_request_updates', answer: ({ reading, request, it }) => postUpdate(reading, request, it) },
];

const wantsJson = (request: Request): boolean =>
	/\.json$/i.test(request.path) || (!/\.xml$/i.test(request.path) && request.accepts(['text/xml', 'application/json']) === 'application/json');

function send(request: Request, response: Response, { status, root, value }: { status: number; root: string; value: Value }): void {
	const asJson = wantsJson(request);
	response.set({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin', 'cache-control': 'no-cache' });
	response.status(status).set('content-type', asJson ? 'application/json; charset=utf-8' : 'text/xml; charset=utf-8');
	response.send(asJson ? json(value) : xml(root, value));
}

/** Whatever goes wrong is told in the caller's format, also where a body could not be read. */
const refuse: ErrorRequestHandler = (error, request, response, next) => {
	if (response.headersSent) return next(error);
	const { status, errors } = told(problemOf(error));
	send(request, response, { status, root: 'errors', value: errors.map((it) => ({ ...it })) });
};

/** Forms, long ones too, and files under whatever name they come. */
const bodies: readonly RequestHandler[] = [
	express.urlencoded({ extended: false, limit: '300kb', parameterLimit: 500 }),
	anyUploads(8),
	(request, _response, next) => {
		// What is no picture is not asked for: the report shall not fail for it.
		if (Array.isArray(request.files)) request.files = request.files.filter((it) => it.mimetype.startsWith('image/')).slice(0, 5);
		next();
	},
];

const keyOf = (request: Request): string | undefined => {
	const sent = parametersOf(request).get('api_key')?.trim();
	return sent !== undefined && /^[\w.~+/=-]{1,200}$/.test(sent) ? sent : undefined;
};

/** The key stands among the parameters here; passport looks at it where it looks at every other. */
const byKey =
	(known: RequestHandler): RequestHandler =>
	(request, response, next) => {
		const key = keyOf(request);
		if (key === undefined) return next();
		request.headers.authorization = `Bearer ${key}`;
		return known(request, response, next);
	};

function mustBeHere({ town }: Context, it: Parameters): void {
	const said = it.get('jurisdiction_id')?.trim();
	if (said !== undefined && said.toLowerCase() !== town.municipality.slug.toLowerCase()) throw notFound(`jurisdiction_id (${said.slice(0, 80)})`);
}

interface Open311 {
	begin: (request: Request) => Promise<Context>;
	/** Finds out whose key a request bears. */
	known: RequestHandler;
	publicUrl: string;
}

/** Serves Open311 GeoReport v2 under `/open311/v2/`: what it sends is strict, what it takes is not. */
export function open311Routes(app: Router, { begin, known, publicUrl }: Open311): void {
	const router = Router();
	for (const { method, path, root, answer } of answers) {
		const pattern = new RegExp(`^/${path.replace('{name}', '([^/]+?)')}(?:\\.(?:xml|json))?/?$`, 'i');
		router[method](pattern, ...bodies, byKey(known), async (request: Request, response: Response) => {
			const it = parametersOf(request);
			const context = await begin(request);
			mustBeHere(context, it);
			const value = await answer({ request, reading: { ...context, publicUrl }, it, name: String(request.params['0'] ?? '') });
			send(request, response, { status: 200, root, value });
		});
	}
	router.use((request) => {
		throw notFound(`address (${request.path.slice(0, 80)})`);
	});
	app.use('/open311/v2', router);
	app.use('/open311', refuse);
}
