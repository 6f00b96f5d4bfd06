import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { orderFault } from '../../../server/faults/order/contract.ts';
import type { Case } from '../../../server/work/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { zone } from '../../i18n/locale.ts';
import { RadioList } from '../../ui/radio-list.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { now } from '../clock.ts';
import { localTime, momentAt } from '../notices/local-time.ts';
import { ActionForm } from './action-form.tsx';
import { changeFault } from './change-fault.ts';

type Place = 'top' | 'bottom' | 'usual';

const dayOf = (moment: number): string => localTime(new Date(moment).toISOString(), zone()).slice(0, 10);

/** Puts the fault first or last in the queue for a while, with a reason, or lets its costs decide again. */
export function OrderForm({ it: { fault } }: { it: Case }): JSX.Element {
	const place = useSignal<Place>(fault.override === null ? 'top' : 'usual');
	const reason = useSignal('');
	const until = useSignal(dayOf(now.peek() + 7 * 86_400_000));
	const byHand = place.value !== 'usual';
	const submit = (): void => {
		const chosen = place.peek();
		const why = chosen === 'usual' ? {} : { reason: reason.peek().trim(), until: momentAt(`${until.peek()}T23:59`, zone()) };
		void changeFault({ said: t(`done.ordered.${chosen}`), ask: (known) => call(orderFault, { ...known, place: chosen, ...why }) });
	};
	const places = (['top', 'bottom', 'usual'] as const).filter((it) => it !== (fault.override ?? 'usual'));
	return (
		<ActionForm title={t('orderForm.title')} submit={t('orderForm.submit')} onSubmit={submit} unready={byHand && !(reason.value.trim() && until.value)}>
			<RadioList<Place>
				label={t('orderForm.title')}
				bare
				value={place.value}
				choices={places.map((value) => ({ value, label: t(`orderForm.${value}`), hint: t(`orderForm.${value}Hint`) }))}
				onChoose={(it) => (place.value = it)}
			/>
			{byHand && (
				<>
					<TextField label={t('orderForm.reason')} hint={t('orderForm.reasonHint')} maxLength={500} value={reason.value} onText={(it) => (reason.value = it)} />
					<TextField
						label={t('orderForm.until')}
						type="date"
						min={dayOf(now.value)}
						max={dayOf(now.value + 365 * 86_400_000)}
						value={until.value}
						onText={(it) => (until.value = it)}
					/>
				</>
			)}
		</ActionForm>
	);
}
