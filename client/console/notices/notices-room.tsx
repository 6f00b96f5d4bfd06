import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { type DeskNotice, deskNotices } from '../../../server/municipality/notices/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { text } from '../../i18n/text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { bell, plus } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { draftOf, freshDraft, open } from './draft.ts';
import { moveWithUndo } from './move-with-undo.ts';
import { NoticeForm } from './notice-form.tsx';

const stateWords = ({ state, over }: DeskNotice): string =>
	state === 'published' && over ? t('notices.over') : t(`notices.${state === 'discarded' ? 'ended' : state}`);

/** The room in which interruptions, road works and known outages are announced. */
export function NoticesRoom(): JSX.Element {
	const read = useCall(deskNotices, () => ({}));
	const again = (): void => void read.reload();
	const notices = read.data.value?.notices;
	const draft = open.value;
	useEffect(
		() => () => {
			open.value = null;
		},
		[],
	);
	const make = (
		<Button kind="primary" icon={plus} onClick={() => (open.value = freshDraft())}>
			{t('notices.make')}
		</Button>
	);
	return (
		<div class="room-with-panel">
			<RoomFrame title={t('notices.title')} hint={t('notices.hint')} actions={make}>
				{read.error.value && <ProblemNotice problem={read.error.value} onRetry={again} />}
				{!notices && !read.error.value && <Skeleton kind="rows" count={3} />}
				{notices?.length === 0 && (
					<EmptyState icon={bell} title={<h2>{t('notices.none')}</h2>}>
						{t('notices.noneHint')}
					</EmptyState>
				)}
				{notices && notices.length > 0 && <Notices notices={notices} again={again} />}
			</RoomFrame>
			{draft && (
				<SidePanel title={draft.code === null ? t('notices.make') : text(draft.title)} onClose={() => (open.value = null)}>
					<NoticeForm key={draft.code ?? 'new'} it={draft} onDone={again} />
				</SidePanel>
			)}
		</div>
	);
}

const tones = { draft: 'plain', published: 'good', ended: 'plain', discarded: 'plain' } as const;

function Notices({ notices, again }: { notices: readonly DeskNotice[]; again: () => void }): JSX.Element {
	const columns: Column<DeskNotice>[] = [
		{ key: 'title', title: t('notices.what'), heading: true, cell: (it) => <Title it={it} /> },
		{ key: 'kind', title: t('notices.kind'), cell: ({ kind }) => t(`notices.kind.${kind}`) },
		{ key: 'when', title: t('notices.when'), cell: ({ from, until }) => `${dateTime(from)} – ${dateTime(until)}` },
		{ key: 'state', title: t('notices.state'), cell: (it) => <Badge tone={it.over ? 'plain' : tones[it.state]}>{stateWords(it)}</Badge> },
		{ key: 'actions', title: t('people.actions'), cell: (it) => <Moves it={it} again={again} /> },
	];
	return <Table caption={t('notices.title')} columns={columns} rows={notices} keyOf={({ code }) => code} current={open.value?.code ?? null} />;
}

function Title({ it }: { it: DeskNotice }): JSX.Element {
	return (
		<Button kind="quiet" class="notice-title" aria-label={t('notices.edit', { title: text(it.title) })} onClick={() => (open.value = draftOf(it))}>
			{text(it.title)}
		</Button>
	);
}

function Moves({ it: { code, state, over }, again }: { it: DeskNotice; again: () => void }): JSX.Element {
	const to = (next: DeskNotice['state']) => (): void => void moveWithUndo(code, next, again);
	return (
		<div class="cluster">
			{state === 'draft' && <Button onClick={to('published')}>{t('notices.publish')}</Button>}
			{state === 'published' && !over && <Button onClick={to('ended')}>{t('notices.end')}</Button>}
			{state !== 'draft' && <Button onClick={to('draft')}>{t('notices.draftAgain')}</Button>}
			{state !== 'published' && (
				<Button kind="quiet" onClick={to('discarded')}>
					{t('notices.discard')}
				</Button>
			)}
		</div>
	);
}
