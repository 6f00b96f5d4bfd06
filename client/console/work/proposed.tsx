import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { acceptWorkProposal, dismissWorkProposal, listWorkProposals, restoreWorkProposal, type WorkProposal } from '../../../server/work/propose/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { answer } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { date, number, percent } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { list } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { narrowWork, reload as reloadOrders } from './orders.ts';

const asked = answer((abort: AbortSignal) => call(listWorkProposals, { limit: 100, language: language.peek() }, { signal: abort }));

const one = (value: number): string => number(value, 1);

/** What speaks for a proposal, in a sentence. */
function reason({ kind, why }: WorkProposal): string {
	const days = number(why.days ?? 0);
	const said = {
		repeated: () => t('proposed.why.repeated', { count: why.faults ?? 0, days }),
		reopened: () => t('proposed.why.reopened', { count: why.reopened ?? 0, days }),
		group: () => t('proposed.why.group', { broken: number(why.broken ?? 0), of: number(why.of ?? 0) }),
		unusual: () => t('proposed.why.unusual', { count: why.faults ?? 0, days, expected: one(why.expected ?? 0), chance: percent(why.chance ?? 0, 3) }),
		rising: () => t('proposed.why.rising', { lately: one(why.lately ?? 0), usual: one(why.usual ?? 0) }),
		condition: () =>
			t('proposed.why.condition', {
				grade: number(why.grade ?? 0),
				criticality: number(why.criticality ?? 0),
				day: why.lookedAt ? date(why.lookedAt) : t('proposed.never'),
			}),
	} satisfies Record<WorkProposal['kind'], () => string>;
	return said[kind]();
}

/** How often such an alarm is false, where that is known. */
function falseAlarms({ why }: WorkProposal): string | null {
	if (why.falseAYear !== undefined) return t('proposed.false.year', { count: one(why.falseAYear) });
	return why.falseWeeks === undefined ? null : t('proposed.false.weeks', { weeks: number(why.falseWeeks) });
}

/** Work that the register itself proposes: each with its reasons, to be ordered or put away. */
export function Proposed(): JSX.Element {
	useEffect(() => {
		void asked.reload();
		return asked.stop;
	}, [language.value]);
	const { data, error } = asked;
	if (error.value) return <ProblemNotice problem={error.value} onRetry={() => void asked.reload()} />;
	if (!data.value) return <Skeleton kind="rows" count={4} />;
	const { proposals, total } = data.value;
	if (total === 0)
		return (
			<EmptyState icon={list} title={t('proposed.none')}>
				{t('proposed.noneHint')}
			</EmptyState>
		);
	return (
		<section class="stack proposed" aria-label={t('proposed.list')}>
			<p class="quiet">{t('proposed.total', { count: total })}</p>
			<ul class="bare-list stack">
				{proposals.map((it) => (
					<li key={it.code}>
						<Proposal it={it} />
					</li>
				))}
			</ul>
		</section>
	);
}

function Proposal({ it }: { it: WorkProposal }): JSX.Element {
	const busy = useSignal(false);
	const act = async (ask: () => Promise<void>): Promise<void> => {
		busy.value = true;
		try {
			await ask();
		} catch (thrown) {
			toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
		}
		busy.value = false;
		await asked.reload();
	};
	const about = { code: it.code, language: language.value };
	const accept = (): Promise<void> =>
		act(async () => {
			const { proposal } = await call(acceptWorkProposal, about);
			toast({ text: t('proposed.accepted', { code: proposal.order ?? '' }) });
			await reloadOrders();
			narrowWork({ wo: proposal.order ?? '' });
		});
	const putAway = (): Promise<void> =>
		act(async () => {
			await call(dismissWorkProposal, about);
			toast({ text: t('proposed.dismissed'), undo: () => act(async () => void (await call(restoreWorkProposal, about))) });
		});
	const alarms = falseAlarms(it);
	return (
		<Card title={it.title}>
			<div class="stack close">
				<p>
					<strong>{it.asset?.title ?? t('proposed.zone', { zone: it.zone ?? '' })}</strong>
					{it.asset?.street && ` · ${it.asset.street}`}
				</p>
				<p>{reason(it)}</p>
				{alarms && <p class="quiet small">{alarms}</p>}
				{it.beside > 0 && <p class="quiet small">{t('proposed.beside', { count: it.beside })}</p>}
				<div class="cluster">
					<Button kind="primary" busy={busy.value} onClick={() => void accept()}>
						{t('proposed.accept')}
					</Button>
					<Button busy={busy.value} onClick={() => void putAway()}>
						{t('proposed.dismiss')}
					</Button>
				</div>
			</div>
		</Card>
	);
}
