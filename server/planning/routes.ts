import type { Request, Response, Router } from 'express';
import type { Context } from '../municipality/index.ts';
import { problemOf, sendProblem } from '../platform/errors.ts';
import type { Serve } from '../platform/http.ts';
import { parseInput } from '../platform/input.ts';
import { Problem } from '../platform/problem.ts';
import { describeAll } from './catalogue.ts';
import { keysOf } from './chosen.ts';
import { listReports, readBehind, readLines, readReport, readWards } from './contract.ts';
import { csvOf } from './csv.ts';
import { answerFiles } from './export/route.ts';
import { indicatorRoutes } from './indicators/routes.ts';
import { inquiryRoutes } from './inquiry/routes.ts';
import { keptRoutes } from './kept/routes.ts';
import { letterPage } from './letters/page.ts';
import { letterRoutes } from './letters/routes.ts';
import { projectRoutes } from './projects/routes.ts';
import { answerReport, faultsBehind, lineShapes, wardShapes } from './run.ts';
import { cancelRun, readLatestRun, readRun, startRun } from './runs/contract.ts';
import { cancel, latest, show, start } from './runs/run.ts';
import { selfTestRoutes } from './self-test/routes.ts';

/** Answers the planner's questions. */
export function routes(serve: Serve<Context>): void {
	serve(listReports, (context, { language }) => ({ reports: describeAll(context, language) }));
	serve(readReport, (context, { id, language, ...raw }) => answerReport(context, { id, language, raw }));
	serve(readBehind, (context, { id, language, row, also, limit, offset, ...raw }) =>
		faultsBehind(context, { id, language, raw }, { row, also: keysOf(also, 'also'), limit, offset }),
	);
	serve(startRun, (context, { report: id, language, values: raw }) => start(context, { id, language, raw }));
	serve(readLatestRun, (context, { id, language, ...raw }) => latest(context, { id, language, raw }));
	serve(readRun, (context, { code }) => show(context, code));
	serve(cancelRun, (context, { code }) => cancel(context, code));
	serve(readWards, wardShapes);
	serve(readLines, lineShapes);
	indicatorRoutes(serve);
	inquiryRoutes(serve);
	projectRoutes(serve);
	keptRoutes(serve);
	letterRoutes(serve);
	selfTestRoutes(serve);
}

async function csv(request: Request, context: Context): Promise<{ name: string; text: string }> {
	if (!context.actor.may(readReport.access)) throw new Problem(context.actor.personId === null ? 'not-signed-in' : 'not-allowed');
	const { id, language, ...raw } = parseInput(readReport.input, { ...request.query, ...request.params });
	const answer = await answerReport(context, { id, language, raw });
	return { name: [id, answer.params['from'], answer.params['to']].filter(Boolean).join('-'), text: csvOf(answer) };
}

/** A report's table as CSV, and its other forms. Mounted before the endpoints, or `/:id` would take `x.csv` for an id. */
export function planningRoutes(router: Router, begin: (request: Request) => Promise<Context>, site: { publicUrl: string; secret: string }): void {
	answerFiles(router, begin, site.publicUrl);
	letterPage(router, begin, site.secret);
	router.get(`${readReport.path}.csv`, (request: Request, response: Response) =>
		begin(request)
			.then((context) => csv(request, context))
			.then(
				({ name, text }) =>
					void response
						.type('text/csv; charset=utf-8')
						.set('content-disposition', `attachment; filename="${name}.csv"`)
						.set('cache-control', 'private, no-store')
						.send(text),
				(error) => sendProblem(request, response, problemOf(error)),
			),
	);
}
