import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type * as z from 'zod/mini';
import { cancelAbsence, type listAbsences, sayAbsence } from '../../../server/auth/away/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { me } from '../session.ts';

interface AwayFormProps {
	it: z.infer<typeof listAbsences.output>;
	onDone: () => void;
}

const today = (): string => new Date().toLocaleDateString('en-CA');

/** Says who is away from when until when, and who stands in. */
export function AwayForm({ it: { people, standIns }, onDone }: AwayFormProps): JSX.Element {
	const mine = me.value?.person?.id;
	const person = useSignal(people.find(({ id }) => id === mine)?.id ?? people[0]?.id ?? '');
	const standIn = useSignal('');
	const from = useSignal(today());
	const until = useSignal(today());
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		try {
			const { absence } = await call(sayAbsence, { person: person.value, standIn: standIn.value || null, from: from.value, until: until.value });
			toast({ text: t('away.said'), undo: () => call(cancelAbsence, { id: absence.id }).then(onDone) });
			onDone();
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
		busy.value = false;
	};
	const errors = fieldErrors(problem.value);
	const names = people.map(({ id, name }) => ({ value: id, label: id === mine ? t('away.me', { name }) : name }));
	const others = standIns.filter(({ id }) => id !== person.value).map(({ id, name }) => ({ value: id, label: name }));
	return (
		<form class="stack" onSubmit={submit}>
			{problem.value?.code === 'conflict' ? <Notice kind="bad">{t('away.twice')}</Notice> : problem.value && <ProblemNotice problem={problem.value} />}
			{people.length > 1 && <Select label={t('away.who')} value={person.value} options={names} onChoose={(id) => (person.value = id)} />}
			<div class="cluster">
				<TextField type="date" label={t('away.from')} required value={from.value} error={errors['from']} onText={(it) => (from.value = it)} />
				<TextField
					type="date"
					label={t('away.until')}
					required
					min={from.value}
					value={until.value}
					error={errors['until']}
					onText={(it) => (until.value = it)}
				/>
			</div>
			<Select
				label={t('away.standIn')}
				hint={t('away.standInHint')}
				value={standIn.value}
				error={errors['standIn']}
				options={[{ value: '', label: t('away.nobody') }, ...others]}
				onChoose={(id) => (standIn.value = id)}
			/>
			<Button kind="primary" type="submit" busy={busy.value}>
				{t('away.keep')}
			</Button>
		</form>
	);
}
