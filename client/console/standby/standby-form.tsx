import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { addStandby, type Roster, removeStandby } from '../../../server/notify/standby/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { departmentName } from '../facts.ts';

const dayAhead = (days: number): string => new Date(Date.now() + days * 86_400_000).toLocaleDateString('en-CA');
const turns = ['1', '2', '3', '4', '5'];

const first = ({ departments, people }: Roster) => ({
	...{ department: departments.find(({ mine }) => mine)?.code ?? '', person: people[0]?.id ?? '' },
	...{ from: dayAhead(0), until: dayAhead(6), turn: '1', phone: '' },
});

type Wish = ReturnType<typeof first>;

/** Puts somebody on the roster: a week, unless another span is said. */
export function StandbyForm({ it, onDone }: { it: Roster; onDone: () => void }): JSX.Element {
	const wish = useSignal(first(it));
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		try {
			const { id } = await call(addStandby, { ...wish.value, turn: Number(wish.value.turn) });
			toast({ text: t('standby.added'), undo: () => call(removeStandby, { id }).then(onDone) });
			onDone();
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
		busy.value = false;
	};
	return (
		<form class="stack" onSubmit={submit}>
			{problem.value && <ProblemNotice problem={problem.value} />}
			<Fields it={it} wish={wish.value} errors={fieldErrors(problem.value)} put={(change) => (wish.value = { ...wish.value, ...change })} />
			<Button kind="primary" type="submit" busy={busy.value}>
				{t('away.keep')}
			</Button>
		</form>
	);
}

interface FieldsProps {
	it: Roster;
	wish: Wish;
	errors: Readonly<Record<string, string>>;
	put: (change: Partial<Wish>) => void;
}

function Fields({ it: { departments, people }, wish: { department, person, from, until, turn, phone }, errors, put }: FieldsProps): JSX.Element {
	const mine = departments.filter((it) => it.mine).map(({ code }) => ({ value: code, label: departmentName(code) }));
	const names = people.map(({ id, name }) => ({ value: id, label: name }));
	const places = turns.map((value) => ({ value, label: value }));
	return (
		<>
			<Select label={t('fact.department')} value={department} options={mine} onChoose={(it) => put({ department: it })} />
			<Select label={t('standby.who')} value={person} error={errors['person']} options={names} onChoose={(it) => put({ person: it })} />
			<div class="cluster">
				<TextField type="date" label={t('away.from')} required value={from} error={errors['from']} onText={(it) => put({ from: it })} />
				<TextField type="date" label={t('away.until')} required min={from} value={until} error={errors['until']} onText={(it) => put({ until: it })} />
			</div>
			<Select label={t('standby.turn')} hint={t('standby.turnHint')} value={turn} options={places} onChoose={(it) => put({ turn: it })} />
			<TextField
				type="tel"
				label={t('standby.phone')}
				hint={t('standby.phoneHint')}
				optional
				value={phone}
				error={errors['phone']}
				onText={(it) => put({ phone: it })}
			/>
		</>
	);
}
