import type { FailureMode, Question } from '../../../gis-layers/index.ts';
import { type Context, catalogue, inLanguage } from '../../municipality/index.ts';
import { notFound } from '../../platform/problem.ts';
import { openWords } from './words.ts';
import type { Row } from './write.ts';

/** A failure mode's code as the standard's clients can write it in an address: letters, digits, - and _. */
export const serviceCode = (mode: string): string => mode.replace('.', '_');

/** The failure mode of a service code that is offered, or 404. The code as it is in this server is taken as well. */
export function modeOf({ town }: Context, code: string): FailureMode {
	const mode = catalogue.modes.get(code.trim().replace('_', '.'))?.mode;
	if (!mode || !town.services.get(mode.code)?.enabled) throw notFound(`service_code (${code.slice(0, 80)})`);
	return mode;
}

/** What a service is called: its trouble, with the thing it is about where two troubles would be called the same. */
export function serviceName(mode: string, language: string): string {
	const known = catalogue.modes.get(mode);
	if (!known) return mode;
	const title = inLanguage(known.mode.title, language);
	const twice = [...catalogue.modes.values()].filter((it) => inLanguage(it.mode.title, language) === title).length > 1;
	return twice ? `${inLanguage(known.home.one, language)}: ${title}` : title;
}

/** Every service that is offered; never a part of them, for what is missing counts as given up. */
export function services({ town, language }: Context): Row[] {
	const offered = catalogue.classes.flatMap((home) => home.modes.filter((it) => town.services.get(it.code)?.enabled).map((mode) => ({ home, mode })));
	return offered.map(({ home, mode }) => ({
		service_code: serviceCode(mode.code),
		service_name: serviceName(mode.code, language),
		description: inLanguage(mode.works, language),
		metadata: mode.questions.length > 0,
		type: 'realtime',
		keywords: inLanguage(mode.keywords, language),
		group: inLanguage(home.title, language),
	}));
}

const kinds = { choice: 'singlevaluelist', 'yes-no': 'singlevaluelist', text: 'text', number: 'number' } as const;

function valuesOf({ kind, choices }: Question, language: string): Row[] | undefined {
	const words = openWords(language);
	if (kind === 'choice') return (choices ?? []).map(({ id, title }) => ({ key: id, name: inLanguage(title, language) }));
	return kind === 'yes-no'
		? [
				{ key: 'yes', name: words.yes },
				{ key: 'no', name: words.no },
			]
		: undefined;
}

/** The questions of a service. One that is asked only after a certain answer is never required by itself. */
export function definition(context: Context, code: string): Row {
	const { language } = context;
	const mode = modeOf(context, code);
	const attributes = mode.questions.map((question, i) => ({
		variable: true,
		code: question.id,
		datatype: kinds[question.kind],
		required: question.required === true && question.when === undefined,
		datatype_description: openWords(language).kinds[question.kind],
		order: i + 1,
		description: inLanguage(question.title, language),
		values: valuesOf(question, language),
	}));
	return { service_code: serviceCode(mode.code), attributes };
}
