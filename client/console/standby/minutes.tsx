import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Roster, writeStandbyMinutes } from '../../../server/notify/standby/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { departmentName } from '../facts.ts';
import { act } from './act.ts';

/** How long each department waits for an answer before the next is called. */
export function Minutes({ departments, again }: Pick<Roster, 'departments'> & { again: () => Promise<void> }): JSX.Element | null {
	const mine = departments.filter((it) => it.mine);
	const code = useSignal(mine[0]?.code ?? '');
	const typed = useSignal<string | null>(null);
	const chosen = mine.find((it) => it.code === code.value);
	if (!chosen) return null;
	const write = (minutes: number, back: number | null): Promise<void> =>
		act({
			doing: () => call(writeStandbyMinutes, { code: chosen.code, minutes }),
			said: t('standby.timed'),
			again,
			...(back !== null && { undo: () => write(back, null) }),
		});
	const submit = (event: Event): void => {
		event.preventDefault();
		void write(Number(typed.value ?? chosen.minutes), chosen.minutes).then(() => {
			typed.value = null;
		});
	};
	return (
		<Card title={t('standby.wait')}>
			<form class="cluster" onSubmit={submit}>
				<Select
					label={t('fact.department')}
					value={chosen.code}
					options={mine.map((it) => ({ value: it.code, label: departmentName(it.code) }))}
					onChoose={(it) => {
						code.value = it;
						typed.value = null;
					}}
				/>
				<TextField
					type="number"
					label={t('standby.minutes')}
					required
					min={2}
					max={240}
					value={typed.value ?? String(chosen.minutes)}
					onText={(it) => (typed.value = it)}
				/>
				<Button type="submit">{t('away.keep')}</Button>
			</form>
		</Card>
	);
}
