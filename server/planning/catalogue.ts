import { type Context, catalogue, inLanguage, type Town } from '../municipality/index.ts';
import { notFound } from '../platform/problem.ts';
import { readShelf } from '../platform/shelf.ts';
import type { CatalogueEntry } from './contract.ts';
import type { ClassFacts, ParameterFile, Report, Setting, Text } from './reports/index.ts';

/** The shelf of spatial reports, in the order of their files. */
export const reports: readonly (Report & { file: string })[] = await readShelf<Report>(new URL('./reports/', import.meta.url));

/** A report by its id. */
export function reportOf(id: string): Report {
	const found = reports.find((it) => it.id === id);
	if (!found) throw notFound('planning report');
	return found;
}

const modesAbout = (id: string): ClassFacts['modes'] =>
	[...catalogue.modes.values()].filter(({ mode }) => mode.about[id] !== undefined).map(({ mode }) => ({ code: mode.code, title: mode.works }));

const classes: readonly ClassFacts[] = catalogue.classes.map((it) => ({ ...it, modes: modesAbout(it.id) }));

/** The day it is in a time zone, as 2026-11-23. */
const localDay = (zone: string, at: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at);

/** What reports may know of a municipality now. */
export const settingOf = ({ municipality: { zone, currency, financialYearMonth, registerFrom }, wards, suburbs, departments }: Town, now: Date): Setting => ({
	classes,
	zone,
	currency,
	financialYearMonth,
	registerFrom,
	wards,
	suburbs,
	departments,
	today: localDay(zone, now),
});

type Say = (text: Text) => string;

function parameterEntry(it: ParameterFile, setting: Setting, say: Say): CatalogueEntry['params'][number] {
	return {
		id: it.id,
		title: say(it.title),
		kind: it.kind,
		...(it.hint && { hint: say(it.hint) }),
		...(it.within && { within: it.within }),
		...(it.notBefore && { notBefore: it.notBefore }),
		...(it.least !== undefined && { least: it.least }),
		...(it.most !== undefined && { most: it.most }),
		...(it.choices && { choices: it.choices(setting).map(({ id, title, of }) => ({ id, title: say(title), ...(of && { of: [...of] }) })) }),
		default: it.fallback(setting),
	};
}

/** All questions there are, in one language. */
export function describeAll({ town, now }: Pick<Context, 'town' | 'now'>, language: string): CatalogueEntry[] {
	const setting = settingOf(town, now);
	const say: Say = (text) => inLanguage(text, language);
	return reports.map((it) => ({
		id: it.id,
		theme: say(it.theme),
		title: say(it.title),
		question: say(it.question),
		definition: say(it.definition),
		source: say(it.source),
		heavy: it.heavy !== undefined,
		params: it.parameters.map((parameter) => parameterEntry(parameter, setting, say)),
	}));
}
