import type { JSX } from 'preact';
import { moderateComment } from '../../../server/reports/moderation/contract.ts';
import type { Case } from '../../../server/work/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { message } from '../../ui/staff-icons.ts';
import { toast } from '../../ui/toast.tsx';
import { may } from '../session.ts';
import { openForm, reloadCase } from './case.ts';
import './notes.css';

type Comment = Case['comments'][number];
export type Visibility = 'public' | 'held' | 'internal';

const tones = { public: 'good', held: 'warn', internal: 'plain' } as const;
export const visibilityOf = (it: string): Visibility => (it === 'public' || it === 'held' ? it : 'internal');

/** Publishes a comment or takes it from the public, with the way back. */
export async function setVisibility(id: number, to: Visibility, { from, after }: { from: Visibility; after: () => void | Promise<void> }): Promise<void> {
	try {
		await call(moderateComment, { id, visibility: to });
		await after();
		toast({ text: t(`done.comment.${to}`), undo: () => setVisibility(id, from, { from: to, after }) });
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
}

/** What was said about a fault by residents and staff. */
export function Notes({ it: { comments, fault } }: { it: Case }): JSX.Element {
	const add = (
		<Button icon={message} onClick={() => openForm('note')}>
			{t('note.title')}
		</Button>
	);
	if (comments.length === 0)
		return (
			<EmptyState icon={message} title={t('notes.none')} actions={fault.state !== 'merged' && add}>
				{t('notes.noneHint')}
			</EmptyState>
		);
	return (
		<ul class="bare-list notes" aria-label={t('section.notes')}>
			{[...comments].reverse().map((it) => (
				<li key={it.id} class="said">
					<Said comment={it} />
				</li>
			))}
		</ul>
	);
}

function Said({ comment }: { comment: Comment }): JSX.Element {
	const { id, words, at, by } = comment;
	const now = visibilityOf(comment.visibility);
	const other = now === 'public' ? 'held' : 'public';
	return (
		<>
			<p class="said-words">{words}</p>
			<p class="cluster small quiet">
				<Badge tone={tones[now]}>{t(`visibility.${now}`)}</Badge>
				<span>{by || t('notes.resident')}</span>
				<time dateTime={at}>{dateTime(at)}</time>
				{may('content.moderate') && now !== 'internal' && (
					<Button kind="quiet" onClick={() => void setVisibility(id, other, { from: now, after: reloadCase })}>
						{t(other === 'public' ? 'comment.publish' : 'comment.hold')}
					</Button>
				)}
			</p>
		</>
	);
}
