import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { z } from 'zod/mini';
import { meToo, type PublicFaultPage, readFault } from '../../../server/reports/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/resident-pages.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { check, map } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Page, PageTitle } from '../page.tsx';
import { isOver } from '../plain-state.ts';
import { route } from '../route.ts';
import { ShareButtons } from '../share-buttons.tsx';
import { CommentForm } from './comment-form.tsx';
import { FollowForm } from './follow-form.tsx';
import { HandedOn } from './lazy-handed-on.tsx';
import { Comments, Facts, History, Photos, Standing } from './story.tsx';

type Shown = z.infer<typeof PublicFaultPage>;

/** One fault as everybody may see it. */
export function FaultPage({ id }: { id: string }): JSX.Element {
	const read = useCall(readFault, () => ({ code: id, language: language.value }));
	const it = read.data.value;
	if (it) return <Fault it={it} onChange={read.reload} />;
	const problem = read.error.value;
	return (
		<Page title={t('fault.title')}>
			{problem ? (
				problem.status === 404 || problem.status === 400 ? (
					<Notice kind="warn" title={t('fault.unknown', { code: id })}>
						{t('fault.unknownHelp')}
					</Notice>
				) : (
					<ProblemNotice problem={problem} onRetry={() => void read.reload()} />
				)
			) : (
				<Skeleton kind="text" count={6} />
			)}
		</Page>
	);
}

function Fault({ it, onChange }: { it: Shown; onChange: () => Promise<void> }): JSX.Element {
	const over = isOver(it.state);
	return (
		<div class="page stack loose">
			<div class="fault-head">
				<p class="quiet figures">{t('fault.number', { code: it.code })}</p>
				<PageTitle>{it.title}</PageTitle>
			</div>
			<Standing fault={it} steps={it.steps} />
			<HandedOn code={it.code} steps={it.steps} />
			{!over && <SeeIt code={it.code} onChange={onChange} />}
			<Facts fault={it} department={it.department} expected={it.expected} />
			<Photos photos={it.photos} code={it.code} />
			<History steps={it.steps} />
			<section class="stack close" aria-labelledby="comments">
				<h2 id="comments">{t('comments.title')}</h2>
				<Comments comments={it.comments} code={it.code} />
				<CommentForm code={it.code} onSent={onChange} />
			</section>
			{!over && <FollowForm code={it.code} />}
			<div class="stack close">
				<ShareButtons path={`/f/${it.code}`} title={it.title} />
				<ButtonLink kind="quiet" wide icon={map} href={`/map#map=18/${it.lat.toFixed(5)}/${it.lon.toFixed(5)}`}>
					{t('fault.onMap')}
				</ButtonLink>
			</div>
		</div>
	);
}

function SeeIt({ code, onChange }: { code: string; onChange: () => Promise<void> }): JSX.Element {
	const done = useSignal(route.peek().query.has('joined'));
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const join = async (): Promise<void> => {
		busy.value = true;
		try {
			await call(meToo, { code, language: language.peek() });
			done.value = true;
			await onChange();
		} catch (thrown) {
			problem.value = asProblem(thrown);
		} finally {
			busy.value = false;
		}
	};
	if (done.value) return <Notice kind="good">{t('fault.counted')}</Notice>;
	return (
		<>
			<Button kind="primary" wide icon={check} busy={busy.value} onClick={() => void join()}>
				{t('fault.seeToo')}
			</Button>
			{problem.value && <ProblemNotice problem={problem.value} />}
		</>
	);
}
