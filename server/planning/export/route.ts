import type { Request, Response, Router } from 'express';
import type { Context } from '../../municipality/index.ts';
import { problemOf, sendProblem } from '../../platform/errors.ts';
import { parseInput } from '../../platform/input.ts';
import { keysOf } from '../chosen.ts';
import { takeAlong } from './contract.ts';
import { type AnswerFile, fileOf } from './file.ts';

async function fileFor(request: Request, context: Context, publicUrl: string): Promise<AnswerFile> {
	const { id, language, format, audience, kept, rows, ...raw } = parseInput(takeAlong.input, { ...request.query, ...request.params });
	return fileOf(context, { question: { id, language, raw }, format, audience, kept, rows: keysOf(rows, 'rows'), publicUrl });
}

/** Answers to the planner's questions as files. */
export function answerFiles(router: Router, begin: (request: Request) => Promise<Context>, publicUrl: string): void {
	router.get(takeAlong.path, (request: Request, response: Response) =>
		begin(request)
			.then((context) => fileFor(request, context, publicUrl))
			.then(
				({ name, mediaType, content, shown }) =>
					void response
						.type(mediaType)
						.set('content-disposition', `${shown ? 'inline' : 'attachment'}; filename="${name}"`)
						.set('cache-control', 'private, no-store')
						.send(content),
				(error) => sendProblem(request, response, problemOf(error)),
			),
	);
}
