import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { problemOf, sendProblem } from '../../platform/errors.ts';
import type { Problem } from '../../platform/problem.ts';
import { escaped, render } from './html.ts';
import { addressWith, linkHeader } from './links.ts';
import { mediaType } from './negotiate.ts';
import type { Answer, Ask, Resource } from './resource.ts';
import { say } from './words.ts';

const crossOrigin = {
	'Access-Control-Allow-Origin': '*',
	'Access-Control-Expose-Headers': 'Link, Content-Crs, ETag, Location, Allow, OGC-NumberMatched, OGC-NumberReturned',
};
const crossMethods = {
	'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
	'Access-Control-Allow-Headers': 'Authorization, Content-Type, Content-Crs, If-Match, If-None-Match',
	'Access-Control-Max-Age': '86400',
};

/** Programs on other pages may read what anyone may, and with a key of their own what they may: cookies are never sent along. */
export function openToAll(request: Request, response: Response, next: () => void): void {
	response.set(crossOrigin);
	// A browser that asks beforehand bears no key: it is told what there could be.
	if (request.method === 'OPTIONS' && request.get('access-control-request-method') !== undefined) response.set(crossMethods).status(204).end();
	else next();
}

const charset: Readonly<Record<string, string>> = { html: '; charset=utf-8', csv: '; charset=utf-8' };

interface Sending {
	readonly ask: Ask;
	readonly resource: Resource;
	readonly development: boolean;
}

async function bytesOf(answer: Answer, { ask, development }: Sending): Promise<Buffer> {
	const { form, context, request } = ask;
	if (form === 'html') {
		const { municipality } = context.town;
		const { title, links, crumbs } = answer;
		const wearing = {
			language: context.language,
			languages: municipality.languages,
			town: municipality.name,
			inLanguage: (language: string) => addressWith(request, { language }),
			development,
		};
		return Buffer.from(render({ title, links, crumbs, body: answer.html() }, wearing));
	}
	if (!answer.file) {
		const json = answer.json();
		return Buffer.from(typeof json === 'string' ? json : JSON.stringify(json));
	}
	const pieces: Buffer[] = [];
	for await (const piece of answer.file()) pieces.push(Buffer.from(piece));
	return Buffer.concat(pieces);
}

/** Sends an answer with its links, its tag and how long it may be kept: always to be asked for again, often not to be sent again. */
export async function send(response: Response, answer: Answer, sending: Sending): Promise<void> {
	const { ask, resource } = sending;
	const bytes = await bytesOf(answer, sending);
	const staff = ask.context.actor.personId !== null;
	response.set({
		...answer.headers,
		Link: linkHeader(answer.links),
		Vary: 'Accept, Accept-Language, Authorization, Cookie',
		'Cache-Control': `${staff ? 'private' : 'public'}, no-cache`,
		'Content-Language': ask.context.language,
	});
	// Features say when they were asked for: that moment is not part of what they are.
	const hash = createHash('sha256')
		.update(bytes.toString('latin1').replace(/"timeStamp":"[^"]*",/, ''))
		.digest('base64url')
		.slice(0, 22);
	response.set('ETag', answer.version === undefined ? `"${hash}"` : `"v${answer.version}-${hash}"`);
	response.setHeader('Content-Type', `${mediaType(resource.given, ask.form)}${charset[ask.form] ?? ''}`);
	response.send(bytes);
}

/** Refuses: those who read pages are told by a page. */
export function refuse(request: Request, response: Response, error: unknown): void {
	const problem = problemOf(error);
	const wantsPage = (request.method === 'GET' || request.method === 'HEAD') && (request.query['f'] === 'html' || request.accepts(['json', 'html']) === 'html');
	if (!wantsPage || response.headersSent) sendProblem(request, response, problem);
	else response.status(problem.status).type('html').set('cache-control', 'no-store').send(problemPage(request, problem));
}

function problemPage(request: Request, { message, errors }: Problem): string {
	const language = request.acceptsLanguages(['en', 'af', 'xh']) || 'en';
	const title = say(language, 'refused');
	const list = errors.map((it) => `<li><code>${escaped(it.path)}</code>: ${escaped(it.message)}</li>`).join('');
	const page = {
		title,
		links: [],
		crumbs: [{ href: '/ogc/', title: say(language, 'home') }],
		body: list ? `<div role="alert"><ul class="ogc-plain">${list}</ul></div>` : `<p role="alert">${escaped(message)}</p>`,
	};
	return render(page, { language, languages: [], town: '', inLanguage: () => '', development: false });
}
