import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/resident.ts';
import type { Position } from '../../map/locate.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { camera, photo as photoIcon, trash } from '../../ui/icons.ts';
import { announce } from '../../ui/live-region.tsx';
import { FileButton } from './file-button.tsx';
import './photo-picker.css';
import { mostPhotos, photos, setPhotos } from './photos.ts';
import { quietPosition, takePhotos } from './take-photos.ts';

const nowhere = Promise.resolve(null);

/** Takes photos or chooses them; each is made small on the device before it is sent. */
export function PhotoPicker(): JSX.Element {
	const busy = useSignal(false);
	const failed = useSignal(false);
	const opened = useRef<Promise<Position | null>>(nowhere);
	const take = async (files: readonly File[]): Promise<void> => {
		busy.value = true;
		const { unread } = await takePhotos(files, opened.current);
		opened.current = nowhere;
		failed.value = unread > 0;
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
					<FileButton label={t('photo.choose')} icon={photoIcon} busy={busy.value} onFiles={take} />
				</div>
			)}
			<p class="quiet small">{t('photo.hint')}</p>
			{failed.value && (
				<p class="field-error" role="alert">
					{t('photo.unread')}
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
					<img src={it.url} alt={t('photo.alt', { number: number(at + 1) })} />
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
