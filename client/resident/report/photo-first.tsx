import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { t } from '../../i18n/resident.ts';
import { locate, type Position } from '../../map/locate.ts';
import { FileButton } from '../../ui/file-button.tsx';
import { camera } from '../../ui/icons.ts';
import { choosePlace, draft } from './draft.ts';
import { Thumbs } from './photo-picker.tsx';
import { photos } from './photos.ts';
import { type Taken, takePhotos } from './take-photos.ts';

const here = async (): Promise<Position | null> => {
	const found = await locate();
	return typeof found === 'string' ? null : found;
};

/** Where the photo was taken is where the trouble is, until the person says otherwise. */
const placeFrom = ({ position }: Taken): void => {
	if (position && !draft.peek().place)
		choosePlace({ lon: position.lon, lat: position.lat, method: 'photo', ...(position.accuracy && { accuracy: Math.round(position.accuracy) }) });
};

/** For whoever stands before it with the phone in hand: the photo first, and with it the place. */
export function PhotoFirst(): JSX.Element {
	const busy = useSignal(false);
	const opened = useRef<Promise<Position | null>>(Promise.resolve(null));
	const take = async (files: readonly File[]): Promise<void> => {
		busy.value = true;
		placeFrom(await takePhotos(files, opened.current));
		busy.value = false;
		// What can be wrong with what stands there has come in above.
		scrollTo({ top: 0 });
	};
	if (photos.value.length > 0) return <Thumbs />;
	return (
		<div class="photo-first">
			<FileButton label={t('what.photoFirst')} icon={camera} busy={busy.value} capture onOpen={() => (opened.current = here())} onFiles={take} />
		</div>
	);
}
