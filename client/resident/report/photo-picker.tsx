import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/resident.ts';
import { t as shared } from '../../i18n/shared.ts';
import type { Position } from '../../map/locate.ts';
import { FileButton } from '../../ui/file-button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { camera, photo as photoIcon, play, trash } from '../../ui/icons.ts';
import { announce } from '../../ui/live-region.tsx';
import './photo-picker.css';
import { type DraftPhoto, mostPhotos, photos, setPhotos } from './photos.ts';
import { quietPosition, takePhotos } from './take-photos.ts';

const nowhere = Promise.resolve(null);
const any = 'image/*,video/mp4,video/quicktime,video/webm';

/** Takes photos or chooses them; each is made small on the device before it is sent. */
export function PhotoPicker(): JSX.Element {
	const busy = useSignal(false);
	const failed = useSignal('');
	const opened = useRef<Promise<Position | null>>(nowhere);
	const take = async (files: readonly File[]): Promise<void> => {
		busy.value = true;
		const { unread, tooLong } = await takePhotos(files, opened.current);
		opened.current = nowhere;
		failed.value = tooLong > 0 ? t('photo.tooLong') : unread > 0 ? t('photo.unread') : '';
		busy.value = false;
		announce(t('photo.count', { count: photos.peek().length }));
	};
	const takeLabel = photos.value.length > 0 ? t('photo.another') : t('photo.take');
	return (
		<section class="stack close" aria-label={t('photo.title')}>
			{photos.value.length > 0 && <Thumbs />}
			{photos.value.length < mostPhotos && (
				<div class="photo-buttons">
					<FileButton label={takeLabel} icon={camera} busy={busy.value} capture onOpen={() => (opened.current = quietPosition())} onFiles={take} />
					<FileButton label={t('photo.choose')} icon={photoIcon} busy={busy.value} accept={any} onFiles={take} />
					<FileButton label={t('photo.film')} icon={play} busy={busy.value} capture accept="video/*" onFiles={take} />
				</div>
			)}
			<p class="quiet small">{t('photo.hint')}</p>
			{failed.value && (
				<p class="field-error" role="alert">
					{failed.value}
				</p>
			)}
		</section>
	);
}

/** The photos of the draft, each to be taken away again. */
export function Thumbs(): JSX.Element {
	return (
		<ul class="thumbs">
			{photos.value.map((it, at) => (
				<li key={it.id}>
					{it.file.type.startsWith('video/') ? (
						<Film it={it} alt={shared('media.video', { number: at + 1 })} />
					) : (
						<img src={it.url} alt={t('photo.alt', { number: number(at + 1) })} />
					)}
					<IconButton
						path={trash}
						label={t('photo.remove', { number: number(at + 1) })}
						onClick={() => void setPhotos(photos.peek().filter((other) => other.id !== it.id))}
					/>
				</li>
			))}
		</ul>
	);
}

/** The picture that stands for a video, or a dark field where this device cannot show one. */
function Film({ it, alt }: { it: DraftPhoto; alt: string }): JSX.Element {
	return (
		<>
			{it.poster ? <img src={it.url} alt={alt} /> : <span class="thumb-dark" role="img" aria-label={alt} />}
			<span class="thumb-play">
				<Icon path={play} size={24} />
			</span>
		</>
	);
}
