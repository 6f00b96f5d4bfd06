import type { ComponentChildren, JSX } from 'preact';
import { changeOrder, type Order } from '../../../server/work/orders/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { hrefOf, readRoute } from '../address.ts';
import { changing, doToOrder } from './open-order.ts';

type Kept = NonNullable<Order['isolation']>;

const assetHref = (asset: string): string => hrefOf({ ...readRoute(''), view: 'asset', asset });

const planWithout = ({ code, version }: Order, without: readonly string[]): Promise<{ order: Order }> =>
	call(changeOrder, { code, version, without: [...without], language: language.peek() });

/** Works out anew what to close, without the valves that do not turn; taking it back believes them again. */
const replanWithout = (order: Order, { without: before }: Kept, without: readonly string[]): void =>
	void doToOrder({ said: t('orders.closeAnew'), ask: () => planWithout(order, without), undo: (now) => planWithout(now, before) });

function ValveRow({ reference, title, children }: { reference: string; title?: string; children: ComponentChildren }): JSX.Element {
	return (
		<li>
			<span class="order-valve">
				<span>
					<a class="code" href={assetHref(reference)}>
						{reference}
					</a>{' '}
					{title}
				</span>
				{children}
			</span>
		</li>
	);
}

/** What is closed for the work, in its order, without what does not turn, and who goes without meanwhile. */
export function Isolation({ order, it, fixed }: { order: Order; it: Kept; fixed: boolean }): JSX.Element {
	const { of, builtAt, close, without, customers, critical } = it;
	const doubt = (next: readonly string[], label: string, name: string): JSX.Element | false =>
		!fixed && (
			<Button kind="quiet" aria-label={name} disabled={changing.value} onClick={() => replanWithout(order, it, next)}>
				{label}
			</Button>
		);
	return (
		<section class="order-isolation stack close">
			<h3>{t('orders.isolation')}</h3>
			<p class="small quiet">{t('orders.isolationOf', { asset: of, when: dateTime(builtAt) })}</p>
			<ol class="order-valves">
				{close.map(({ reference, title }) => (
					<ValveRow key={reference} reference={reference} title={title}>
						{doubt([...without, reference], t('close.without'), t('close.withoutFor', { valve: reference }))}
					</ValveRow>
				))}
			</ol>
			{without.length > 0 && (
				<>
					<p>{t('close.stuck')}</p>
					<ul class="order-valves">
						{without.map((reference) => (
							<ValveRow key={reference} reference={reference}>
								{doubt(
									without.filter((one) => one !== reference),
									t('close.turnsAfterAll'),
									`${reference}: ${t('close.turnsAfterAll')}`,
								)}
							</ValveRow>
						))}
					</ul>
				</>
			)}
			<p>{t('orders.dry', { count: customers })}</p>
			{critical.length > 0 && (
				<p>
					<strong>{t('orders.critical')}</strong> {critical.join(', ')}
				</p>
			)}
		</section>
	);
}
