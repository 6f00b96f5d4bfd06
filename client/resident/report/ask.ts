import { askedNow } from '../../../server/maths/questions.ts';
import type { Service } from '../../../server/municipality/contract.ts';

export type Question = Service['questions'][number];
type Answers = Readonly<Record<string, string>>;

/** The questions to be asked now: those without a condition, and those whose condition the answers meet. */
export const asked = (questions: readonly Question[], answers: Answers): Question[] => askedNow(questions, answers);

/** What is sent: the answers to the questions that are asked, and nothing of those that no longer are. */
export function answersGiven(questions: readonly Question[], answers: Answers): Record<string, string | number> {
	return Object.fromEntries(
		asked(questions, answers).flatMap(({ id, kind }) => {
			const answer = answers[id]?.trim();
			if (!answer) return [];
			return [[id, kind === 'number' ? Number(answer.replace(',', '.')) : answer]];
		}),
	);
}

/** The questions that must be answered and are not, or whose number is none. */
export const unanswered = (questions: readonly Question[], answers: Answers): string[] =>
	asked(questions, answers)
		.filter(({ id, kind, required }) => {
			const answer = answers[id]?.trim() ?? '';
			return answer === '' ? required === true : kind === 'number' && !Number.isFinite(Number(answer.replace(',', '.')));
		})
		.map(({ id }) => id);
