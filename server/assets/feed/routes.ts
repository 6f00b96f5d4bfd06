import type { Request, Response, Router } from 'express';
import type { Context } from '../../municipality/index.ts';
import { problemOf, sendProblem } from '../../platform/errors.ts';
import type { Serve } from '../../platform/http.ts';
import { parseInput } from '../../platform/input.ts';
import { Problem } from '../../platform/problem.ts';
import { changesSince } from './changes.ts';
import { acknowledgeHandover, readChanges, readHandover } from './contract.ts';
import { acknowledge, handover } from './handover.ts';
import { changesAsCsv, changesAsGeojson, handoverAsCsv, handoverAsGeojson } from './written.ts';

/** Answers other systems that keep in step with the register. */
export function feed(serve: Serve<Context>): void {
	serve(readChanges, changesSince);
	serve(readHandover, handover);
	serve(acknowledgeHandover, acknowledge);
}

type Begin = (request: Request) => Promise<Context>;

/** A list in another format: read by the same endpoint, with the same right, written otherwise. */
interface Written {
	type: string;
	body: string;
	/** Cursor of the next page, where there are pages. */
	next?: string;
}

function answer(router: Router, path: string, write: (request: Request, ending: string) => Promise<Written>): void {
	router.get(`${path}.:ending`, (request: Request, response: Response, pass) => {
		const ending = String(request.params['ending']);
		if (ending !== 'csv' && ending !== 'geojson') return pass();
		return write(request, ending).then(
			({ type, body, next }) => {
				const name = `${path.split('/').at(-1)}.${ending}`;
				response.type(type).set('content-disposition', `attachment; filename="${name}"`).set('cache-control', 'private, no-store');
				if (next !== undefined) response.set('x-next-cursor', next);
				response.send(body);
			},
			(error) => sendProblem(request, response, problemOf(error)),
		);
	});
}

const types: Readonly<Record<string, string>> = { csv: 'text/csv; charset=utf-8', geojson: 'application/geo+json' };

async function allowed(begin: Begin, request: Request, right: string): Promise<Context> {
	const context = await begin(request);
	if (!context.actor.may(right)) throw new Problem(context.actor.personId === null ? 'not-signed-in' : 'not-allowed');
	return context;
}

/** The feed and the hand-over as files: `.csv` and `.geojson`. */
export function feedFiles(router: Router, begin: Begin): void {
	answer(router, readChanges.path, async (request, ending) => {
		const context = await allowed(begin, request, readChanges.access);
		const page = await changesSince(context, parseInput(readChanges.input, { ...request.query }));
		return { type: types[ending] ?? '', body: ending === 'csv' ? changesAsCsv(page) : changesAsGeojson(page), next: page.next };
	});
	answer(router, readHandover.path, async (request, ending) => {
		const context = await allowed(begin, request, readHandover.access);
		const page = await handover(context, parseInput(readHandover.input, { ...request.query }));
		return { type: types[ending] ?? '', body: ending === 'csv' ? handoverAsCsv(page) : handoverAsGeojson(page) };
	});
}
