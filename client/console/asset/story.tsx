import type { JSX } from 'preact';
import { type AssetTimeline, readAssetTimeline } from '../../../server/work/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { date, quantity } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { money } from '../../i18n/money.ts';
import { t as shared } from '../../i18n/shared.ts';
import { Card } from '../../ui/card.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateSymbol } from '../../ui/state-symbol.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { hrefOf, spokenCode } from '../address.ts';
import { Work } from '../desk/work-list.tsx';
import { YearBars } from '../desk/year-bars.tsx';
import { route } from '../route.ts';

type Fault = AssetTimeline['faults'][number];

/** The faults of an asset and the work on it, with those of what it took the place of among them, marked as such. */
export function Story({ reference }: { reference: string }): JSX.Element {
	const read = useCall(readAssetTimeline, () => ({ reference, language: language.value }));
	const it = read.data.value;
	return (
		<Card title={t('page.faults')}>
			{read.error.value && <ProblemNotice problem={read.error.value} onRetry={() => void read.reload()} />}
			{!it && !read.error.value && <Skeleton kind="rows" count={4} />}
			{it?.faults.length === 0 && <p class="quiet">{t('page.noFaults')}</p>}
			{it && it.faults.length > 0 && (
				<div class="stack">
					<YearBars failures={it.failures.map(({ year, failures, before }) => ({ year, failures: failures + before }))} />
					<Timeline label={t('page.faults')} entries={it.faults.map((fault) => entry(fault, reference))} />
				</div>
			)}
			{it && <Work title={t('asset.work')} work={it.work.map((one) => ({ ...one, outcome: marked(one, reference) }))} />}
		</Card>
	);
}

const marked = ({ asset, outcome }: AssetTimeline['work'][number], reference: string): string | null =>
	asset === reference ? outcome : [outcome, t('page.before', { asset })].filter(Boolean).join(' · ');

const details = ({ fixedAt, cause, cost, chainage, reports, asset }: Fault, reference: string): string =>
	[
		t('asset.reports', { count: reports }),
		fixedAt && t('asset.fixedOn', { when: date(fixedAt) }),
		cause && t('asset.cause', { cause }),
		chainage !== null && t('fault.chainage', { at: quantity(Math.round(chainage), 'm') }),
		cost !== null && money(cost),
		asset !== reference && t('page.before', { asset }),
	]
		.filter(Boolean)
		.join(' · ');

const entry = (it: Fault, reference: string) => ({
	key: it.code,
	at: it.firstReportAt,
	dayOnly: true,
	mark: <StateSymbol state={it.state} spoken />,
	what: (
		<a href={hrefOf({ ...route.value, view: 'desk', fault: it.code })}>
			{it.title} <span class="code">{spokenCode(it.code)}</span>
		</a>
	),
	why: <span class="small quiet">{details(it, reference)}</span>,
	who: shared(`state.${it.state}`),
});
