import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { recategoriseFault } from '../../../server/faults/changes/contract.ts';
import type { Case } from '../../../server/work/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { collate } from '../../i18n/format.ts';
import { Select } from '../../ui/select.tsx';
import { layers, services } from '../facts.ts';
import { ActionForm } from './action-form.tsx';
import { changeFault } from './change-fault.ts';

/** Says that the fault is another trouble: those of its own class first. */
export function RecategoriseForm({ it: { fault } }: { it: Case }): JSX.Element {
	const chosen = useSignal('');
	const className = (id: string): string => layers.value.find((it) => it.id === id)?.title ?? id;
	const options = services.value
		.filter(({ mode }) => mode !== fault.mode)
		.map((it) => ({ value: it.mode, title: it.title, label: `${className(it.class)}: ${it.title}`, own: it.class === fault.class }))
		.sort((one, other) => Number(other.own) - Number(one.own) || collate(one.label, other.label));
	const named = options.find(({ value }) => value === chosen.value);
	const submit = (): void => {
		if (!named) return;
		void changeFault({
			said: t('done.recategorised', { title: named.title }),
			ask: (known) => call(recategoriseFault, { ...known, mode: named.value }),
		});
	};
	return (
		<ActionForm title={t('recategorise.title')} submit={t('action.recategorise')} onSubmit={submit} unready={!named}>
			<p class="quiet">{t('recategorise.hint')}</p>
			<Select
				label={t('recategorise.which')}
				value={chosen.value}
				options={[{ value: '', label: t('recategorise.choose') }, ...options]}
				onChoose={(mode) => (chosen.value = mode)}
			/>
		</ActionForm>
	);
}
