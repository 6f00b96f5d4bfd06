import type { Parameter } from '../../server/planning/contract.ts';

export type Values = Readonly<Record<string, string>>;

/** What is chosen, or else what is usual. */
export const setting = ({ id, default: usual }: Parameter, values: Values): string => values[id] ?? usual;

/** The choices that go with what else is chosen. */
export function fitting({ choices = [], within }: Parameter, values: Values): NonNullable<Parameter['choices']> {
	const outer = within === undefined ? undefined : values[within];
	return choices.filter(({ of }) => !of || outer === undefined || of.includes(outer));
}

/** Every parameter with what is chosen for it. */
export const filled = (params: readonly Parameter[], values: Values): Values => Object.fromEntries(params.map((it) => [it.id, setting(it, values)]));

/** What is asked after answers were changed: others that no longer go with it fall back to the usual, and what is usual is not written down. */
export function changed(params: readonly Parameter[], values: Values, changes: Values): Record<string, string> {
	const wanted: Values = { ...filled(params, values), ...changes };
	const kept = params.filter((it) => it.kind !== 'choice' || fitting(it, wanted).some((choice) => choice.id === wanted[it.id]));
	return Object.fromEntries(kept.filter((it) => wanted[it.id] !== it.default).map((it) => [it.id, wanted[it.id] ?? it.default]));
}
