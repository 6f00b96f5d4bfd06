import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { readAsset } from '../../../server/assets/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { language } from '../../i18n/language.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { t } from '../../i18n/resident-known.ts';
import { Button } from '../../ui/button.tsx';
import { CodeCamera } from '../../ui/code-camera.tsx';
import { FileButton } from '../../ui/file-button.tsx';
import { camera, cross } from '../../ui/icons.ts';
import { readCode, referenceIn } from '../../ui/read-code.ts';
import type { Place } from './draft.ts';

interface ScanProps {
	onPick: (place: Place) => void;
	onClose: () => void;
}

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
			<CodeCamera label={t('scan.title')} onCode={take} />
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
