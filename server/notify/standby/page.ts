import type { Request, Router } from 'express';
import { worksTitle } from '../../faults/index.ts';
import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { maybeOne } from '../../platform/sql.ts';
import { filled } from '../compose.ts';
import { hashOf, wordsIn } from './call.ts';
import { acknowledgeSql, type Called, calledBySql } from './queries.ts';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (it) => `&#${it.charCodeAt(0)};`);

const shell = (language: string, body: string): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${wordsIn(language).title}</title><link rel="stylesheet" href="/api/page.css"></head>
<body><main><h1>${wordsIn(language).title}</h1>${body}</main></body></html>`;

/** How it stands with a call, for whoever was called: a button as long as nobody goes. */
function pageOf(it: Called, mine: boolean): string {
	const words = wordsIn(it.language);
	const what = filled('F-{code}: {title}, {street}', { code: it.code, title: worksTitle(it.mode, it.language), street: it.street ?? words.nowhere });
	const link = `<p><a href="/console/?fault=${it.code}">${words.open}</a></p>`;
	const said = mine ? words.thanks : it.state === 'acknowledged' ? filled(words.taken, { name: it.by ?? '' }) : it.state === 'over' ? words.over : undefined;
	const body =
		said === undefined ? `<p>${words.ask}</p><form method="post"><p><button>${words.go}</button></p></form>` : `<p role="status">${escaped(said)}</p>`;
	return shell(it.language, `<p><strong>${escaped(what)}</strong></p>${body}${link}`);
}

/** The page that the link of a call opens. Mail scanners follow links, they do not press: only the button answers. */
export function standbyPage(router: Router, begin: (request: Request) => Promise<Context>): void {
	router.use('/standby/:token', async (request, response, next) => {
		if (!['GET', 'POST'].includes(request.method)) return next();
		const { db, language } = await begin(request);
		const hash = hashOf(String(request.params['token']));
		const known = await maybeOne<Called>(db, calledBySql(hash));
		response.set({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).type('html');
		if (!known) return void response.status(404).send(shell(language, `<p>${wordsIn(language).gone}</p>`));
		if (request.method === 'GET') return void response.send(pageOf(known, false));
		const mine = await db.transaction(async (transaction) => {
			const gone = await maybeOne<{ faultId: number }>(transaction, acknowledgeSql(known.id, known.personId));
			if (gone) await happened(transaction, { kind: 'callout.acknowledged', faultId: gone.faultId, personId: known.personId });
			return gone !== undefined;
		});
		return void response.send(pageOf((await maybeOne<Called>(db, calledBySql(hash))) ?? known, mine));
	});
}
