import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type ChecklistSetting, taskKinds, writeChecklist } from '../../../server/work/means/contract.ts';
import { orderKinds } from '../../../server/work/orders/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { chevronUp, cross, plus } from '../../ui/icons.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { layers } from '../facts.ts';
import { keepMeans } from './keep.ts';
import { type Errors, InUse, MeansForm, TitleFields, writing } from './means-form.tsx';

type Task = ChecklistSetting['tasks'][number];

interface ChecklistFormProps {
	/** null: a new one. */
	it: ChecklistSetting | null;
	again: () => void;
	onClose: () => void;
}

/** A name for a task that no other of the list has. */
const freshTask = (tasks: readonly Task[]): Task => {
	const taken = new Set(tasks.map(({ code }) => code));
	let at = tasks.length + 1;
	while (taken.has(`task-${at}`)) at += 1;
	return { code: `task-${at}`, title: {}, kind: 'check', unit: null, wanted: false };
};

/** What crews are asked to do at assets of a class, for a kind of work. */
export function ChecklistForm({ it, again, onClose }: ChecklistFormProps): JSX.Element {
	const draft = useSignal({ class: it?.class ?? null, kind: it?.kind ?? null, tasks: it?.tasks ?? [freshTask([])], active: it?.active ?? true });
	const write = writing(draft);
	const now = draft.value;
	const keep = () =>
		keepMeans<ChecklistSetting>({
			write: () => call(writeChecklist, { ...draft.peek(), id: it?.id ?? null, version: it?.version ?? null }),
			back: (kept) => call(writeChecklist, { ...(it ?? { ...kept, active: false }), id: kept.id, version: kept.version }),
			done: again,
		});
	const put = (at: number, task: Task | null): void => write({ tasks: now.tasks.flatMap((one, index) => (index === at ? (task ? [task] : []) : [one])) });
	const up = (at: number): void =>
		write({ tasks: now.tasks.map((one, index) => (index === at - 1 ? (now.tasks[at] ?? one) : index === at ? (now.tasks[at - 1] ?? one) : one)) });
	return (
		<MeansForm keep={keep} onClose={onClose}>
			{(errors) => (
				<>
					<Select
						label={t('means.forClass')}
						error={errors['class']}
						value={now.class ?? ''}
						options={[{ value: '', label: t('filter.anyClass') }, ...layers.value.map(({ id, title }) => ({ value: id, label: title }))]}
						onChoose={(id) => write({ class: id || null })}
					/>
					<Select
						label={t('means.forKind')}
						value={now.kind ?? ''}
						options={[{ value: '', label: t('orders.anyKind') }, ...orderKinds.map((value) => ({ value, label: t(`orders.kind.${value}`) }))]}
						onChoose={(to) => write({ kind: orderKinds.find((kind) => kind === to) ?? null })}
					/>
					{now.tasks.map((task, at) => (
						<TaskFields key={task.code} task={task} at={at} errors={errors} put={(to) => put(at, to)} up={at > 0 ? () => up(at) : null} />
					))}
					<div>
						<Button icon={plus} onClick={() => write({ tasks: [...now.tasks, freshTask(now.tasks)] })}>
							{t('means.addTask')}
						</Button>
					</div>
					<InUse active={now.active} onCheck={(active) => write({ active })} />
				</>
			)}
		</MeansForm>
	);
}

interface TaskFieldsProps {
	task: Task;
	at: number;
	errors: Errors;
	put: (task: Task | null) => void;
	/** Takes it before the one above; null: it is the first. */
	up: (() => void) | null;
}

function TaskFields({ task, at, errors, put, up }: TaskFieldsProps): JSX.Element {
	return (
		<fieldset class="means-task stack close">
			<legend class="row">
				{t('means.task', { number: at + 1 })}
				{up && <IconButton path={chevronUp} label={t('means.taskUp', { number: at + 1 })} onClick={up} />}
				<IconButton path={cross} label={t('means.taskAway', { number: at + 1 })} onClick={() => put(null)} />
			</legend>
			<TitleFields label={t('means.taskTitle')} error={errors[`tasks.${at}.title`]} title={task.title} onTitle={(title) => put({ ...task, title })} />
			<div class="two">
				<Select
					label={t('means.taskKind')}
					value={task.kind}
					options={taskKinds.map((value) => ({ value, label: t(`means.taskKind.${value}`) }))}
					onChoose={(kind) => put({ ...task, kind })}
				/>
				{task.kind === 'reading' && (
					<TextField label={t('means.unit')} maxLength={20} value={task.unit ?? ''} onText={(unit) => put({ ...task, unit: unit || null })} />
				)}
			</div>
			<Checkbox label={t('means.wanted')} checked={task.wanted} onCheck={(wanted) => put({ ...task, wanted })} />
		</fieldset>
	);
}
