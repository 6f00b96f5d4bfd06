import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Held, moderateComment } from '../../../server/reports/moderation/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { check } from '../../ui/icons.ts';
import { message } from '../../ui/staff-icons.ts';
import { TextArea } from '../../ui/text-area.tsx';
import { toast } from '../../ui/toast.tsx';
import { type Visibility, visibilityOf } from '../desk/notes.tsx';
import { HeldLine } from './held-line.tsx';

type Comment = Held['comments'][number];
type Again = () => void | Promise<void>;

interface Deciding {
	comment: Comment;
	visibility: Visibility;
	publicWords: string;
	again: Again;
}

/** Publishes a comment or keeps it among staff, with the way back to how it was. */
async function decide({ comment, visibility, publicWords, again }: Deciding): Promise<void> {
	try {
		await call(moderateComment, { id: comment.id, visibility, publicWords: publicWords.trim() || null });
		await again();
		const back = { comment, visibility: visibilityOf(comment.visibility), publicWords: comment.publicWords, again };
		toast({ text: t(`done.comment.${visibility}`), undo: () => decide(back) });
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
}

/** Comments that wait: as they were written, and as the public would read them. */
export function HeldComments({ comments, again }: { comments: readonly Comment[]; again: Again }): JSX.Element {
	return (
		<Card title={t('held.comments', { count: comments.length })}>
			{comments.length === 0 && (
				<EmptyState icon={message} title={t('held.noComments')}>
					{t('held.noCommentsHint')}
				</EmptyState>
			)}
			<ul class="bare-list stack">
				{comments.map((it) => (
					<HeldComment key={`${it.id} ${it.publicWords}`} comment={it} again={again} />
				))}
			</ul>
		</Card>
	);
}

function HeldComment({ comment, again }: { comment: Comment; again: Again }): JSX.Element {
	const words = useSignal(comment.publicWords);
	const go = (visibility: Visibility): void => void decide({ comment, visibility, publicWords: words.value, again });
	const keys = (event: KeyboardEvent): void => {
		if (event.target !== event.currentTarget) return;
		if (event.key === 'p') go('public');
		if (event.key === 'i') go('internal');
	};
	return (
		// The item itself takes the keys: j and k go from one to the next, p publishes, i keeps it among staff.
		<li class="stack tight held-item" tabIndex={-1} data-held onKeyDown={keys}>
			<HeldLine {...comment} />
			{comment.publicWords !== comment.words && <blockquote class="message-body quiet">{comment.words}</blockquote>}
			<TextArea label={t('held.publicWords')} rows={2} maxLength={2000} value={words.value} onText={(it) => (words.value = it)} />
			<div class="cluster">
				<Button icon={check} aria-keyshortcuts="p" onClick={() => go('public')} disabled={!words.value.trim()}>
					{t('comment.publish')}
				</Button>
				<Button kind="quiet" aria-keyshortcuts="i" onClick={() => go('internal')}>
					{t('comment.keep')}
				</Button>
			</div>
		</li>
	);
}
