import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '../../i18n/crew.ts';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { ShownStop } from '../kept/apply.ts';
import { write } from '../kept/run.ts';
import { type At, whereOf } from './at.ts';
import { tasksOf } from './evidence.ts';

type Task = ShownStop['tasks'][number];

/** The checklist of an item: ticks, and readings with their numbers. */
export function Tasks(at: At): JSX.Element | null {
	const tasks = tasksOf(at.stop, at.line);
	if (tasks.length === 0) return null;
	return (
		<Card title={t('tasks.title')}>
			<div class="stack close">
				{tasks.map((it) => (it.kind === 'reading' ? <Reading key={it.id} at={at} task={it} /> : <Tick key={it.id} at={at} task={it} />))}
			</div>
		</Card>
	);
}

const Tick = ({ at, task }: { at: At; task: Task }): JSX.Element => (
	<Checkbox
		checked={task.doneAt !== null}
		label={task.title}
		{...(task.wanted && { hint: t('tasks.wanted') })}
		onCheck={(done) => write(whereOf(at), { tasks: [{ id: task.id, answer: task.answer, done }] })}
	/>
);

function Reading({ at, task }: { at: At; task: Task }): JSX.Element {
	const value = useSignal(task.answer ?? '');
	const change = (text: string): void => {
		value.value = text;
		const number = text.trim().replace(',', '.');
		const fits = number !== '' && Number.isFinite(Number(number));
		write(whereOf(at), { tasks: [{ id: task.id, answer: fits ? number : null, done: fits }] });
	};
	const label = task.unit ? `${task.title} (${task.unit})` : task.title;
	return <TextField label={label} hint={task.wanted ? t('tasks.wanted') : undefined} inputMode="decimal" value={value.value} onText={change} />;
}
