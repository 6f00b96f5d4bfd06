import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ImportRequest } from '../../../../server/assets/import/contract.ts';
import { t } from '../../../i18n/console.ts';
import { bytes } from '../../../i18n/format.ts';
import { Notice, ProblemNotice } from '../../../ui/notice.tsx';
import { FileDrop } from './begin.tsx';
import { Discard } from './decide.tsx';
import { loadImport } from './import-state.ts';
import { isSameFile, sendFile, uploads } from './uploads.ts';

/** A file on its way: how much of it is there; after a reload or a lost connection, how it goes on from there. */
export function Sending({ it }: { it: ImportRequest }): JSX.Element {
	const upload = uploads.value[it.code];
	const wrong = useSignal(false);
	const size = it.file?.size ?? 0;
	const sent = Math.max(upload?.sent ?? 0, it.file?.received ?? 0);
	const goOn = (file: File): void => {
		wrong.value = !isSameFile(it, file);
		if (!wrong.value) void sendFile(it.code, file, sent).then(loadImport);
	};
	return (
		<div class="stack">
			<div class="stack close">
				<progress class="work-bar" max={size} value={sent} aria-label={t('imports.sending')} />
				<p class="figures">{t('imports.sent', { sent: bytes(sent), size: bytes(size) })}</p>
			</div>
			{upload?.problem && <ProblemNotice problem={upload.problem} />}
			{!upload?.running && (
				<>
					<p>{t('imports.goOn', { name: it.file?.name ?? '' })}</p>
					{wrong.value && <Notice kind="warn">{t('imports.otherFile')}</Notice>}
					<FileDrop label={t('imports.chooseAgain')} hint={t('imports.chooseAgainHint')} onFile={goOn} />
				</>
			)}
			<div>
				<Discard it={it} />
			</div>
		</div>
	);
}
