import type { JSX } from 'preact';
import type { AssetTimeline } from '../../../server/work/contract.ts';
import { t } from '../../i18n/console.ts';
import { date, quantity } from '../../i18n/format.ts';
import { money } from '../../i18n/money.ts';
import { t as shared } from '../../i18n/shared.ts';
import { StateSymbol } from '../../ui/state-symbol.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { hrefOf, spokenCode } from '../address.ts';
import { route } from '../route.ts';

type Fault = AssetTimeline['faults'][number];

const details = ({ fixedAt, cause, cost, chainage, reports }: Fault): string =>
	[
		t('asset.reports', { count: reports }),
		fixedAt && t('asset.fixedOn', { when: date(fixedAt) }),
		cause && t('asset.cause', { cause }),
		chainage !== null && t('fault.chainage', { at: quantity(Math.round(chainage), 'm') }),
		cost !== null && money(cost),
	]
		.filter(Boolean)
		.join(' · ');

/** The faults of an asset, newest first, this one among them. */
export function AssetHistory({ faults, code }: { faults: readonly Fault[]; code: string }): JSX.Element {
	return (
		<section class="stack close" aria-labelledby="history-title">
			<h3 id="history-title">{t('asset.history')}</h3>
			<Timeline
				label={t('asset.history')}
				entries={faults.map((it) => ({
					key: it.code,
					at: it.firstReportAt,
					dayOnly: true,
					mark: <StateSymbol state={it.state} spoken />,
					what:
						it.code === code ? (
							<>
								{it.title} <span class="quiet">({t('asset.thisFault')})</span>
							</>
						) : (
							<a href={hrefOf({ ...route.value, fault: it.code })}>
								{it.title} <span class="code">{spokenCode(it.code)}</span>
							</a>
						),
					why: <span class="small quiet">{details(it)}</span>,
					who: shared(`state.${it.state}`),
				}))}
			/>
		</section>
	);
}
