import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '../../i18n/console-contractors.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface GiveUpProps {
	/** What it does, as its button says. */
	words: string;
	busy: boolean;
	onDo: (reason: string) => Promise<unknown>;
}

/** Something that wants a reason: the reason first, then the button. */
export function GiveUp({ words, busy, onDo }: GiveUpProps): JSX.Element {
	const reason = useSignal('');
	return (
		<fieldset class="means-task stack close">
			<legend>{words}</legend>
			<TextField
				label={t('why')}
				maxLength={500}
				value={reason.value}
				onText={(typed) => {
					reason.value = typed;
				}}
			/>
			<div>
				<Button busy={busy} disabled={reason.value.trim().length < 5} onClick={() => void onDo(reason.peek())}>
					{words}
				</Button>
			</div>
		</fieldset>
	);
}
