import type { ErrorRequestHandler, Request, Response } from 'express';
import multer from 'multer';
import { log } from './log.ts';
import { Problem } from './problem.ts';

interface Known {
	type?: string;
	status?: number;
	code?: string;
	constraint?: string;
	message?: string;
}

/** Values that the database refuses although the schema let them pass. */
const badValue = new Set(['22P02', '22003', '22007', '22008', '22021', '22023', '23514', '23502', '22P05', '22001']);
const gone = new Set(['57P01', '57P02', '57P03', '53300', '25P03', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE']);

const fromDatabase = ({ code = '', constraint, message = '' }: Known): Problem | undefined => {
	if (badValue.has(code)) return new Problem('bad-input', constraint ? `Not allowed by ${constraint.replaceAll('_', ' ')}.` : undefined);
	if (code === '23505' || code === '23P01')
		return new Problem('conflict', constraint ? `There is one already (${constraint.replaceAll('_', ' ')}).` : undefined);
	if (code === '23503') return new Problem('bad-input', 'Something that is referred to does not exist.');
	return gone.has(code) || message.includes('Timeout acquiring a connection') ? new Problem('not-ready') : undefined;
};

const fromUpload = (error: multer.MulterError): Problem =>
	error.code === 'LIMIT_FILE_SIZE' || error.code === 'LIMIT_FIELD_VALUE'
		? new Problem('too-large', error.message)
		: new Problem('bad-input', error.message, { errors: [{ path: error.field ?? '', message: error.message }] });

/** Any error as the problem the caller is told of. What nobody foresaw is a 500, logged. */
export function problemOf(error: unknown): Problem {
	if (error instanceof Problem) return error;
	if (error instanceof multer.MulterError) return fromUpload(error);
	const it = error as Known;
	if (it.type === 'entity.too.large') return new Problem('too-large');
	if (it.type === 'entity.parse.failed') return new Problem('bad-json');
	if (it.status !== undefined && it.status >= 400 && it.status < 500) return new Problem('bad-input', String((error as Error).message));
	const found = fromDatabase(it);
	if (found) return found;
	log.error({ err: error }, 'unforeseen');
	return new Problem('internal');
}

/** Answers with application/problem+json. */
export function sendProblem(request: Request, response: Response, problem: Problem): void {
	if (response.headersSent) {
		response.destroy();
		return;
	}
	const { status, code, message, errors, extra } = problem;
	if (status === 503) response.set('retry-after', '2');
	if (typeof extra['retryAfter'] === 'number') response.set('retry-after', String(extra['retryAfter']));
	response
		.status(status)
		.type('application/problem+json')
		.json({ type: `/api/#problem-${code}`, title: code, status, code, detail: message, instance: request.baseUrl + request.path, errors, ...extra });
}

/** The last resort for errors outside the endpoints (body parsers, static files). */
export const problems: ErrorRequestHandler = (error, request, response, _next) => sendProblem(request, response, problemOf(error));
