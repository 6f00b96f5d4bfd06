import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Order } from '../../../server/work/orders/contract.ts';
import { addOrderItems, removeOrderItem } from '../../../server/work/orders/means/contract.ts';
import { call } from '../../api/call.ts';
import { fieldErrors } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { language } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { plus } from '../../ui/icons.ts';
import { TextField } from '../../ui/text-field.tsx';
import { plainCode } from '../address.ts';
import { changing, doToOrder, refusal } from './open-order.ts';

/** The numbers somebody has written, told apart: faults begin with F-, all else is an asset. */
export function namesIn(written: string): { faults: string[]; assets: string[] } {
	const names = written.split(/[\s,;]+/).filter(Boolean);
	const isFault = (name: string): boolean => /^f-/i.test(name);
	return { faults: names.filter(isFault).map(plainCode), assets: names.filter((name) => !isFault(name)).map((name) => name.toUpperCase()) };
}

/** Takes off again what was put on. */
async function takeOff(before: Order, now: Order): Promise<void> {
	const known = new Set(before.lines.map(({ id }) => id));
	for (const { id } of now.lines.filter((line) => !known.has(line.id))) await call(removeOrderItem, { code: now.code, item: id, language: language.peek() });
}

/** Puts more faults and assets on an order, by their numbers. */
export function AddItems({ it }: { it: Order }): JSX.Element {
	const written = useSignal('');
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		const names = namesIn(written.peek());
		if (names.faults.length + names.assets.length === 0) return;
		const done = await doToOrder({
			said: t('orders.added', { count: names.faults.length + names.assets.length }),
			ask: () => call(addOrderItems, { code: it.code, version: it.version, ...names, language: language.peek() }),
			undo: (now) => takeOff(it, now),
		});
		if (done) written.value = '';
	};
	const errors = fieldErrors(refusal.value);
	return (
		<form class="row order-add no-print" onSubmit={(event) => void submit(event)}>
			<div class="grow">
				<TextField
					label={t('orders.add')}
					hint={t('orders.addHint')}
					error={errors['faults'] ?? errors['assets']}
					value={written.value}
					onText={(words) => (written.value = words)}
				/>
			</div>
			<Button type="submit" icon={plus} disabled={changing.value || written.value.trim() === ''}>
				{t('orders.addDo')}
			</Button>
		</form>
	);
}
