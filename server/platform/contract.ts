import * as z from 'zod/mini';

/** One thing that can be asked of the server, known alike to the server that answers and the browser that asks. */
export interface Endpoint<Input extends z.ZodMiniType = z.ZodMiniType, Output extends z.ZodMiniType = z.ZodMiniType> {
	method: 'get' | 'post' | 'patch' | 'put' | 'delete';
	path: string;
	/** The right that is needed; `anyone` needs none. */
	access: string;
	summary: string;
	input: Input;
	output: Output;
	/** A POST that only asks: no transaction is opened. */
	asks?: boolean;
	/** Writes by single statements of its own, outside a transaction: the session that it starts or ends is kept over another connection. */
	alone?: boolean;
	/** Takes files (multipart/form-data, part `photos`): at most this many. */
	files?: number;
	/** Takes one piece of a large file (multipart/form-data, part `content`): at most so many bytes. */
	part?: number;
	/** Codes of the problems it may answer with, beside those every endpoint may. */
	problems?: readonly string[];
}

/** Names an endpoint, keeping the types of what goes in and comes out. */
export const endpoint = <I extends z.ZodMiniType, O extends z.ZodMiniType>(it: Endpoint<I, O>): Endpoint<I, O> => it;

/** Numbers and booleans arrive as text in a URL or a form. */
export const count = (min: number, max: number) => z.coerce.number().check(z.int(), z.minimum(min), z.maximum(max));
export const longitude = z.coerce.number().check(z.minimum(-180), z.maximum(180));
export const latitude = z.coerce.number().check(z.minimum(-90), z.maximum(90));
export const flag = z.pipe(
	z.transform((it) => (it === 'true' || it === '1' ? true : it === 'false' || it === '0' ? false : it)),
	z.boolean(),
);
export const words = (max: number) => z.string().check(z.trim(), z.maxLength(max));
export const Words = z.record(z.string(), z.string());
export const Nothing = z.object({});
/** A list or object inside a form field or a query parameter is written as JSON. */
export const json = <T extends z.ZodMiniType>(schema: T) =>
	z.pipe(
		z.transform((it: unknown) => {
			if (typeof it !== 'string') return it;
			try {
				return JSON.parse(it) as unknown;
			} catch {
				return it;
			}
		}),
		schema,
	);

const isMoment = (text: string): boolean =>
	/^\d{4}-\d\d-\d\d/.test(text) && Number.isFinite(Date.parse(text)) && new Date(`${text.slice(0, 10)}T00:00:00Z`).toISOString().startsWith(text.slice(0, 10));
/** A day (its end is meant, where the municipality is) or an instant, as of which something is asked. */
export const moment = z
	.string()
	.check(z.regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d))?$/), z.refine(isMoment, 'There is no such day.'));
