import type { Question } from '../../gis-layers/index.ts';
import { askedNow } from '../maths/questions.ts';
import { catalogue } from '../municipality/index.ts';
import type { FieldError } from '../platform/problem.ts';
import { Problem } from '../platform/problem.ts';
import type { NewReport } from './contract.ts';

type Answers = NewReport['answers'];

const empty = (answer: Answers[string] | undefined): boolean => answer === undefined || answer === '';

function wrongWith({ kind, choices }: Question, answer: Answers[string]): string | undefined {
	if (kind === 'number') return Number.isFinite(Number(answer)) ? undefined : 'Not a number.';
	if (kind === 'yes-no') return answer === 'yes' || answer === 'no' ? undefined : 'Answer yes or no.';
	if (kind === 'choice') return choices?.some((it) => it.id === answer) ? undefined : `Not one of ${choices?.map((it) => it.id).join(', ')}.`;
	return undefined;
}

const refuse = (errors: readonly FieldError[]): void => {
	if (errors.length > 0) throw new Problem('bad-input', undefined, { errors });
};

/**
 * The answers to the questions of a failure mode that are asked given the others; what nobody asked is left out. One that is no answer to its question is
 * refused, by its field.
 */
export function answersOf({ mode, answers }: Pick<NewReport, 'mode' | 'answers'>): Answers {
	const given = askedNow(catalogue.modes.get(mode)?.mode.questions ?? [], answers).flatMap((question) => {
		const answer = answers[question.id];
		return answer === undefined || answer === '' ? [] : [{ question, answer }];
	});
	refuse(
		given.flatMap(({ question, answer }) => {
			const message = wrongWith(question, answer);
			return message === undefined ? [] : [{ path: `answers.${question.id}`, message }];
		}),
	);
	return Object.fromEntries(given.map(({ question, answer }) => [question.id, answer]));
}

/** Refuses a report whose form has left a question open that must be answered; who reports by another way cannot be asked. */
export function mustBeAnswered({ mode, answers, channel }: Pick<NewReport, 'mode' | 'answers' | 'channel'>): void {
	if (channel !== 'web') return;
	const open = askedNow(catalogue.modes.get(mode)?.mode.questions ?? [], answers).filter((it) => it.required && empty(answers[it.id]));
	refuse(open.map((it) => ({ path: `answers.${it.id}`, message: 'This has to be answered.' })));
}
