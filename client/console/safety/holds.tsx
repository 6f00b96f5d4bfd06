import type { JSX } from 'preact';
import { type Hold, listHolds } from '../../../server/reports/holds/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { date } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { lock } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { hrefOf, noRegister, readRoute, spokenCode } from '../address.ts';
import { liftHold, saidHeld } from './change-hold.ts';
import { HoldForm } from './hold-form.tsx';

/** What is kept for a claim, a court or an inquiry, and a form to hold more. */
export function Holds(): JSX.Element {
	const read = useCall(listHolds, () => ({}));
	const again = (): Promise<void> => read.reload();
	const holds = read.data.value?.holds ?? [];
	const [standing, past] = [holds.filter((it) => it.stands), holds.filter((it) => !it.stands)];
	return (
		<Card title={t('hold.title')}>
			{read.error.value && <ProblemNotice problem={read.error.value} onRetry={() => void again()} />}
			{read.data.value && standing.length === 0 && (
				<EmptyState icon={lock} title={t('hold.none')}>
					{t('hold.noneHint')}
				</EmptyState>
			)}
			<ul class="bare-list stack tight">
				{standing.map((it) => (
					<li key={it.id} class="cluster">
						<What it={it} />
						<span>{t('hold.badge', { ground: t(`hold.ground.${it.ground}`), date: date(it.until) })}</span>
						<span class="quiet small">{[it.reason, t('hold.placedBy', { by: it.placedBy })].join(' · ')}</span>
						<Button kind="quiet" onClick={() => void liftHold(it, again)}>
							{t('hold.lift')}
						</Button>
					</li>
				))}
			</ul>
			{past.length > 0 && (
				<details>
					<summary>{t('hold.past', { count: past.length })}</summary>
					<ul class="bare-list stack tight small">
						{past.map((it) => (
							<li key={it.id} class="cluster">
								<What it={it} />
								<span>{it.reason}</span>
								<span class="quiet">{it.liftedBy ? t('hold.liftedBy', { by: it.liftedBy }) : t('hold.over', { date: date(it.until) })}</span>
							</li>
						))}
					</ul>
				</details>
			)}
			<HoldForm onPlaced={(it) => saidHeld(it, again)} />
		</Card>
	);
}

function What({ it: { fault, asset } }: { it: Hold }): JSX.Element {
	if (fault) return <a href={hrefOf({ ...readRoute(''), fault })}>{spokenCode(fault)}</a>;
	if (asset) return <a href={hrefOf({ ...readRoute(''), view: 'asset', asset, register: noRegister })}>{asset}</a>;
	return <strong>{t('hold.person')}</strong>;
}
