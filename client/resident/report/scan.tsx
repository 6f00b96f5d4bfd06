import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { readAsset } from '../../../server/assets/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { language } from '../../i18n/language.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { t } from '../../i18n/resident-known.ts';
import { Button } from '../../ui/button.tsx';
import { camera, cross } from '../../ui/icons.ts';
import type { Place } from './draft.ts';
import { FileButton } from './file-button.tsx';
import { readCode, referenceIn } from './read-code.ts';

interface ScanProps {
	onPick: (place: Place) => void;
	onClose: () => void;
}

/** Milliseconds between two looks at what the camera sees. */
const pause = 250;

/** The place of the asset whose label was read; a sentence for the person where there is none. */
async function placeOf(code: string): Promise<Place | string> {
	const reference = referenceIn(code);
	if (!reference) return t('scan.failed');
	try {
		const it = await call(readAsset, { reference, language: language.peek() });
		return { lon: it.lon, lat: it.lat, method: 'list', asset: it.reference, name: it.title };
	} catch (thrown) {
		const problem = asProblem(thrown);
		return problem.code === 'not-found' ? t('scan.unknown', { number: reference }) : problemText(problem);
	}
}

/** Reads the label of an asset: with the camera as it looks, or from a photo of it. */
export function Scan({ onPick, onClose }: ScanProps): JSX.Element {
	const failed = useSignal('');
	const busy = useSignal(false);
	const take = async (code: string | null): Promise<boolean> => {
		const place = code === null ? t('scan.failed') : await placeOf(code);
		if (typeof place === 'string') failed.value = place;
		else onPick(place);
		return typeof place !== 'string';
	};
	const photo = async ([file]: readonly File[]): Promise<void> => {
		if (!file) return;
		busy.value = true;
		const picture = await createImageBitmap(file).catch(() => null);
		await take(picture && (await readCode(picture, false)));
		busy.value = false;
	};
	return (
		<div class="scan stack close">
			<Camera onCode={take} />
			{failed.value && (
				<p class="field-error" role="alert">
					{failed.value}
				</p>
			)}
			<div class="cluster">
				<FileButton label={t('scan.photo')} icon={camera} busy={busy.value} capture onFiles={photo} />
				<Button kind="quiet" icon={cross} onClick={onClose}>
					{t('scan.close')}
				</Button>
			</div>
		</div>
	);
}

interface Watching {
	video: HTMLVideoElement;
	/** Says whether that is what was looked for. */
	onCode: (code: string) => Promise<boolean>;
	onSeen: () => void;
}

/** Looks at what the camera sees a few times a second, until a code is what was looked for. Answers how to stop. */
function watch({ video, onCode, onSeen }: Watching): () => void {
	let stopped = false;
	let last: string | null = null;
	let stream: MediaStream | null = null;
	const stop = (): void => {
		stopped = true;
		for (const track of stream?.getTracks() ?? []) track.stop();
	};
	const look = async (): Promise<void> => {
		const code = await readCode(video, true);
		const fresh = code !== null && code !== last;
		last = code ?? last;
		const done = fresh && (await onCode(code));
		if (!stopped && !done) setTimeout(() => void look(), pause);
	};
	void cameraStream().then(async (given) => {
		stream = given;
		if (stopped) stop();
		if (!given || stopped) return;
		video.srcObject = given;
		await video.play().catch(() => undefined);
		onSeen();
		await look();
	});
	return stop;
}

const cameraStream = async (): Promise<MediaStream | null> =>
	(await navigator.mediaDevices?.getUserMedia({ video: { facingMode: 'environment' } }).catch(() => null)) ?? null;

/** What the camera sees; nothing where there is no camera or it may not be used. */
function Camera({ onCode }: Pick<Watching, 'onCode'>): JSX.Element {
	const video = useRef<HTMLVideoElement>(null);
	const on = useSignal(false);
	useEffect(() => (video.current ? watch({ video: video.current, onCode, onSeen: () => (on.value = true) }) : undefined), []);
	return (
		<div hidden={!on.value}>
			<p class="quiet small">{t('scan.title')}</p>
			<video ref={video} class="scan-picture" muted playsInline />
		</div>
	);
}
