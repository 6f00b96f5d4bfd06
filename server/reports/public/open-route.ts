import type { Request, Response, Router } from 'express';
import * as z from 'zod/mini';
import type { Context } from '../../municipality/index.ts';
import { count } from '../../platform/contract.ts';
import { problemOf, sendProblem } from '../../platform/errors.ts';
import { parseInput } from '../../platform/input.ts';
import { notFound } from '../../platform/problem.ts';
import { licence, openYear } from './open-data.ts';
import { openFiles } from './open-files.ts';

const Wish = z.object({ year: count(1900, 2200) });

/** Serves the files of open data: `/open-data/{file}?year=2026`. */
export function openDataRoute(router: Router, begin: (request: Request) => Promise<Context>): void {
	const answer = async (request: Request, response: Response): Promise<void> => {
		const name = String(request.params['file']);
		const file = Object.hasOwn(openFiles, name) ? openFiles[name] : undefined;
		if (!file) throw notFound('file');
		const { year } = parseInput(Wish, { year: request.query['year'] });
		const context = await begin(request);
		const written = file.write(await openYear(context, year), context.town);
		response.set({
			'cache-control': 'public, max-age=3600',
			'access-control-allow-origin': '*',
			'cross-origin-resource-policy': 'cross-origin',
			'content-disposition': `attachment; filename="${context.town.municipality.slug}-${year}-${name}"`,
			link: `<${licence.licenceUrl}>; rel="license"`,
		});
		response.type(file.type).send(written);
	};
	router.get('/open-data/:file', (request, response) => answer(request, response).catch((error) => sendProblem(request, response, problemOf(error))));
}
