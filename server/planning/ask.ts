import { inLanguage } from '../municipality/index.ts';
import { type FieldError, Problem } from '../platform/problem.ts';
import type { Asked, ParameterFile, Report, Setting } from './reports/index.ts';

type Values = Readonly<Record<string, string>>;

const isDay = (text: string): boolean => {
	const date = new Date(`${text}T00:00:00Z`);
	return /^(19|20)\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

function wrongChoice({ choices, within }: ParameterFile, setting: Setting, { value, values }: { value: string; values: Values }): string | undefined {
	const choice = choices?.(setting).find((it) => it.id === value);
	if (!choice) return 'There is no such choice.';
	const outer = within === undefined ? undefined : values[within];
	return choice.of && outer !== undefined && !choice.of.includes(outer) ? `This does not go with ${within}.` : undefined;
}

function wrongDate({ notBefore }: ParameterFile, { value, values }: { value: string; values: Values }): string | undefined {
	if (!isDay(value)) return 'Must be a day such as 2026-07-01.';
	const first = notBefore === undefined ? undefined : values[notBefore];
	return first !== undefined && isDay(first) && value < first ? `Must not be before ${notBefore}.` : undefined;
}

const wrong = (it: ParameterFile, setting: Setting, values: Values): string | undefined => {
	const value = values[it.id] ?? '';
	return it.kind === 'date' ? wrongDate(it, { value, values }) : wrongChoice(it, setting, { value, values });
};

/** The answers to a report's questions, with its defaults where none were given; what does not fit is named field by field. */
export function valuesOf(report: Report, setting: Setting, raw: Values): Values {
	const values = Object.fromEntries(report.parameters.map((it) => [it.id, raw[it.id] || it.fallback(setting)]));
	const unknown: FieldError[] = Object.keys(raw)
		.filter((id) => !Object.hasOwn(values, id))
		.map((path) => ({ path, message: 'This report does not ask that.' }));
	const errors = report.parameters.flatMap((it): FieldError[] => {
		const message = wrong(it, setting, values);
		return message === undefined ? [] : [{ path: it.id, message }];
	});
	if (unknown.length + errors.length > 0) throw new Problem('bad-input', undefined, { errors: [...unknown, ...errors] });
	return values;
}

/** What a report needs to answer: the checked values, and how to write in a language. */
export function asking(report: Report, setting: Setting, { raw, language }: { raw: Values; language: string }): Asked {
	const locale = Intl.NumberFormat.supportedLocalesOf(language.replace(/[^A-Za-z0-9-]/g, '') || 'en')[0] ?? 'en';
	return {
		...setting,
		values: valuesOf(report, setting, raw),
		say: (text) => inLanguage(text, language),
		number: (value) => new Intl.NumberFormat(locale).format(value),
		day: (iso) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(iso)),
	};
}
