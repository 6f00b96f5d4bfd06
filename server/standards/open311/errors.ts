import { Problem } from '../../platform/problem.ts';

/** One thing that is wrong, as the standard words it. */
export interface Wrong {
	code: number;
	description: string;
}

/** Statuses of ours that the standard has no word for are general errors. */
const statuses: Readonly<Record<number, number>> = { 401: 403, 403: 403, 404: 404, 413: 413, 415: 415, 429: 429, 500: 500, 503: 503 };

/** A problem as the standard tells it: HTTP status, and one error for each field that is wrong. */
export function told({ status, message, errors }: Problem): { status: number; errors: Wrong[] } {
	const code = statuses[status] ?? 400;
	if (errors.length === 0) return { status: code, errors: [{ code, description: message }] };
	return { status: code, errors: errors.map((it) => ({ code, description: `${named(it.path)}: ${it.message}` })) };
}

const names: Readonly<Record<string, string>> = { lon: 'long', words: 'description', mode: 'service_code', name: 'first_name' };

const named = (path: string): string => names[path] ?? path.replace(/^answers\.(.*)$/, 'attribute[$1]');

/** A parameter that is missing. */
export const missing = (name: string): Problem => wrong(name, 'is required');

/** A parameter that is wrong. */
export const wrong = (name: string, message: string): Problem => new Problem('bad-input', undefined, { errors: [{ path: name, message }] });
