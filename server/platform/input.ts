import * as z from 'zod/mini';
import { type FieldError, Problem } from './problem.ts';

const maxDepth = 12;

/** PostgreSQL keeps no NUL and JSON no lone surrogates: such text is refused before anything is done with it. */
function firstBadText(it: unknown, path: string, depth = 0): string | undefined {
	if (typeof it === 'string') return unkeepable(it) ? path : undefined;
	if (typeof it !== 'object' || it === null) return undefined;
	if (depth > maxDepth) return path;
	return Object.entries(it)
		.map(([key, value]) => [key, value, `${path}${path && '.'}${key}`] as const)
		.map(([key, value, inner]) => firstBadText(key, inner) ?? firstBadText(value, inner, depth + 1))
		.find((found) => found !== undefined);
}

const unkeepable = (text: string): boolean => text.includes('\0') || !text.isWellFormed();

const fieldErrors = (error: z.core.$ZodError): FieldError[] =>
	error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message || 'Invalid' }));

/** What was sent, as the endpoint's schema wants it, or a problem that names each field. */
export function parseInput<T extends z.ZodMiniType>(schema: T, raw: Record<string, unknown>): z.infer<T> {
	const bad = firstBadText(raw, '');
	if (bad !== undefined) throw new Problem('bad-input', undefined, { errors: [{ path: bad, message: 'Holds characters that cannot be kept.' }] });
	const parsed = z.safeParse(schema, raw);
	if (!parsed.success) throw new Problem('bad-input', undefined, { errors: fieldErrors(parsed.error) });
	return parsed.data;
}
