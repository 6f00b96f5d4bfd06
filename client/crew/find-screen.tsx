import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '../i18n/crew.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { CodeCamera } from '../ui/code-camera.tsx';
import { FileButton } from '../ui/file-button.tsx';
import { arrowRight, camera, cross } from '../ui/icons.ts';
import { Notice } from '../ui/notice.tsx';
import { readCode, referenceIn } from '../ui/read-code.ts';
import { TextField } from '../ui/text-field.tsx';
import { stopsWith } from './find.ts';
import { stops } from './kept/run.ts';
import { go, hrefOf } from './route.ts';

/** Opens the stop of an asset by what stands on it, typed or read from its label. */
export function FindScreen(): JSX.Element {
	const typed = useSignal('');
	const looking = useSignal(false);
	const found = stopsWith(stops.value, typed.value);
	const take = async (code: string): Promise<boolean> => {
		const reference = referenceIn(code);
		if (!reference) return false;
		typed.value = reference;
		looking.value = false;
		const [only, other] = stopsWith(stops.value, reference);
		if (only && !other) go({ stop: only.code });
		return true;
	};
	return (
		<div class="page crew-page stack">
			<h1>{t('find.title')}</h1>
			<p class="quiet">{t('find.help')}</p>
			<TextField
				label={t('find.label')}
				autocomplete="off"
				autocapitalize="characters"
				spellcheck={false}
				enterkeyhint="search"
				value={typed.value}
				onText={(it) => {
					typed.value = it;
				}}
			/>
			<div aria-live="polite" class="stack close">
				{found.map((it) => (
					<ButtonLink key={it.code} wide iconAfter={arrowRight} href={hrefOf({ stop: it.code })}>
						{it.title}
					</ButtonLink>
				))}
				{typed.value.trim().length > 1 && found.length === 0 && <Elsewhere number={typed.value.trim()} />}
			</div>
			{looking.value ? (
				<Looking onCode={take} onClose={() => (looking.value = false)} />
			) : (
				<Button icon={camera} onClick={() => (looking.value = true)}>
					{t('find.camera')}
				</Button>
			)}
		</div>
	);
}

const Elsewhere = ({ number }: { number: string }): JSX.Element => (
	<Notice
		actions={
			<ButtonLink iconAfter={arrowRight} href={`/a/${encodeURIComponent(number.toUpperCase())}`}>
				{t('find.asset', { number })}
			</ButtonLink>
		}
	>
		{t('find.none', { number })}
	</Notice>
);

function Looking({ onCode, onClose }: { onCode: (code: string) => Promise<boolean>; onClose: () => void }): JSX.Element {
	const failed = useSignal(false);
	const busy = useSignal(false);
	const photo = async ([file]: readonly File[]): Promise<void> => {
		if (!file) return;
		busy.value = true;
		const picture = await createImageBitmap(file).catch(() => null);
		const code = picture && (await readCode(picture, false));
		failed.value = !(code && (await onCode(code)));
		busy.value = false;
	};
	return (
		<div class="stack close">
			<CodeCamera label={t('find.hold')} onCode={onCode} />
			{failed.value && (
				<p class="field-error" role="alert">
					{t('find.failed')}
				</p>
			)}
			<div class="cluster">
				<FileButton label={t('find.photo')} icon={camera} busy={busy.value} capture onFiles={photo} />
				<Button kind="quiet" icon={cross} onClick={onClose}>
					{t('find.closeCamera')}
				</Button>
			</div>
		</div>
	);
}
