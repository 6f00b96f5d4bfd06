import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { offline } from '../../api/offline.ts';
import { problemFrom } from '../../api/problem.ts';
import { number, time } from '../../i18n/format.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { t } from '../../i18n/resident-outbox.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { arrowRight, edit, refresh, send, trash } from '../../ui/icons.ts';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { Page } from '../page.tsx';
import { draft } from '../report/draft.ts';
import { services, startServices } from '../report/services.ts';
import { go } from '../route.ts';
import { discard, letGo, queue, readQueue, takeBack, tryNow } from './outbox.ts';
import { progressOf, type Queued } from './queued.ts';
import './waiting.css';

/** The reports that are kept on this device, each with what becomes of it; until it is sent it can be changed or deleted. */
export function WaitingPage(): JSX.Element {
	useEffect(startServices, []);
	useEffect(() => void readQueue(), []);
	const all = queue.value;
	const some = all?.some(({ state }) => state === 'waiting');
	return (
		<Page title={t('waiting.title')}>
			<p class="quiet">{t('waiting.help')}</p>
			{!all && <Skeleton kind="rows" count={2} />}
			{all?.length === 0 && (
				<EmptyState icon={send} title={t('waiting.none')}>
					{t('waiting.noneHelp')}
				</EmptyState>
			)}
			<ul class="bare-list stack" aria-live="polite">
				{all?.map((it) => (
					<li key={it.key}>
						<One it={it} />
					</li>
				))}
			</ul>
			{some && (
				<Button kind="primary" icon={refresh} disabled={offline.value} onClick={() => void tryNow()}>
					{t('waiting.now')}
				</Button>
			)}
		</Page>
	);
}

function One({ it }: { it: Queued }): JSX.Element {
	const title = services.value?.find(({ mode }) => mode === it.draft.mode)?.title ?? it.draft.mode ?? '';
	const files = it.files.filter(({ isPoster }) => !isPoster).length;
	const about = [time(it.at), it.draft.place?.name ?? '', files > 0 ? t('waiting.files', { count: files }) : ''].filter(Boolean).join(' · ');
	return (
		<Card title={title}>
			<div class="stack close">
				<span class="quiet small">{about}</span>
				<State it={it} />
				{it.state === 'waiting' || it.state === 'refused' ? <Choices it={it} /> : null}
			</div>
		</Card>
	);
}

function State({ it }: { it: Queued }): JSX.Element {
	const percent = Math.round(progressOf(it) * 100);
	if (it.state === 'sent' && it.ticket)
		return (
			<Notice
				kind="good"
				actions={
					<ButtonLink iconAfter={arrowRight} href={it.ticket.tracking} onClick={() => void letGo(it)}>
						{t('waiting.follow')}
					</ButtonLink>
				}
			>
				{t('waiting.sent', { ticket: it.ticket.ticket })}
			</Notice>
		);
	if (it.state === 'refused' && it.problem)
		return (
			<Notice kind="bad" title={t('waiting.refused')}>
				{problemText(problemFrom(it.problem))}
			</Notice>
		);
	if (it.state === 'sending') {
		if (it.files.length === 0) return <span>{t('waiting.going')}</span>;
		const sending = t('waiting.sending', { percent: number(percent) });
		return (
			<>
				<span>{sending}</span>
				<progress class="waiting-progress" max={100} value={percent} aria-label={sending} />
			</>
		);
	}
	return <span>{t('waiting.next', { time: time(Math.max(it.again, it.at)) })}</span>;
}

function Choices({ it }: { it: Queued }): JSX.Element {
	const busy = useSignal(false);
	const change = async (): Promise<void> => {
		if (draft.peek().mode !== null) {
			toast({ text: t('waiting.begun'), kind: 'bad', seconds: 8 });
			return;
		}
		busy.value = true;
		await takeBack(it.key);
		go('/report/send');
		toast({ text: t('waiting.changing') });
	};
	const remove = async (): Promise<void> => {
		const undo = await discard(it);
		toast({ text: t('waiting.deleted'), undo });
	};
	return (
		<div class="cluster">
			<Button icon={edit} busy={busy.value} onClick={() => void change()}>
				{t('waiting.change')}
			</Button>
			<Button kind="quiet" icon={trash} onClick={() => void remove()}>
				{t('waiting.delete')}
			</Button>
		</div>
	);
}
