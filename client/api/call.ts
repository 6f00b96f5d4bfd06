import type * as z from 'zod/mini';
import type { Endpoint } from '../../server/platform/contract.ts';
import { asProblem, type Problem, problemOf } from './problem.ts';
import { requestOf } from './request.ts';

export interface CallOptions {
	signal?: AbortSignal;
	/** Seconds to wait for the answer; photos on a slow network take long. */
	timeout?: number;
	/** The same key sent twice does the thing once. */
	idempotencyKey?: string;
	/** The answer to the puzzle that was asked for before. */
	puzzle?: string;
}

const headersOf = (body: unknown, { idempotencyKey, puzzle }: CallOptions): Record<string, string> => ({
	accept: 'application/json',
	'x-requested-with': 'faultline',
	...(typeof body === 'string' && { 'content-type': 'application/json' }),
	...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
	...(puzzle && { puzzle }),
});

const listeners = new Set<(problem: Problem) => void>();

/** Hears of every problem besides whoever asked: for what concerns the whole app, such as a session that is over. Answers how to stop. */
export function onProblem(listener: (problem: Problem) => void): () => void {
	listeners.add(listener);
	return () => void listeners.delete(listener);
}

/** Who hears of every answer that was good, as method and address: whoever leads somebody through the product. */
export const witness: { hears?: (method: string, url: string) => void } = {};

const heard = (problem: Problem): Problem => {
	for (const listener of listeners) listener(problem);
	return problem;
};

/** Asks the server in its own words: the endpoint says the path, what goes in and what comes out. Throws a `Problem`, nothing else. */
export async function call<I extends z.ZodMiniType, O extends z.ZodMiniType>(
	endpoint: Endpoint<I, O>,
	input: z.input<I>,
	options: CallOptions = {},
): Promise<z.output<O>> {
	const { url, method, body } = requestOf(endpoint, (input ?? {}) as Record<string, unknown>);
	const seconds = options.timeout ?? (body instanceof FormData ? 120 : 20);
	const late = AbortSignal.timeout(seconds * 1000);
	try {
		const response = await fetch(url, {
			method,
			headers: headersOf(body, options),
			credentials: 'same-origin',
			signal: options.signal ? AbortSignal.any([late, options.signal]) : late,
			...(body !== null && { body }),
		});
		if (!response.ok) throw await problemOf(response);
		const answer = endpoint.output.parse(response.status === 204 ? {} : await response.json());
		witness.hears?.(method, url);
		return answer;
	} catch (thrown) {
		throw heard(asProblem(thrown));
	}
}
