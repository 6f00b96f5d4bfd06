import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Inspection, readInspections } from '../../../server/assets/inspections/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { date } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { plus } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { eye } from '../../ui/staff-icons.ts';
import { may } from '../session.ts';
import { GradeChart } from './grade-chart.tsx';
import { InspectForm } from './inspect-form.tsx';

interface ConditionProps {
	reference: string;
	layer: string;
	onKept: () => Promise<void>;
}

/** How an asset is doing, over time: a grade by day, and who found what. */
export function Condition({ reference, layer, onKept }: ConditionProps): JSX.Element {
	const read = useCall(readInspections, () => ({ reference, language: language.value }));
	const adding = useSignal(false);
	const kept = async (): Promise<void> => {
		adding.value = false;
		await Promise.all([read.reload(), onKept()]);
	};
	const mayAdd = may('asset.edit') || may('fault.move');
	const it = read.data.value?.inspections;
	return (
		<Card
			title={t('inspect.title')}
			actions={
				mayAdd &&
				!adding.value && (
					<Button icon={plus} onClick={() => (adding.value = true)}>
						{t('inspect.add')}
					</Button>
				)
			}
		>
			{adding.value && <InspectForm reference={reference} layer={layer} onKept={kept} onLeave={() => (adding.value = false)} />}
			{read.error.value && <ProblemNotice problem={read.error.value} onRetry={() => void read.reload()} />}
			{!it && !read.error.value && <Skeleton kind="rows" count={3} />}
			{it?.length === 0 && !adding.value && (
				<EmptyState icon={eye} title={t('inspect.none')}>
					{t('inspect.noneHint')}
				</EmptyState>
			)}
			{it && it.length > 0 && <GradeChart inspections={it.map(({ on, grade }) => ({ on, grade }))} />}
			{it && it.length > 0 && (
				<ol class="bare-list inspections">
					{it.map((one) => (
						<li key={one.id}>
							<One it={one} other={one.asset === reference ? null : one.asset} />
						</li>
					))}
				</ol>
			)}
		</Card>
	);
}

const gradeWords = (grade: number): string => t(`inspect.grade.${Math.min(5, Math.max(1, grade)) as 1 | 2 | 3 | 4 | 5}`);
const tone = (grade: number): 'good' | 'plain' | 'warn' | 'bad' => (grade <= 2 ? 'good' : grade === 3 ? 'plain' : grade === 4 ? 'warn' : 'bad');

function One({ it, other }: { it: Inspection; other: string | null }): JSX.Element {
	return (
		<article class="stack tight">
			<div class="cluster">
				<strong class="figures">{date(it.on)}</strong>
				<Badge tone={tone(it.grade)}>{gradeWords(it.grade)}</Badge>
				{it.current && <span class="quiet small">{t('inspect.current')}</span>}
				{it.inspector && <span class="quiet small">{t('inspect.by', { name: it.inspector })}</span>}
				{other && <span class="quiet small">{t('inspect.asset', { asset: other })}</span>}
			</div>
			{it.defects.length > 0 && (
				<ul class="defects">
					{it.defects.map(({ code, title, severity, words }) => (
						<li key={code}>
							{title} <span class="quiet small">({t('inspect.severity', { severity })})</span>
							{words && `: ${words}`}
						</li>
					))}
				</ul>
			)}
			{it.note && <p class="message-body">{it.note}</p>}
			{it.photos.length > 0 && (
				<ul class="bare-list cluster">
					{it.photos.map(({ id }, at) => (
						<li key={id}>
							<a href={`/media/${id}.jpg`} target="_blank" rel="noreferrer">
								<img
									class="inspection-photo"
									src={`/media/${id}.jpg?size=thumb`}
									loading="lazy"
									alt={t('inspect.photo', { number: at + 1, when: date(it.on) })}
								/>
							</a>
						</li>
					))}
				</ul>
			)}
		</article>
	);
}
