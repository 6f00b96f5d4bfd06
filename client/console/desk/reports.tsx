import type { JSX } from 'preact';
import type { Case } from '../../../server/work/contract.ts';
import { t } from '../../i18n/console.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { message } from '../../ui/staff-icons.ts';
import { Candidates, numbered } from './candidates.tsx';
import { ReportCard } from './report-card.tsx';

/** What people said, and what all their pins together say about the asset. */
export function Reports({ it: { reports, together, fault } }: { it: Case }): JSX.Element {
	if (reports.length === 0)
		return (
			<EmptyState icon={message} title={t('reports.none')}>
				{t('reports.noneHint')}
			</EmptyState>
		);
	return (
		<div class="stack">
			{together.length > 0 && (
				<section class="stack tight" aria-labelledby="together">
					<h3 id="together">{t('candidate.together', { count: reports.length })}</h3>
					<Candidates label={t('candidate.together', { count: reports.length })} candidates={together} numbers most={numbered} />
				</section>
			)}
			<ul class="bare-list stack close" aria-label={t('section.reports')}>
				{reports.map((report) => (
					<li key={report.ticket}>
						<ReportCard report={report} fault={fault} />
					</li>
				))}
			</ul>
		</div>
	);
}
