import type { Request, Response, Router } from 'express';
import { listFaults } from '../../faults/contract.ts';
import type { Context } from '../../municipality/index.ts';
import { problemOf, sendProblem } from '../../platform/errors.ts';
import { parseInput } from '../../platform/input.ts';
import { badField, notFound } from '../../platform/problem.ts';
import { feedOf } from './feed.ts';
import { atom, rss } from './write.ts';

const formats = {
	'faults.atom': { type: 'application/atom+xml; charset=utf-8', write: atom },
	'faults.rss': { type: 'application/rss+xml; charset=utf-8', write: rss },
} as const;

const entries = 50;

/** Serves feeds of public faults: `/feeds/faults.atom` and `.rss`, narrowed as the list of faults is. */
export function feedRoutes(router: Router, begin: (request: Request) => Promise<Context>, publicUrl: string): void {
	const answer = async (request: Request, response: Response): Promise<void> => {
		const name = String(request.params['file']);
		if (name !== 'faults.atom' && name !== 'faults.rss') throw notFound('feed');
		const context = await begin(request);
		const wish = parseInput(listFaults.input, { limit: entries, language: context.language, ...request.query });
		if (!context.town.municipality.languages.includes(wish.language)) throw badField('language', 'Not a language of this municipality.');
		const feed = await feedOf(context, wish, { self: publicUrl + request.originalUrl, publicUrl });
		const { type, write } = formats[name];
		// Readers keep what they have read and ask whether it has changed; the answer is one for all, so any cache may hold it.
		response.set({
			'cache-control': 'public, max-age=300',
			'access-control-allow-origin': '*',
			'cross-origin-resource-policy': 'cross-origin',
			vary: 'accept-language',
		});
		response.type(type).send(write(feed));
	};
	router.get('/feeds/:file', (request, response) => answer(request, response).catch((error) => sendProblem(request, response, problemOf(error))));
}
