import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '../../i18n/resident-push.ts';
import { Button } from '../../ui/button.tsx';
import { bell } from '../../ui/icons.ts';
import { start, stop, tellsOf } from './push-state.ts';

type State = 'off' | 'on' | 'denied' | 'failed';

/** Offers to tell of a report on this device. The browser is asked only once somebody has pressed it. */
export function PushOffer({ tracking }: { tracking: string }): JSX.Element {
	const state = useSignal<State>(tellsOf(tracking) ? 'on' : 'off');
	const busy = useSignal(false);
	const doing = async (act: () => Promise<State>): Promise<void> => {
		busy.value = true;
		state.value = await act().catch(() => 'failed' as const);
		busy.value = false;
	};
	const on = state.value === 'on';
	return (
		<div class="stack close push-offer">
			<div class="cluster between" aria-live="polite">
				<span class="quiet small">{on ? t('push.on') : t('push.hint')}</span>
				{on ? (
					<Button kind="quiet" busy={busy.value} onClick={() => void doing(() => stop(tracking))}>
						{t('push.stop')}
					</Button>
				) : (
					<Button icon={bell} busy={busy.value} onClick={() => void doing(() => start(tracking))}>
						{t('push.start')}
					</Button>
				)}
			</div>
			{(state.value === 'denied' || state.value === 'failed') && (
				<p class="field-error" role="alert">
					{t(`push.${state.value}`)}
				</p>
			)}
		</div>
	);
}
