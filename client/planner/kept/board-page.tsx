import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { type ReportAnswer, readReport } from '../../../server/planning/contract.ts';
import type { KeptAnswer } from '../../../server/planning/kept/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { dateTime } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/planner-workspace.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { arrowLeft, arrowRight, cross, mail } from '../../ui/icons.ts';
import { lazy } from '../../ui/lazy.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { chart, eye } from '../../ui/staff-icons.ts';
import { dark } from '../../ui/theme.ts';
import { toast } from '../../ui/toast.tsx';
import { paint } from '../paint.ts';
import { hrefOf } from '../route.ts';
import './kept.css';
import { arrange, kept, loadKept, pinned, unknown } from './store.ts';

const AnswerChart = lazy(() => import('../answer-chart.tsx').then((it) => it.AnswerChart));

/** Often enough for a wall, seldom enough for the database. */
const renewal = 60_000;

/** One's board: what was pinned, in one's own order, asked anew every minute; on a wall it fills the screen. */
export function BoardPage(): JSX.Element {
	const page = useRef<HTMLDivElement>(null);
	const round = useSignal(0);
	useEffect(() => {
		void loadKept();
		const timer = setInterval(() => {
			round.value += 1;
		}, renewal);
		return () => clearInterval(timer);
	}, []);
	const tiles = pinned(kept.value ?? []);
	return (
		<div ref={page} class="board-page page wide stack loose">
			<div class="row between">
				<div class="stack close">
					<h1>{t('board.title')}</h1>
					<p class="quiet">{t('board.intro')}</p>
				</div>
				{tiles.length > 0 && (
					<div class="cluster tile-keys">
						<ButtonLink icon={mail} href={hrefOf({ page: 'letters', values: { send: 'board' } })}>
							{t('letters.send')}
						</ButtonLink>
						<Button icon={eye} onClick={() => void page.current?.requestFullscreen?.()}>
							{t('board.full')}
						</Button>
					</div>
				)}
			</div>
			{unknown.value && <ProblemNotice problem={unknown.value} onRetry={() => void loadKept()} />}
			{!kept.value && !unknown.value && <Skeleton kind="block" />}
			{kept.value && tiles.length === 0 && (
				<EmptyState icon={chart} title={t('board.none')}>
					{t('board.noneHint')}
				</EmptyState>
			)}
			<div class="board">
				{tiles.map((it, at) => (
					<Tile key={it.id} it={it} at={at} all={tiles} round={round.value} />
				))}
			</div>
		</div>
	);
}

interface TileProps {
	it: KeptAnswer;
	at: number;
	all: readonly KeptAnswer[];
	/** Grows when it is time to ask again. */
	round: number;
}

function Tile({ it, at, all, round }: TileProps): JSX.Element {
	const wanted = useSignal(round);
	wanted.value = round;
	const answer = useCall(readReport, () => {
		void wanted.value;
		return { ...it.params, id: it.report, language: language.value };
	});
	const got = answer.data.value;
	return (
		<section class="tile" aria-label={it.title}>
			<h2>
				<a href={hrefOf({ report: it.report, values: it.params, chosen: it.chosen })}>{it.title}</a>
			</h2>
			{answer.error.value && <ProblemNotice problem={answer.error.value} onRetry={() => void answer.reload()} />}
			{!got && !answer.error.value && <Skeleton kind="block" />}
			{got && <TileChart answer={got} />}
			{it.note && <p class="small kept-note">{it.note}</p>}
			<div class="tile-foot">
				<span class="small quiet">{got && t('kept.asOf', { when: dateTime(got.asOf) })}</span>
				<TileKeys it={it} at={at} all={all} />
			</div>
		</section>
	);
}

function TileChart({ answer }: { answer: ReportAnswer }): JSX.Element {
	const theme = dark.value ? 'dark' : 'light';
	const painted = useMemo(() => paint(answer, theme), [answer, theme]);
	if (answer.rows.length === 0) return <p class="quiet">{t('board.empty')}</p>;
	return (
		<>
			<p class="small quiet">
				{answer.about} · {answer.chart.title}
			</p>
			<AnswerChart answer={answer} painted={painted} />
		</>
	);
}

function TileKeys({ it, at, all }: Omit<TileProps, 'round'>): JSX.Element {
	const ids = all.map(({ id }) => id);
	const swap = (to: number): void => {
		const moved = ids.filter((id) => id !== it.id);
		moved.splice(to, 0, it.id);
		void arrange(moved);
	};
	const unpin = async (): Promise<void> => {
		if (await arrange(ids.filter((id) => id !== it.id))) toast({ text: t('board.unpinned'), undo: () => void arrange(ids) });
	};
	return (
		<span class="cluster tile-keys">
			<IconButton path={arrowLeft} label={t('board.earlier', { title: it.title })} disabled={at === 0} onClick={() => swap(at - 1)} />
			<IconButton path={arrowRight} label={t('board.later', { title: it.title })} disabled={at === all.length - 1} onClick={() => swap(at + 1)} />
			<IconButton path={cross} label={t('board.unpin', { title: it.title })} onClick={() => void unpin()} />
		</span>
	);
}
