import type { Report } from '../reports/index.ts';

/** What a question is known by. */
export type Asking = Pick<Report, 'id' | 'parameters'> & { readonly heavy?: { readonly edition: number } };

/** A question in one line: report, edition, what was asked. */
export const questionOf = ({ id, heavy, parameters }: Asking, values: Readonly<Record<string, string>>): string =>
	JSON.stringify([id, heavy?.edition ?? 0, parameters.map((it) => [it.id, values[it.id]])]);
