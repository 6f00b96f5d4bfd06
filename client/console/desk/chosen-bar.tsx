import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { collate } from '../../i18n/format.ts';
import { text } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { cross, person as personIcon } from '../../ui/icons.ts';
import { Select } from '../../ui/select.tsx';
import { wrench } from '../../ui/staff-icons.ts';
import { staff } from '../facts.ts';
import { may } from '../session.ts';
import { NewOrder } from '../work/new-order-form.tsx';
import { changeChosen, chooseNone, chooseShown, chosen } from './chosen.ts';
import { load, rows } from './queue.ts';

const same = 'same';
const nobody = 'nobody';

/** What can be done with the rows that are chosen; nothing while none is. */
export function ChosenBar(): JSX.Element | null {
	const open = useSignal<'change' | 'work' | null>(null);
	const toggle = (name: 'change' | 'work') => (): void => {
		open.value = open.peek() === name ? null : name;
	};
	const count = chosen.value.length;
	if (count === 0) return null;
	return (
		<section class="chosen-bar stack close" aria-label={t('many.title')}>
			<div class="cluster">
				<strong role="status">{t('many.chosen', { count })}</strong>
				<Button icon={personIcon} aria-expanded={open.value === 'change'} onClick={toggle('change')}>
					{t('action.assign')}
				</Button>
				{may('work.plan') && (
					<Button icon={wrench} aria-expanded={open.value === 'work'} onClick={toggle('work')}>
						{t('orders.make')}
					</Button>
				)}
				{count < rows.value.length && (
					<Button kind="quiet" onClick={chooseShown}>
						{t('many.all')}
					</Button>
				)}
				<Button kind="quiet" icon={cross} onClick={chooseNone}>
					{t('many.none')}
				</Button>
			</div>
			{open.value === 'change' && <Change />}
			{open.value === 'work' && <Work onClose={toggle('work')} />}
		</section>
	);
}

/** One work order of all that are chosen. */
function Work({ onClose }: { onClose: () => void }): JSX.Element {
	const faults = rows.value.filter(({ code }) => chosen.value.includes(code));
	const done = (): void => {
		chooseNone();
		void load();
	};
	return <NewOrder key={faults.length} faults={faults} onDone={done} onClose={onClose} />;
}

function Change(): JSX.Element {
	const [department, person, priority] = [useSignal(same), useSignal(same), useSignal(same)];
	const busy = useSignal(false);
	const unchanged = { value: same, label: t('many.same') };
	const departments = theTown()
		.departments.map((it) => ({ value: it.code, label: text(it.title) }))
		.sort((one, other) => collate(one.label, other.label));
	const people = [{ value: nobody, label: t('fact.nobody') }, ...staff.value.map(({ id, name }) => ({ value: id, label: name }))];
	const priorities = (['1', '2', '3', '4', '5'] as const).map((value) => ({ value, label: t(`priority.${value}`) }));
	const change = {
		...(department.value !== same && { department: department.value }),
		...(person.value !== same && { person: person.value === nobody ? null : person.value }),
		...(priority.value !== same && { priority: Number(priority.value) }),
	};
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		await changeChosen(change);
		busy.value = false;
	};
	return (
		<form class="queue-choices" aria-label={t('assign.title')} onSubmit={(event) => void submit(event)}>
			<Select label={t('fact.department')} value={department.value} options={[unchanged, ...departments]} onChoose={(it) => (department.value = it)} />
			<Select label={t('fact.assignee')} value={person.value} options={[unchanged, ...people]} onChoose={(it) => (person.value = it)} />
			<Select label={t('fact.priority')} value={priority.value} options={[unchanged, ...priorities]} onChoose={(it) => (priority.value = it)} />
			<Button kind="primary" type="submit" busy={busy.value} disabled={Object.keys(change).length === 0}>
				{t('many.submit', { count: chosen.value.length })}
			</Button>
		</form>
	);
}
