import type { JSX } from 'preact';
import { type Held, moderatePhoto } from '../../../server/reports/moderation/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { edit, photo as photoIcon } from '../../ui/icons.ts';
import { Media } from '../../ui/media.tsx';
import { eye, eyeOff } from '../../ui/staff-icons.ts';
import { toast } from '../../ui/toast.tsx';
import { HeldLine } from './held-line.tsx';

type Photo = Held['photos'][number];
type Again = () => void | Promise<void>;

interface HeldPhotosProps {
	photos: readonly Photo[];
	again: Again;
	onBlur: (photo: Photo) => void;
}

/** Shows a photo to the public or keeps it back; undone, it waits again. */
async function decide(id: string, shown: boolean, again: Again): Promise<void> {
	try {
		await call(moderatePhoto, { id, shown });
		await again();
		const undo = async (): Promise<void> => {
			await call(moderatePhoto, { id, shown: false, waits: true });
			await again();
		};
		toast({ text: t(shown ? 'done.photoShown' : 'done.photoHidden'), undo });
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
}

/** Photos that wait for somebody to look at them. */
export function HeldPhotos({ photos, again, onBlur }: HeldPhotosProps): JSX.Element {
	return (
		<Card title={t('held.photos', { count: photos.length })}>
			{photos.length === 0 && (
				<EmptyState icon={photoIcon} title={t('held.noPhotos')}>
					{t('held.noPhotosHint')}
				</EmptyState>
			)}
			<ul class="bare-list held-photos">
				{photos.map((it) => (
					<HeldPhoto key={it.id} photo={it} again={again} onBlur={onBlur} />
				))}
			</ul>
		</Card>
	);
}

function HeldPhoto({ photo, again, onBlur }: Omit<HeldPhotosProps, 'photos'> & { photo: Photo }): JSX.Element {
	const { id, video, title, blurred } = photo;
	const keys = (event: KeyboardEvent): void => {
		if (event.target !== event.currentTarget) return;
		if (event.key === 'p') void decide(id, true, again);
		if (event.key === 'i') void decide(id, false, again);
		if (event.key === 'b' && !video) onBlur(photo);
	};
	return (
		<li class="stack tight held-item" tabIndex={-1} data-held onKeyDown={keys}>
			<Media id={id} video={video} alt={t('held.photoOf', { title })} />
			<span class="small">{title}</span>
			<HeldLine {...photo} />
			{blurred.length > 0 && <Badge>{t('blur.parts', { count: blurred.length })}</Badge>}
			<div class="cluster">
				<Button icon={eye} aria-keyshortcuts="p" onClick={() => void decide(id, true, again)}>
					{t('photo.show')}
				</Button>
				<Button kind="quiet" icon={eyeOff} aria-keyshortcuts="i" onClick={() => void decide(id, false, again)}>
					{t('held.keepBack')}
				</Button>
				{!video && (
					<Button kind="quiet" icon={edit} aria-keyshortcuts="b" onClick={() => onBlur(photo)}>
						{t('blur.open')}
					</Button>
				)}
			</div>
		</li>
	);
}
