import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Order } from '../../../server/work/orders/contract.ts';
import { t } from '../../i18n/console.ts';
import { t as shared } from '../../i18n/shared.ts';
import { Button } from '../../ui/button.tsx';
import { SignSymbol } from '../../ui/state-symbol.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { may } from '../session.ts';
import { canBeAsked, changing, moveTo } from './open-order.ts';
import { orderSign } from './signs.ts';

type To = Parameters<typeof moveTo>[1];

const asksWhy = (to: To): boolean => to === 'waiting' || to === 'cancelled';

/** Where the order may go from here; whoever puts it off or gives it up says why. */
export function Moves({ it }: { it: Order }): JSX.Element | null {
	const asking = useSignal<To | null>(null);
	const moves = it.moves.filter(canBeAsked);
	if (!may('work.plan') || moves.length === 0) return null;
	const press = (to: To): void => {
		if (asksWhy(to)) asking.value = asking.peek() === to ? null : to;
		else void moveTo(it, to, '');
	};
	return (
		<div class="stack close">
			<div class="cluster" role="toolbar" aria-label={t('orders.move')}>
				{moves.map((to) => (
					<Button key={to} disabled={changing.value} aria-expanded={asksWhy(to) ? asking.value === to : undefined} onClick={() => press(to)}>
						<span class="row close">
							<SignSymbol sign={orderSign[to]} />
							{t(`orders.to.${to}`)}
						</span>
					</Button>
				))}
			</div>
			{asking.value && <Why key={asking.value} it={it} to={asking.value} done={() => (asking.value = null)} />}
		</div>
	);
}

function Why({ it, to, done }: { it: Order; to: To; done: () => void }): JSX.Element {
	const reason = useSignal('');
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		if (reason.peek().trim() && (await moveTo(it, to, reason.peek()))) done();
	};
	return (
		<form class="action-form stack close" onSubmit={(event) => void submit(event)}>
			<TextField label={t('orders.why')} hint={t('orders.whyHint')} maxLength={500} value={reason.value} onText={(words) => (reason.value = words)} />
			<div class="cluster">
				<Button kind="primary" type="submit" busy={changing.value} disabled={!reason.value.trim()}>
					{t(`orders.to.${to}`)}
				</Button>
				<Button kind="quiet" onClick={done}>
					{shared('action.cancel')}
				</Button>
			</div>
		</form>
	);
}
