import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../i18n/crew.ts';
import { distance } from '../../i18n/format.ts';
import { FileButton } from '../../ui/file-button.tsx';
import { camera } from '../../ui/icons.ts';
import { Media } from '../../ui/media.tsx';
import { toast } from '../../ui/toast.tsx';
import { attempt } from '../attempt.ts';
import { askHere } from '../here.ts';
import type { Stand } from '../kept/act.ts';
import { photosFrom, standSoon } from '../kept/photo.ts';
import { perform } from '../kept/run.ts';
import { fileOf } from '../kept/store.ts';
import { type At, whereOf } from './at.ts';

type Moment = 'before' | 'after';

const nowhere: Promise<Stand | null> = Promise.resolve(null);
/** Where the phone was when the camera was opened last. */
let opened = nowhere;

/** The photos of an item from before or after the work, and the camera. Where it is opened, the phone is asked where it is. */
export function Photos({ moment, ...at }: At & { moment: Moment }): JSX.Element {
	const busy = useSignal(false);
	const { line } = at;
	const sent = line.photos.filter((it) => it.moment === moment);
	const waiting = line.waiting.filter((it) => it.moment === moment);
	const take = async (files: readonly File[]): Promise<void> => {
		busy.value = true;
		const [photos, stand] = [await photosFrom(files), await standSoon(opened)];
		opened = nowhere;
		if (photos.length < files.length) toast({ text: t('photos.failed'), kind: 'bad' });
		const deed = { kind: 'photos', moment, ...(stand && { stand }) } as const;
		if (photos.length > 0) await attempt(() => perform(whereOf(at), deed, new Map(photos.map(({ id, file }) => [id, file]))));
		busy.value = false;
	};
	return (
		<div class="stack close">
			<h2>{t(`photos.${moment}`)}</h2>
			{sent.length + waiting.length > 0 && (
				<ul class="bare-list stop-photos">
					{sent.map(({ id, video, takenM }, place) => (
						<li key={id}>
							<Media id={id} video={video} alt={t('photos.of', { number: place + 1 })} />
							<Away metres={takenM} />
						</li>
					))}
					{waiting.map(({ id, takenM }, place) => (
						<li key={id}>
							<Kept id={id} alt={t('photos.of', { number: sent.length + place + 1 })} />
							<Away metres={takenM} waits />
						</li>
					))}
				</ul>
			)}
			{line.endedAt === null && (
				<FileButton
					label={t('photos.take')}
					icon={camera}
					busy={busy.value}
					capture
					onOpen={() => {
						opened = askHere();
					}}
					onFiles={take}
				/>
			)}
		</div>
	);
}

const Away = ({ metres, waits }: { metres: number | null; waits?: boolean }): JSX.Element => (
	<span class="quiet small">
		{[metres === null ? t('photos.nowhere') : t('photos.away', { distance: distance(metres) }), waits ? t('photos.waits') : ''].filter(Boolean).join(' · ')}
	</span>
);

/** A photo that is still on this phone. */
function Kept({ id, alt }: { id: string; alt: string }): JSX.Element {
	const url = useSignal('');
	useEffect(() => {
		let gone = false;
		void fileOf(id).then((file) => {
			if (file && !gone) url.value = URL.createObjectURL(file);
		});
		return () => {
			gone = true;
			URL.revokeObjectURL(url.value);
		};
	}, [id]);
	return <img src={url.value || undefined} alt={alt} />;
}
