import type { JSX } from 'preact';
import type { Trace } from '../../../../server/network/contract.ts';
import { t } from '../../../i18n/console.ts';
import { number } from '../../../i18n/format.ts';
import { Badge } from '../../../ui/badge.tsx';
import { hrefOf } from '../../address.ts';
import { route } from '../../route.ts';

type Place = Trace['sources'][number];

/** An asset by its number, leading to its page. */
export const AssetLink = ({ it }: { it: Pick<Place, 'reference'> }): JSX.Element => (
	<a class="code" href={hrefOf({ ...route.value, view: 'asset', asset: it.reference })}>
		{it.reference}
	</a>
);

/** Who must not go without: told before anything is closed. */
export function Critical({ taps }: { taps: Trace['taps'] }): JSX.Element | null {
	if (taps.critical.length === 0) return null;
	return (
		<div class="stack tight">
			<h3 class="network-heading">{t('close.beforeHand')}</h3>
			<ul class="bare-list network-list">
				{taps.critical.map((it) => (
					<li key={it.reference} class="cluster">
						<Badge tone="warn">{it.kind}</Badge> <AssetLink it={it} /> {it.street && <span class="quiet">{it.street}</span>}
					</li>
				))}
			</ul>
		</div>
	);
}

/** How many of each class. */
export function Counted({ taps }: { taps: Trace['taps'] }): JSX.Element | null {
	if (taps.classes.length === 0) return null;
	return (
		<ul class="bare-list cluster network-counts">
			{taps.classes.map((it) => (
				<li key={it.class}>
					<span class="figures">{number(it.count)}</span> {it.title.toLowerCase()}
				</li>
			))}
		</ul>
	);
}
