import { inLanguage } from '../municipality/index.ts';
import { type FieldError, Problem } from '../platform/problem.ts';
import { type AreaFault, areaOf } from './area.ts';
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
	number: {
		en: 'Must be a number from {least} to {most}.',
		af: 'Moet ’n getal van {least} tot {most} wees.',
		xh: 'Kufuneka ibe linani ukusuka ku-{least} ukuya ku-{most}.',
	},
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

const areaFaults: Readonly<Record<AreaFault, Text>> = {
	unknown: {
		en: 'Must be ward:, suburb:, hex:, zone:, street:, circle: or polygon: with what belongs to it.',
		af: 'Moet ward:, suburb:, hex:, zone:, street:, circle: of polygon: wees met wat daarby hoort.',
		xh: 'Kufuneka ibe ngu-ward:, suburb:, hex:, zone:, street:, circle: okanye polygon: nento eyayo.',
	},
	few: { en: 'An area needs three corners.', af: '’n Gebied het drie hoeke nodig.', xh: 'Indawo ifuna iikona ezintathu.' },
	many: { en: 'An area has at most 200 corners.', af: '’n Gebied het hoogstens 200 hoeke.', xh: 'Indawo ineekona ezingama-200 ubuninzi.' },
	crossing: { en: 'The edge of the area crosses itself.', af: 'Die gebied se rand kruis homself.', xh: 'Umda wendawo uyazinqumla.' },
	place: {
		en: 'Each corner is a longitude and a latitude, such as 18.96 -33.73.',
		af: 'Elke hoek is ’n lengte- en ’n breedtegraad, soos 18.96 -33.73.',
		xh: 'Ikona nganye yi-longitude ne-latitude, njenge-18.96 -33.73.',
	},
	cells: { en: 'At most 200 hexagons can be chosen.', af: 'Hoogstens 200 seshoeke kan gekies word.', xh: 'Kungakhethwa iiheksagoni ezingama-200 ubuninzi.' },
	radius: { en: 'The radius is from 1 to 20 000 metres.', af: 'Die radius is van 1 tot 20 000 meter.', xh: 'I-radius isuka kwi-1 iye kwi-20 000 yeemitha.' },
};

function wrongArea(text: string): Text | undefined {
	const area = areaOf(text);
	return typeof area === 'string' ? areaFaults[area] : undefined;
}

function wrongNumber({ least = 0, most = Number.MAX_SAFE_INTEGER }: ParameterFile, value: string): Text | undefined {
	const number = Number(value);
	if (value.trim() !== '' && Number.isFinite(number) && number >= least && number <= most) return undefined;
	const told = Object.entries(words.number).map(([language, text]) => [language, text.replace('{least}', String(least)).replace('{most}', String(most))]);
	return Object.fromEntries(told);
}

const wrong = (it: ParameterFile, setting: Setting, values: Values): Text | undefined => {
	const value = values[it.id] ?? '';
	if (it.kind === 'area') return wrongArea(value);
	if (it.kind === 'number') return wrongNumber(it, value);
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
