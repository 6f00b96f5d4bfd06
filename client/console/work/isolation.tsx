import type { JSX } from 'preact';
import type { Order } from '../../../server/work/orders/contract.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { hrefOf, readRoute } from '../address.ts';

const assetHref = (asset: string): string => hrefOf({ ...readRoute(''), view: 'asset', asset });

/** What is closed for the work, in its order, and who goes without meanwhile. */
export function Isolation({ it }: { it: NonNullable<Order['isolation']> }): JSX.Element {
	return (
		<section class="order-isolation stack close">
			<h3>{t('orders.isolation')}</h3>
			<p class="small quiet">{t('orders.isolationOf', { asset: it.of, when: dateTime(it.builtAt) })}</p>
			<ol class="order-valves">
				{it.close.map(({ reference, title }) => (
					<li key={reference}>
						<a class="code" href={assetHref(reference)}>
							{reference}
						</a>{' '}
						{title}
					</li>
				))}
			</ol>
			<p>{t('orders.dry', { count: it.customers })}</p>
			{it.critical.length > 0 && (
				<p>
					<strong>{t('orders.critical')}</strong> {it.critical.join(', ')}
				</p>
			)}
		</section>
	);
}
