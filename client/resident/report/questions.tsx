import type { JSX } from 'preact';
import { t } from '../../i18n/resident.ts';
import { t as shared } from '../../i18n/shared.ts';
import { RadioList } from '../../ui/radio-list.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { asked, type Question } from './ask.ts';
import { draft, write } from './draft.ts';

const answer = (id: string, value: string): void => write({ answers: { ...draft.peek().answers, [id]: value } });

/** The short questions of a kind of trouble; one that depends on another appears under it. */
export function Questions({ questions, lacking }: { questions: readonly Question[]; lacking: readonly string[] }): JSX.Element {
	const { answers } = draft.value;
	return (
		<>
			{asked(questions, answers).map((question) => (
				<One key={question.id} question={question} error={lacking.includes(question.id) ? shared('field.required') : undefined} />
			))}
		</>
	);
}

const choicesOf = ({ kind, choices = [] }: Question): { value: string; label: string }[] =>
	kind === 'yes-no'
		? [
				{ value: 'yes', label: t('answer.yes') },
				{ value: 'no', label: t('answer.no') },
			]
		: choices.map(({ id, title }) => ({ value: id, label: title }));

function One({ question, error }: { question: Question; error: string | undefined }): JSX.Element {
	const { id, title, kind, required } = question;
	const value = draft.value.answers[id] ?? '';
	const name = `q-${id}`;
	if (kind === 'choice' || kind === 'yes-no')
		return <RadioList label={title} name={name} error={error} value={value} choices={choicesOf(question)} onChoose={(it) => answer(id, it)} />;
	return (
		<TextField
			label={title}
			name={name}
			error={error}
			optional={!required}
			maxLength={500}
			inputMode={kind === 'number' ? 'decimal' : 'text'}
			value={value}
			onText={(it) => answer(id, it)}
		/>
	);
}
