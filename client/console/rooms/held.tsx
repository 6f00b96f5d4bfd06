import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type * as z from 'zod/mini';
import { type Held as HeldData, readHeld } from '../../../server/reports/contract.ts';
import { listen } from '../../api/live.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { check, eye, message, photo } from '../../ui/icons.ts';
import { Media } from '../../ui/media.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { hrefOf, readRoute, spokenCode } from '../address.ts';
import { setVisibility, visibilityOf } from '../desk/notes.tsx';
import { showPhoto } from '../desk/report-photos.tsx';
import { RoomFrame } from './room-frame.tsx';

type Held = z.infer<typeof HeldData>;
type Again = () => Promise<void>;

const limits = [50, 200] as const;

/** What waits for a moderator: comments that look personal, and photos nobody has looked at. */
export function HeldRoom(): JSX.Element {
	const limit = useSignal<number>(limits[0]);
	const held = useCall(readHeld, () => {
		void language.value;
		return { limit: limit.value };
	});
	useEffect(() => listen(({ kind }) => /^(report|comment|photo|fault\.(opened|joined))/.test(kind) && void held.reload()), []);
	const it = held.data.value;
	return (
		<RoomFrame title={t('held.title')} hint={t('held.hint')}>
			{held.error.value && <ProblemNotice problem={held.error.value} onRetry={() => void held.reload()} />}
			{!it && !held.error.value && <Skeleton kind="rows" count={5} />}
			{it && <HeldComments comments={it.comments} again={held.reload} />}
			{it && <HeldPhotos photos={it.photos} again={held.reload} />}
			{it && limit.value === limits[0] && it.photos.length >= limits[0] && <Button onClick={() => (limit.value = limits[1])}>{t('queue.more')}</Button>}
		</RoomFrame>
	);
}

const Fault = ({ code }: { code: string }): JSX.Element => (
	<a class="code" href={hrefOf({ ...readRoute(''), fault: code })}>
		{spokenCode(code)}
	</a>
);

function HeldComments({ comments, again }: { comments: Held['comments']; again: Again }): JSX.Element {
	return (
		<Card title={t('held.comments', { count: comments.length })}>
			{comments.length === 0 && (
				<EmptyState icon={message} title={t('held.noComments')}>
					{t('held.noCommentsHint')}
				</EmptyState>
			)}
			<ul class="bare-list stack">
				{comments.map(({ id, fault, words, at, visibility }) => (
					<li key={id} class="stack tight">
						<p class="message-body">{words}</p>
						<div class="cluster small quiet">
							<Fault code={fault} />
							<time dateTime={at}>{dateTime(at)}</time>
							<Button icon={check} onClick={() => void setVisibility(id, 'public', { from: visibilityOf(visibility), after: again })}>
								{t('comment.publish')}
							</Button>
							<Button kind="quiet" onClick={() => void setVisibility(id, 'internal', { from: visibilityOf(visibility), after: again })}>
								{t('comment.keep')}
							</Button>
						</div>
					</li>
				))}
			</ul>
		</Card>
	);
}

function HeldPhotos({ photos, again }: { photos: Held['photos']; again: Again }): JSX.Element {
	return (
		<Card title={t('held.photos', { count: photos.length })}>
			{photos.length === 0 && (
				<EmptyState icon={photo} title={t('held.noPhotos')}>
					{t('held.noPhotosHint')}
				</EmptyState>
			)}
			<ul class="bare-list held-photos">
				{photos.map(({ id, fault, title, at, video }) => (
					<li key={id} class="stack tight">
						<Media id={id} video={video} alt={t('held.photoOf', { title })} />
						<span class="small">{title}</span>
						<span class="cluster small quiet">
							<Fault code={fault} />
							<time dateTime={at}>{dateTime(at)}</time>
						</span>
						<Button icon={eye} onClick={() => void showPhoto(id, true, again)}>
							{t('photo.show')}
						</Button>
					</li>
				))}
			</ul>
		</Card>
	);
}
