import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Staff } from '../../../server/auth/contract.ts';
import { assignFault } from '../../../server/faults/changes/contract.ts';
import type { Case } from '../../../server/work/contract.ts';
import { call } from '../../api/call.ts';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { collate, date } from '../../i18n/format.ts';
import { text } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { staff } from '../facts.ts';
import { me } from '../session.ts';
import { ActionForm } from './action-form.tsx';
import { changeFault } from './change-fault.ts';
import { priorityOf } from './fault-header.tsx';

/** Whoever is away is said to be, and who has it then. */
function nameOf({ name, away }: Staff): string {
	if (!away) return name;
	const until = date(away.until);
	return away.standIn === null ? t('assign.awayAlone', { name, until }) : t('assign.away', { name, until, standIn: away.standIn });
}

/** Gives the fault to a department or a person, or changes how pressing it is. */
export function AssignForm({ it: { fault } }: { it: Case }): JSX.Element {
	const before = {
		department: fault.department,
		person: staff.value.find(({ name }) => name === fault.assignee)?.id ?? '',
		priority: String(priorityOf(fault.priority)),
	};
	const department = useSignal(before.department);
	const person = useSignal(before.person);
	const priority = useSignal(before.priority);
	const change = {
		...(department.value !== before.department && { department: department.value }),
		...(person.value !== before.person && { person: person.value || null }),
		...(priority.value !== before.priority && { priority: Number(priority.value) }),
	};
	const mine = me.value?.person;
	const priorities = (['1', '2', '3', '4', '5'] as const).map((value) => ({ value, label: t(`priority.${value}`) }));
	const submit = (): void => void changeFault({ said: t('done.assigned'), ask: (known) => call(assignFault, { ...known, ...change }) });
	const departments = theTown()
		.departments.map((it) => ({ value: it.code, label: text(it.title) }))
		.sort((one, other) => collate(one.label, other.label));
	const people = [{ value: '', label: t('fact.nobody') }, ...staff.value.map((it) => ({ value: it.id, label: nameOf(it) }))];
	const toMe = mine && person.value !== mine.id && staff.value.some(({ id }) => id === mine.id) && (
		<Button onClick={() => (person.value = mine.id)}>{t('assign.toMe')}</Button>
	);
	return (
		<ActionForm title={t('assign.title')} submit={t('assign.submit')} onSubmit={submit} unready={Object.keys(change).length === 0} more={toMe}>
			<Select label={t('fact.department')} value={department.value} options={departments} onChoose={(code) => (department.value = code)} />
			<Select label={t('fact.assignee')} value={person.value} options={people} onChoose={(id) => (person.value = id)} />
			<Select label={t('fact.priority')} value={priority.value} options={priorities} onChoose={(value) => (priority.value = value)} />
		</ActionForm>
	);
}
