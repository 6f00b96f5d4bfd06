import type { JSX } from 'preact';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { wrench } from '../../ui/staff-icons.ts';
import { route } from '../route.ts';
import { OrderRow } from './order-row.tsx';
import { hasMore, loading, loadMore, narrowedBy, narrowing, orders, ordersProblem, pointed, reload, widen } from './orders.ts';

/** The work orders, newest first. */
export function OrderList(): JSX.Element {
	const shown = orders.value;
	if (ordersProblem.value && !shown)
		return (
			<div class="pad">
				<ProblemNotice problem={ordersProblem.value} onRetry={() => void reload()} />
			</div>
		);
	if (!shown) return <Skeleton kind="rows" count={9} />;
	if (shown.length === 0) return <NoOrders />;
	const { wo } = route.value.work;
	const reached = shown.some(({ code }) => code === wo) ? wo : shown[0]?.code;
	return (
		<div class="queue-scroll" aria-busy={loading.value} onPointerLeave={() => (pointed.value = null)}>
			<ul class="bare-list" aria-label={t('orders.title')}>
				{shown.map((it) => (
					<OrderRow key={it.code} it={it} reached={it.code === reached} />
				))}
			</ul>
			{hasMore.value ? (
				<div class="queue-more">
					<Button kind="quiet" busy={loading.value} onClick={() => void loadMore()}>
						{t('orders.more')}
					</Button>
				</div>
			) : (
				<p class="queue-end quiet small">{t('orders.end', { count: shown.length })}</p>
			)}
		</div>
	);
}

/** Nothing to show: because of what narrows the list, or because there is nothing yet. */
function NoOrders(): JSX.Element {
	const narrowed = narrowedBy() > 0 || narrowing.value !== 'live';
	return (
		<EmptyState
			icon={wrench}
			title={<h2>{t(narrowed ? 'orders.noneFound' : 'orders.none')}</h2>}
			actions={narrowedBy() > 0 && <Button onClick={widen}>{t('filter.clear')}</Button>}
		>
			{t(narrowed ? 'orders.noneFoundHint' : 'orders.noneHint')}
		</EmptyState>
	);
}
