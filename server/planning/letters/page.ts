import type { Request, RequestHandler, Router } from 'express';
import type { Context } from '../../municipality/index.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import { readerOf } from './link.ts';
import { readerSql, type Stopping, stopReaderSql } from './queries.ts';
import { filled, wordsIn } from './words.ts';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (it) => `&#${it.charCodeAt(0)};`);

const shell = (language: string, title: string, body: string): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${escaped(title)}</title><link rel="stylesheet" href="/api/page.css"></head>
<body><main><h1>${escaped(title)}</h1>${body}</main></body></html>`;

const button = (text: string, then: string): string => `<form method="post" action="?then=${then}"><p><button>${text}</button></p></form>`;

function pageOf({ title, language, stopped }: Stopping, said: 'nothing' | 'done'): string {
	const { page } = wordsIn(language);
	const say = (text: string): string => escaped(filled(text, { title }));
	if (stopped) return shell(language, title, `<p role="status">${say(page.stopped)}</p>${button(page.again, 'again')}`);
	const question = said === 'done' ? `<p role="status">${say(page.on)}</p>` : `<p>${say(page.ask)}</p>`;
	return shell(language, title, question + button(page.button, 'stop'));
}

/**
 * The page that the link in a mail opens, signed in or not. Scanners of mail follow links, they do not press; mail programs that know RFC 8058 post to the same
 * address, and that ends it at once.
 */
export function letterPage(router: Router, begin: (request: Request) => Promise<Context>, secret: string): void {
	const answer = async (request: Request, press: boolean): Promise<{ status: number; page: string }> => {
		const { db, language } = await begin(request);
		const reader = readerOf(String(request.params['token']), secret);
		if (reader !== undefined && press) await all(db, stopReaderSql(reader, request.query['then'] !== 'again'));
		const known = reader === undefined ? undefined : await maybeOne<Stopping>(db, readerSql(reader));
		if (known) return { status: 200, page: pageOf(known, press ? 'done' : 'nothing') };
		return { status: 404, page: shell(language, wordsIn(language).page.gone, '') };
	};
	const answered =
		(press: boolean): RequestHandler =>
		async (request, response) => {
			const { status, page } = await answer(request, press);
			response.status(status).set({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).type('html').send(page);
		};
	router.get('/letters/:token', answered(false)).post('/letters/:token', answered(true));
}
