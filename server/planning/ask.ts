import { inLanguage } from '../municipality/index.ts';
import { type FieldError, Problem } from '../platform/problem.ts';
import type { Asked, ParameterFile, Report, Setting, Text } from './reports/index.ts';

type Values = Readonly<Record<string, string>>;

const isDay = (text: string): boolean => {
	const date = new Date(`${text}T00:00:00Z`);
	return /^(19|20)\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

const words = {
	choice: { en: 'There is no such choice.', af: 'Daar is nie so ’n keuse nie.', xh: 'Akukho khetho lunjalo.' },
	mismatch: { en: 'This does not go with the class.', af: 'Dit pas nie by die klas nie.', xh: 'Oku akuhambelani nohlobo.' },
	day: { en: 'Must be a day such as 2026-07-01.', af: 'Moet ’n dag wees soos 2026-07-01.', xh: 'Kufuneka ibe lusuku olufana no-2026-07-01.' },
	order: { en: 'Must not be before the first day.', af: 'Mag nie voor die eerste dag wees nie.', xh: 'Akufuneki lube phambi kosuku lokuqala.' },
	unknown: { en: 'This report does not ask that.', af: 'Hierdie verslag vra dit nie.', xh: 'Le ngxelo ayibuzi oko.' },
};

function wrongChoice({ choices, within }: ParameterFile, setting: Setting, { value, values }: { value: string; values: Values }): Text | undefined {
	const choice = choices?.(setting).find((it) => it.id === value);
	if (!choice) return words.choice;
	const outer = within === undefined ? undefined : values[within];
	return choice.of && outer !== undefined && !choice.of.includes(outer) ? words.mismatch : undefined;
}

function wrongDate({ notBefore }: ParameterFile, { value, values }: { value: string; values: Values }): Text | undefined {
	if (!isDay(value)) return words.day;
	const first = notBefore === undefined ? undefined : values[notBefore];
	return first !== undefined && isDay(first) && value < first ? words.order : undefined;
}

const wrong = (it: ParameterFile, setting: Setting, values: Values): Text | undefined => {
	const value = values[it.id] ?? '';
	return it.kind === 'date' ? wrongDate(it, { value, values }) : wrongChoice(it, setting, { value, values });
};

/** The answers to a report's questions, with its defaults where none were given; what does not fit is named field by field. */
function valuesOf(report: Report, setting: Setting, { raw, say }: { raw: Values; say: (text: Text) => string }): Values {
	const values = Object.fromEntries(report.parameters.map((it) => [it.id, raw[it.id] || it.fallback(setting)]));
	const unknown: FieldError[] = Object.keys(raw)
		.filter((id) => !Object.hasOwn(values, id))
		.map((path) => ({ path, message: say(words.unknown) }));
	const errors = report.parameters.flatMap((it): FieldError[] => {
		const message = wrong(it, setting, values);
		return message === undefined ? [] : [{ path: it.id, message: say(message) }];
	});
	if (unknown.length + errors.length > 0) throw new Problem('bad-input', undefined, { errors: [...unknown, ...errors] });
	return values;
}

/** Numbers and days are written as in the country whose money it is: en-ZA, not en-US. */
export const localeOf = (language: string, currency: string): string => {
	const wish = `${language}-${currency.slice(0, 2)}`;
	return /^[a-z]{2,3}-[A-Z]{2}$/.test(wish) ? wish : 'en';
};

/** What a report needs to answer: the checked values, and how to write in a language. */
export function asking(report: Report, setting: Setting, { raw, language }: { raw: Values; language: string }): Asked {
	const locale = localeOf(language, setting.currency);
	const say = (text: Text): string => inLanguage(text, language);
	return {
		...setting,
		values: valuesOf(report, setting, { raw, say }),
		say,
		number: (value) => new Intl.NumberFormat(locale).format(value),
		day: (iso) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(iso)),
	};
}
