import type { JSX } from 'preact';
import { t } from '../../i18n/console.ts';
import { RadioList } from '../../ui/radio-list.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { draft, service, toAsk, write } from './draft.ts';

/** The short questions of the trouble: asked, where earlier answers ask for them. */
export function Questions(): JSX.Element | null {
	const questions = toAsk(service.value?.questions ?? [], draft.value.answers);
	if (questions.length === 0) return null;
	const answer = (id: string, said: string): void => write({ answers: { ...draft.peek().answers, [id]: said } });
	return (
		<>
			{questions.map(({ id, title, kind, choices, required }) => {
				const said = draft.value.answers[id] ?? '';
				if (kind === 'text' || kind === 'number')
					return <TextField key={id} label={title} optional={!required} type={kind} maxLength={500} value={said} onText={(words) => answer(id, words)} />;
				const yesNo = [
					{ id: 'yes', title: t('answer.yes') },
					{ id: 'no', title: t('answer.no') },
				];
				return (
					<RadioList
						key={id}
						label={title}
						tiles
						value={said || null}
						choices={(kind === 'yes-no' ? yesNo : (choices ?? [])).map((it) => ({ value: it.id, label: it.title }))}
						onChoose={(it) => answer(id, it)}
					/>
				);
			})}
		</>
	);
}
