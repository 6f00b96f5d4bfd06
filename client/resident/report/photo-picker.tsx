import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/resident.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { camera, photo as photoIcon, trash } from '../../ui/icons.ts';
import { announce } from '../../ui/live-region.tsx';
import { newKey } from './draft.ts';
import { type DraftPhoto, mostPhotos, photos, setPhotos } from './photos.ts';
import './photo-picker.css';
import { shrinkPhoto } from './shrink-photo.ts';

const asPhoto = (blob: Blob): DraftPhoto => {
	const id = newKey();
	const file = new File([blob], `${id.slice(0, 8)}.jpg`, { type: 'image/jpeg' });
	return { id, file, url: URL.createObjectURL(file) };
};

const added = async (files: readonly File[]): Promise<{ fresh: DraftPhoto[]; unread: number }> => {
	const room = files.slice(0, mostPhotos - photos.peek().length);
	const small = await Promise.all(room.map(shrinkPhoto));
	const fresh = small.filter((it) => it !== null).map(asPhoto);
	return { fresh, unread: room.length - fresh.length };
};

/** Takes photos or chooses them; each is made small on the device before it is sent. */
export function PhotoPicker(): JSX.Element {
	const busy = useSignal(false);
	const failed = useSignal(false);
	const take = async (files: FileList | null): Promise<void> => {
		if (!files?.length) return;
		busy.value = true;
		const { fresh, unread } = await added([...files]);
		failed.value = unread > 0;
		await setPhotos([...photos.peek(), ...fresh]);
		busy.value = false;
		announce(t('photo.count', { count: photos.peek().length }));
	};
	return (
		<section class="stack close" aria-label={t('photo.title')}>
			{photos.value.length > 0 && <Thumbs />}
			{photos.value.length < mostPhotos && (
				<div class="photo-buttons">
					<FileButton label={photos.value.length > 0 ? t('photo.another') : t('photo.take')} icon={camera} busy={busy.value} capture onFiles={take} />
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

interface FileButtonProps {
	label: string;
	icon: string;
	busy: boolean;
	/** Opens the camera rather than the gallery. */
	capture?: boolean;
	onFiles: (files: FileList | null) => Promise<void>;
}

function FileButton({ label, icon, busy, capture, onFiles }: FileButtonProps): JSX.Element {
	const input = useRef<HTMLInputElement>(null);
	return (
		<>
			<Button icon={icon} busy={busy} onClick={() => input.current?.click()}>
				{label}
			</Button>
			<input
				ref={input}
				type="file"
				accept="image/*"
				hidden
				aria-label={label}
				multiple={!capture}
				{...(capture && { capture: 'environment' })}
				onChange={(event) => {
					const { currentTarget } = event;
					void onFiles(currentTarget.files).then(() => {
						currentTarget.value = '';
					});
				}}
			/>
		</>
	);
}

function Thumbs(): JSX.Element {
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
