import { badField, type FieldError, Problem } from '../../platform/problem.ts';

/** A query parameter: what the API's description says of it, and how its text is read. */
export interface Parameter<T = unknown> {
	readonly name: string;
	readonly description: string;
	readonly schema: Readonly<Record<string, unknown>>;
	/** Reads the text; throws a Problem that names the parameter. */
	read(text: string): T;
}

/** What was asked, by the names of the parameters. */
export type Values = Readonly<Record<string, unknown>>;

type Query = Readonly<Record<string, unknown>>;

const longest = 70_000;

function textOf(name: string, raw: unknown): string {
	if (typeof raw !== 'string') throw badField(name, 'Given more than once.');
	if (raw.length > longest || raw.includes('\0') || !raw.isWellFormed()) throw badField(name, 'Holds characters that cannot be read, or too many.');
	return raw;
}

/** Reads the parameters of a request. Unknown ones are refused: a misspelt filter must not give everything. */
export function readParameters(query: Query, parameters: readonly Parameter[]): Values {
	const known = new Map(parameters.map((it) => [it.name, it]));
	const errors: FieldError[] = Object.keys(query)
		.filter((name) => !known.has(name))
		.map((name) => ({ path: name.slice(0, 80), message: `There is no such parameter; there are ${[...known.keys()].join(', ')}.` }));
	if (errors.length) throw new Problem('bad-input', `Unknown parameter: ${errors.map((it) => it.path).join(', ')}.`, { errors });
	return Object.fromEntries(Object.entries(query).map(([name, raw]) => [name, known.get(name)?.read(textOf(name, raw))]));
}

/** One of some words. */
export const oneOf = <T extends string>(name: string, choices: readonly T[], description: string, otherwise?: T): Parameter<T> => ({
	name,
	description,
	schema: { type: 'string', enum: choices, ...(otherwise !== undefined && { default: otherwise }) },
	read: (text) => {
		const found = choices.find((it) => it === text);
		if (found === undefined) throw badField(name, `Must be one of ${choices.join(', ')}.`);
		return found;
	},
});

/** A whole number; more than the most is taken for the most. */
export const clamped = (name: string, [least, most, otherwise]: readonly [number, number, number], description: string): Parameter<number> => ({
	name,
	description,
	schema: { type: 'integer', minimum: least, maximum: most, default: otherwise },
	read: (text) => {
		if (!/^\d{1,15}$/.test(text) || Number(text) < least) throw badField(name, `Must be a whole number from ${least} to ${most}.`);
		return Math.min(most, Number(text));
	},
});

/** A text that is read by a function of its own. */
export const parsed = <T>(name: string, description: string, read: (text: string) => T, schema: Parameter['schema'] = { type: 'string' }): Parameter<T> => ({
	name,
	description,
	schema,
	read,
});
