import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { newKey } from '../../api/new-key.ts';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/resident.ts';
import { FileButton } from '../../ui/file-button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { camera, photo as photoIcon, trash } from '../../ui/icons.ts';
import { announce } from '../../ui/live-region.tsx';
import { sendFile } from '../outbox/deliver.ts';
import '../report/photo-picker.css';
import { shrinkPhoto } from '../../ui/shrink-photo.ts';
import { savesData } from '../saver.ts';

/** A photo that is added to what was said before, made small, with an address by which it can be shown. */
export interface AddedPhoto {
	id: string;
	file: Blob;
	url: string;
}

const most = 3;

/** Sends photos in pieces, each going on where it stopped; what is then said names them. */
export async function sendPhotos(photos: readonly AddedPhoto[]): Promise<{ id: string }[]> {
	for (const { id, file } of photos) await sendFile({ id, size: file.size, sent: 0, ready: false }, { bytesOf: async () => file }, async () => undefined);
	return photos.map(({ id }) => ({ id }));
}

/** Takes photos or chooses them, three at most. */
export function PhotoField({ photos, hint }: { photos: Signal<readonly AddedPhoto[]>; hint: string }): JSX.Element {
	const busy = useSignal(false);
	const failed = useSignal(false);
	const take = async (files: readonly File[]): Promise<void> => {
		busy.value = true;
		const small = await Promise.all(files.slice(0, most - photos.value.length).map((it) => shrinkPhoto(it, savesData())));
		const read = small.filter((it) => it !== null);
		failed.value = read.length < small.length;
		photos.value = [...photos.value, ...read.map((file) => ({ id: newKey(), file, url: URL.createObjectURL(file) }))];
		busy.value = false;
		announce(t('photo.count', { count: photos.value.length }));
	};
	return (
		<div class="stack close">
			{photos.value.length > 0 && <Added photos={photos} />}
			{photos.value.length < most && (
				<div class="photo-buttons">
					<FileButton label={t('photo.take')} icon={camera} busy={busy.value} capture onFiles={take} />
					<FileButton label={t('photo.choose')} icon={photoIcon} busy={busy.value} onFiles={take} />
				</div>
			)}
			<p class="quiet small">{hint}</p>
			{failed.value && (
				<p class="field-error" role="alert">
					{t('photo.unread')}
				</p>
			)}
		</div>
	);
}

function Added({ photos }: { photos: Signal<readonly AddedPhoto[]> }): JSX.Element {
	const remove = ({ id, url }: AddedPhoto): void => {
		URL.revokeObjectURL(url);
		photos.value = photos.value.filter((other) => other.id !== id);
	};
	return (
		<ul class="thumbs">
			{photos.value.map((it, at) => (
				<li key={it.id}>
					<img src={it.url} alt={t('photo.alt', { number: number(at + 1) })} />
					<IconButton path={trash} label={t('photo.remove', { number: number(at + 1) })} onClick={() => remove(it)} />
				</li>
			))}
		</ul>
	);
}
