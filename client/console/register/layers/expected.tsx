import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type RegisterLayer, watchLayer } from '../../../../server/assets/layers/contract.ts';
import { call } from '../../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../../api/problem.ts';
import { t } from '../../../i18n/console.ts';
import { t as shared } from '../../../i18n/shared.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { toast } from '../../../ui/toast.tsx';
import { putLayer } from './layers-state.ts';

/** Every how many days an edition of the layer should come. */
export function Expected({ layer }: { layer: RegisterLayer }): JSX.Element {
	const days = useSignal(layer.expectedDays === null ? '' : String(layer.expectedDays));
	const problem = useSignal<Problem | null>(null);
	const before = layer.expectedDays;
	const keep = async (expectedDays: number | null): Promise<void> => {
		const { layer: changed } = await call(watchLayer, { class: layer.class, expectedDays });
		putLayer(changed);
		days.value = expectedDays === null ? '' : String(expectedDays);
	};
	const send = async (event: Event): Promise<void> => {
		event.preventDefault();
		try {
			await keep(days.peek() === '' ? null : Number(days.peek()));
			problem.value = null;
			toast({ text: t('layers.expectedKept'), undo: () => keep(before) });
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
	};
	return (
		<form class="expected row" onSubmit={(event) => void send(event)}>
			<TextField
				label={t('layers.expected')}
				hint={t('layers.expectedHint')}
				type="number"
				min={1}
				max={3660}
				value={days.value}
				onText={(text) => (days.value = text)}
				error={fieldErrors(problem.value)['expectedDays'] ?? (problem.value ? problem.value.message : undefined)}
			/>
			<Button type="submit" disabled={days.value === (before === null ? '' : String(before))}>
				{shared('action.save')}
			</Button>
		</form>
	);
}
