import type { ComponentChildren, JSX } from 'preact';
import type { BehindFault } from '../../server/planning/contract.ts';
import type { Problem } from '../api/problem.ts';
import { date, number } from '../i18n/format.ts';
import { t } from '../i18n/planner.ts';
import { t as shared } from '../i18n/shared.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { StateSymbol } from '../ui/state-symbol.tsx';

interface FaultsPanelProps {
	title: string;
	behind: { total: number; faults: readonly BehindFault[] } | undefined;
	error: Problem | null;
	onMore: () => void;
	onClose: () => void;
	/** What else can be done about the row. */
	children?: ComponentChildren;
}

/** The very faults behind one figure, each a link to its case. */
export function FaultsPanel({ title, behind, error, onMore, onClose, children }: FaultsPanelProps): JSX.Element {
	return (
		<SidePanel title={title} onClose={onClose}>
			<section class="stack close" aria-label={t('faults.title')}>
				{error && <ProblemNotice problem={error} />}
				{!behind && !error && <Skeleton kind="rows" count={6} />}
				{behind && <p class="quiet small">{behind.total === 0 ? t('faults.none') : t('faults.count', { count: behind.total })}</p>}
				<ul class="behind bare-list">
					{behind?.faults.map((fault) => (
						<Fault key={fault.code} fault={fault} />
					))}
				</ul>
				{behind && behind.faults.length < behind.total && (
					<Button onClick={onMore}>
						{shared('action.more')} ({number(behind.total - behind.faults.length)})
					</Button>
				)}
			</section>
			{children}
		</SidePanel>
	);
}

function Fault({ fault }: { fault: BehindFault }): JSX.Element {
	return (
		<li>
			<StateSymbol state={fault.state} />
			<span class="grow stack tight">
				<span class="row between">
					<a class="code" href={`/console/?fault=${encodeURIComponent(fault.code)}`} aria-label={t('faults.open', { code: `F-${fault.code}` })}>
						F-{fault.code}
					</a>
					<span class="quiet small figures">{date(fault.day)}</span>
				</span>
				<span>{fault.title}</span>
				<span class="quiet small">{[fault.asset, fault.street, t('faults.reports', { count: fault.reports })].filter(Boolean).join(' · ')}</span>
			</span>
		</li>
	);
}
