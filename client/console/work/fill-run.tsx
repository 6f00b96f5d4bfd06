import { signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { acceptRun, proposeRun, type Run, type RunStop } from '../../../server/work/runs/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { number, time } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { money } from '../../i18n/money.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { nameOf } from './days.ts';
import { hoursWords, nameOfOrder } from './order-words.ts';
import { day, reload } from './orders.ts';
import './fill-run.css';

/** The crew whose shift is being filled. */
export const filling = signal<string | null>(null);

const hours = (minutes: number): string => hoursWords(minutes / 60);

/** A run for a crew, with its parts; stops are taken out and put in, and the rest fills up anew. */
export function FillRun({ crew }: { crew: string }): JSX.Element {
	const keep = useSignal<readonly string[]>([]);
	const leave = useSignal<readonly string[]>([]);
	const wish = { crew, day: nameOf(day.value), keep: [...keep.value], leave: [...leave.value] };
	const asked = useCall(proposeRun, () => ({ ...wish, language: language.value }));
	const busy = useSignal(false);
	const run = asked.data.value;
	useEffect(() => document.querySelector('.board > .side-panel')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), []);
	const takeOut = (code: string): void => {
		keep.value = keep.peek().filter((it) => it !== code);
		leave.value = [...leave.peek(), code];
	};
	const putIn = (code: string): void => {
		leave.value = leave.peek().filter((it) => it !== code);
		keep.value = [...keep.peek(), code];
	};
	const give = async (it: Run): Promise<void> => {
		busy.value = true;
		try {
			await call(acceptRun, { crew, day: wish.day, orders: it.stops.map(({ order }) => order.code), language: language.peek() });
			toast({ text: t('runs.accepted', { crew }) });
			filling.value = null;
			await reload();
		} catch (thrown) {
			toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
		}
		busy.value = false;
	};
	return (
		<SidePanel title={t('runs.title', { crew })} onClose={() => (filling.value = null)}>
			<div class="stack">
				<p class="quiet small">{t('runs.hint')}</p>
				{asked.error.value && <ProblemNotice problem={asked.error.value} onRetry={() => void asked.reload()} />}
				{!run && !asked.error.value && <Skeleton kind="rows" count={4} />}
				{run && <Proposal run={run} onTakeOut={takeOut} onPutIn={putIn} />}
				{run && run.stops.length > 0 && (
					<Button kind="primary" busy={busy.value} onClick={() => void give(run)}>
						{t('runs.accept')}
					</Button>
				)}
			</div>
		</SidePanel>
	);
}

interface ProposalProps {
	run: Run;
	onTakeOut: (code: string) => void;
	onPutIn: (code: string) => void;
}

function Proposal({ run, onTakeOut, onPutIn }: ProposalProps): JSX.Element {
	const { stops, left } = run;
	if (stops.length + left.length === 0) return <p>{t('runs.nothing')}</p>;
	const [work, travel, free] = [hours(run.workMinutes), hours(run.travelMinutes), hours(Math.max(0, run.freeMinutes))];
	return (
		<>
			<p>{t('runs.sum', { count: stops.length, work, travel, free, km: number(run.lengthM / 1000, 1), money: money(run.perDay) })}</p>
			<ol class="run-stops" aria-label={t('runs.stops')}>
				{stops.map((it) => (
					<li key={it.order.code}>
						<Stop it={it} others={stops} onTakeOut={onTakeOut} />
					</li>
				))}
			</ol>
			{left.length > 0 && (
				<section class="stack close">
					<h3>{t('runs.left')}</h3>
					<ul class="bare-list stack close">
						{left.slice(0, 30).map(({ order, perDay, pushedOut }) => (
							<li key={order.code} class="run-left">
								<span>
									{nameOfOrder(order)}
									<span class="quiet small">
										{' '}
										{perDay > 0 && ` · ${t('runs.perDay', { money: money(perDay) })}`}
										{pushedOut && ` · ${t('runs.pushedOut')}`}
									</span>
								</span>
								<Button aria-label={t('runs.putIn', { order: nameOfOrder(order) })} onClick={() => onPutIn(order.code)}>
									{t('runs.in')}
								</Button>
							</li>
						))}
					</ul>
				</section>
			)}
		</>
	);
}

interface StopProps {
	it: RunStop;
	others: readonly RunStop[];
	onTakeOut: (code: string) => void;
}

function Stop({ it, others, onTakeOut }: StopProps): JSX.Element {
	const { order, from, until, travelMinutes, workMinutes, perDay, together, kept } = it;
	const beside = together === null ? [] : others.flatMap((other, at) => (other !== it && other.together === together ? [at + 1] : []));
	return (
		<div class="run-stop">
			<span class="figures">{t('runs.times', { from: time(from), until: time(until) })}</span>
			<Button aria-label={t('runs.takeOut', { order: nameOfOrder(order) })} onClick={() => onTakeOut(order.code)}>
				{t('runs.out')}
			</Button>
			<span class="run-about">
				<strong>{nameOfOrder(order)}</strong>
				{order.street && ` · ${order.street}`}
				<span class="quiet small run-parts">
					{[
						t('runs.parts', { travel: number(travelMinutes), work: number(workMinutes) }),
						...(perDay > 0 ? [t('runs.perDay', { money: money(perDay) })] : []),
						...(kept ? [t('runs.kept')] : []),
						...(beside.length > 0 ? [t('runs.together', { stops: beside.join(', ') })] : []),
					].join(' · ')}
				</span>
			</span>
		</div>
	);
}
