import type { Report } from '../reports/index.ts';

/** A question in one line: report, edition, what was asked. */
export const questionOf = ({ id, heavy, parameters }: Report, values: Readonly<Record<string, string>>): string =>
	JSON.stringify([id, heavy?.edition ?? 0, parameters.map((it) => [it.id, values[it.id]])]);
