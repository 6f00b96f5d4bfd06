import type { JSX } from 'preact';
import { readProposalState, stopProposalMessages, type TrackedProposal, withdrawProposal } from '../../../server/assets/proposals/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { longDate } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { t } from '../../i18n/resident-asset.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { Page, PageTitle } from '../page.tsx';
import '../follow/story.css';

/** What became of a correction: for whoever holds its link. */
export function ProposalScreen({ id }: { id: string }): JSX.Element {
	const read = useCall(readProposalState, () => ({ tracking: id, language: language.value }));
	const it = read.data.value;
	if (it) return <Shown it={it} tracking={id} again={read.reload} />;
	const problem = read.error.value;
	return (
		<Page title={t('proposal.title')}>
			{problem ? (
				problem.status === 404 || problem.status === 400 ? (
					<Notice kind="warn" title={t('proposal.unknown')}>
						{t('proposal.unknownHelp')}
					</Notice>
				) : (
					<ProblemNotice problem={problem} onRetry={() => void read.reload()} />
				)
			) : (
				<Skeleton kind="text" count={5} />
			)}
		</Page>
	);
}

const tones = { open: 'note', approved: 'good', rejected: 'note', withdrawn: 'note' } as const;

function Shown({ it, tracking, again }: { it: TrackedProposal; tracking: string; again: () => Promise<void> }): JSX.Element {
	const act = async (what: () => Promise<unknown>): Promise<void> => {
		try {
			await what();
			await again();
		} catch (thrown) {
			toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
		}
	};
	const facts: [string, string | null][] = [
		[t('proposal.made'), longDate(it.madeOn)],
		[t('proposal.decided'), it.decidedOn && longDate(it.decidedOn)],
		[t('proposal.reason'), it.reason],
	];
	return (
		<div class="page stack loose">
			<div class="fault-head">
				<p class="quiet figures">{t('proposal.number', { code: it.code })}</p>
				<PageTitle>{t(`proposal.${it.kind}`, { asset: it.title })}</PageTitle>
			</div>
			<Notice kind={tones[it.state]} title={t(`proposal.${it.state}`)}>
				{t(`proposal.${it.state}Help`)}
			</Notice>
			<dl class="facts">
				{facts.map(([name, value]) =>
					value ? (
						<div key={name}>
							<dt>{name}</dt>
							<dd>{value}</dd>
						</div>
					) : null,
				)}
			</dl>
			{it.asset && it.state !== 'withdrawn' && (
				<div>
					<ButtonLink href={`/a/${encodeURIComponent(it.asset)}`}>{t('proposal.seeAsset', { asset: it.title })}</ButtonLink>
				</div>
			)}
			{it.state === 'open' && (
				<div class="cluster">
					<Button kind="quiet" onClick={() => void act(() => call(withdrawProposal, { tracking }))}>
						{t('proposal.withdraw')}
					</Button>
					{it.hears ? (
						<Button kind="quiet" onClick={() => void act(() => call(stopProposalMessages, { tracking }))}>
							{t('proposal.stop')}
						</Button>
					) : (
						<span class="quiet small">{t('proposal.stopped')}</span>
					)}
				</div>
			)}
		</div>
	);
}
