import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { addLetter, changeLetter, type Letter } from '../../../server/planning/letters/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { dateTime } from '../../i18n/format.ts';
import { languageNames, offered } from '../../i18n/language.ts';
import { t } from '../../i18n/planner-letters.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { People } from './people.tsx';
import { dayName, daysOf, hourName, type Rhythm } from './rhythm.ts';

/** What is to be sent: that of an address, or of a letter that there is. */
export type Wanted = Pick<Letter, 'what' | 'report' | 'params' | 'question' | 'title' | 'every' | 'day' | 'hour' | 'language'> & {
	id: string | null;
	people: readonly string[];
	outside: readonly string[];
};

interface LetterFormProps {
	wanted: Wanted;
	/** What it is about, in words. */
	about: string;
	staff: readonly { id: string; name: string }[];
	/** Whether one may write to people outside. */
	outside: boolean;
	onDone: (letters: Letter[]) => void;
}

/** Nothing else of it can be changed: what is asked is another letter. */
const written = ({ title, every, day, hour, language, people }: Wanted, outside: string) => ({
	...{ title, every, day, hour, language, people: [...people] },
	outside: outside.split(/[\s,;]+/).filter(Boolean),
});

async function save(wanted: Wanted, outside: string): Promise<Letter[]> {
	const wish = written(wanted, outside);
	if (wanted.id !== null) {
		const { letters } = await call(changeLetter, { id: wanted.id, ...wish });
		toast({ text: t('saved') });
		return letters;
	}
	const { what, report, params, question } = wanted;
	const { id, letters } = await call(addLetter, { ...wish, what, params: { ...params }, ...(report && { report }), ...(question && { question }) });
	const next = letters.find((it) => it.id === id)?.nextAt;
	toast({ text: t('done', { when: next ? dateTime(next) : '' }) });
	return letters;
}

/** When something goes, how, and to whom. */
export function LetterForm({ wanted, about, staff, outside: mayOutside, onDone }: LetterFormProps): JSX.Element {
	const draft = useSignal(wanted);
	const outside = useSignal(wanted.outside.join('\n'));
	const problem = useSignal<Problem | null>(null);
	const busy = useSignal(false);
	const errors = fieldErrors(problem.value);
	const named = ['title', 'day', 'language', 'people', 'outside'].some((field) => Object.keys(errors).some((it) => it.split('.')[0] === field));
	const set = (change: Partial<Wanted>): void => {
		draft.value = { ...draft.value, ...change };
	};
	const submit = async (): Promise<void> => {
		busy.value = true;
		try {
			onDone(await save(draft.value, outside.value));
		} catch (thrown) {
			problem.value = asProblem(thrown);
		} finally {
			busy.value = false;
		}
	};
	return (
		<form
			class="stack"
			onSubmit={(event) => {
				event.preventDefault();
				void submit();
			}}
		>
			<p>{about}</p>
			{problem.value && !named && <ProblemNotice problem={problem.value} />}
			<TextField label={t('title')} value={draft.value.title} required maxLength={120} error={errors['title']} onText={(title) => set({ title })} />
			<When rhythm={draft.value} error={errors['day']} onChange={set} />
			<Select
				label={t('language')}
				value={draft.value.language}
				error={errors['language']}
				options={offered.value.map((value) => ({ value, label: languageNames[value] }))}
				onChoose={(language) => set({ language })}
			/>
			<People staff={staff} chosen={draft.value.people} error={errors['people']} onChoose={(people) => set({ people })} />
			{mayOutside && (
				<TextArea
					label={t('outside')}
					hint={t('outsideHint')}
					optional
					rows={2}
					value={outside.value}
					error={Object.entries(errors).find(([field]) => field.startsWith('outside'))?.[1]}
					onText={(text) => (outside.value = text)}
				/>
			)}
			<div class="cluster">
				<Button kind="primary" type="submit" busy={busy.value}>
					{t('save')}
				</Button>
			</div>
		</form>
	);
}

interface WhenProps {
	rhythm: Rhythm;
	error: string | undefined;
	onChange: (change: Partial<Rhythm>) => void;
}

function When({ rhythm: { every, day, hour }, error, onChange }: WhenProps): JSX.Element {
	return (
		<div class="letter-when">
			<Select
				label={t('every')}
				value={every}
				options={(['week', 'month', 'quarter'] as const).map((value) => ({ value, label: t(`every.${value}`) }))}
				onChoose={(value) => onChange({ every: value, day: 1 })}
			/>
			<Select
				label={t('day')}
				value={String(day)}
				error={error}
				hint={day > 28 ? t('dayHint') : undefined}
				options={daysOf(every).map((it) => ({ value: String(it), label: dayName(every, it) }))}
				onChoose={(value) => onChange({ day: Number(value) })}
			/>
			<Select
				label={t('hour')}
				value={String(hour)}
				options={Array.from({ length: 24 }, (_, it) => ({ value: String(it), label: hourName(it) }))}
				onChoose={(value) => onChange({ hour: Number(value) })}
			/>
		</div>
	);
}
