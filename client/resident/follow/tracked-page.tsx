import type { JSX } from 'preact';
import { readTracked, stopHearing, type Tracked } from '../../../server/reports/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { type Answer, useCall } from '../../api/use-call.ts';
import { date, longDate } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { t } from '../../i18n/resident-pages.ts';
import { Button } from '../../ui/button.tsx';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { Page, PageTitle } from '../page.tsx';
import { isOver } from '../plain-state.ts';
import { ShareButtons } from '../share-buttons.tsx';
import { CommentForm } from './comment-form.tsx';
import { IsItFixed } from './is-it-fixed.tsx';
import { HandedOn } from './lazy-handed-on.tsx';
import { PushOffer } from './lazy-push-offer.tsx';
import { Satisfaction } from './satisfaction.tsx';
import { Comments, Facts, History, Photos, Standing } from './story.tsx';

/** What became of a report: for whoever holds its link. */
export function TrackedPage({ id }: { id: string }): JSX.Element {
	const tracked = useCall(readTracked, () => ({ tracking: id, language: language.value }));
	const it = tracked.data.value;
	if (it) return <Shown it={it} tracking={id} tracked={tracked} />;
	const problem = tracked.error.value;
	return (
		<Page title={t('follow.title')}>
			{problem ? (
				problem.status === 410 ? (
					<Notice title={problemText(problem)} />
				) : problem.status === 404 || problem.status === 400 ? (
					<Notice kind="warn" title={t('follow.unknown')}>
						{t('follow.unknownHelp')}
					</Notice>
				) : (
					<ProblemNotice problem={problem} onRetry={() => void tracked.reload()} />
				)
			) : (
				<Skeleton kind="text" count={6} />
			)}
		</Page>
	);
}

interface ShownProps {
	it: Tracked;
	tracking: string;
	tracked: Answer<Tracked>;
}

function Shown({ it, tracking, tracked }: ShownProps): JSX.Element {
	const { fault, steps } = it;
	return (
		<div class="page stack loose">
			<div class="fault-head">
				<p class="quiet figures">{t('follow.ticket', { ticket: it.ticket, date: date(it.reportedAt) })}</p>
				<PageTitle>{fault.title}</PageTitle>
			</div>
			{it.mayAnswer && <IsItFixed tracking={tracking} until={it.answerUntil} onAnswered={tracked.reload} />}
			<Standing fault={fault} steps={steps} />
			<HandedOn code={fault.code} steps={steps} />
			<Facts fault={fault} department={it.department} expected={it.expected} />
			{it.mayRate && <Satisfaction tracking={tracking} said={it.satisfied} onSaid={tracked.reload} />}
			{it.words && (
				<section class="stack close">
					<h2>{t('follow.words')}</h2>
					<blockquote class="own-words">{it.words}</blockquote>
				</section>
			)}
			<Photos photos={it.photos} tracking={tracking} />
			<History steps={steps} />
			<section class="stack close" aria-labelledby="comments">
				<h2 id="comments">{t('comments.title')}</h2>
				<Comments comments={it.comments} code={fault.code} />
				<CommentForm code={fault.code} tracking={tracking} onSent={tracked.reload} />
			</section>
			<div class="stack close">
				<ShareButtons path={`/f/${fault.code}`} title={fault.title} />
				<p class="quiet small">{t('follow.shareNote')}</p>
			</div>
			{!isOver(fault.state) && <PushOffer tracking={tracking} />}
			<Hearing it={it} tracking={tracking} tracked={tracked} />
			<p class="small">
				<a href={`/my-data#${tracking}`}>{t('follow.myData')}</a>
			</p>
		</div>
	);
}

function Hearing({ it, tracking, tracked }: ShownProps): JSX.Element {
	const stop = async (): Promise<void> => {
		try {
			await call(stopHearing, { tracking });
			await tracked.reload();
		} catch (thrown) {
			toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
		}
	};
	if (!it.hears) return <p class="quiet small">{t('follow.silent')}</p>;
	return (
		<div class="cluster between">
			<span class="quiet small">{it.answerUntil ? t('follow.until', { date: longDate(it.answerUntil) }) : t('follow.hears')}</span>
			<Button kind="quiet" onClick={() => void stop()}>
				{t('follow.stop')}
			</Button>
		</div>
	);
}
