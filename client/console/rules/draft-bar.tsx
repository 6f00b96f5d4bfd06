import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { RuleSet } from '../../../server/municipality/rules/contract.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { check, refresh, undo } from '../../ui/icons.ts';
import { TextField } from '../../ui/text-field.tsx';
import { changed, discard } from './draft.ts';
import { publish, tryDraft } from './publish.ts';

/** What holds, and where the draft differs, what can be done with it: try it, publish it, give it up. */
export function DraftBar({ set, onPublished }: { set: RuleSet; onPublished: () => void }): JSX.Element {
	const busy = useSignal<'try' | 'publish' | null>(null);
	const note = useSignal('');
	const during = async (what: 'try' | 'publish', act: () => Promise<void>): Promise<void> => {
		busy.value = what;
		await act();
		busy.value = null;
	};
	const holds = set.version === 0 ? t('rules.noVersion') : t('rules.holds', { n: set.version });
	const trying = (
		<Button icon={refresh} busy={busy.value === 'try'} onClick={() => void during('try', tryDraft)}>
			{t('rules.try')}
		</Button>
	);
	if (!changed.value)
		return (
			<div class="cluster between">
				<span class="quiet">{holds}</span>
				{trying}
			</div>
		);
	const keep = (): Promise<void> =>
		publish({ version: set.version, note: note.peek() }, () => {
			note.value = '';
			onPublished();
		});
	return (
		<section class="stack rule-draft" aria-label={t('rules.unpublished')}>
			<p>
				<strong>{t('rules.unpublished')}</strong> {holds}
			</p>
			<TextField label={t('rules.note')} hint={t('rules.noteHint')} optional maxLength={500} value={note.value} onText={(text) => (note.value = text)} />
			<div class="cluster">
				{trying}
				<Button kind="primary" icon={check} busy={busy.value === 'publish'} onClick={() => void during('publish', keep)}>
					{t('rules.publish')}
				</Button>
				<Button kind="quiet" icon={undo} onClick={discard}>
					{t('rules.discard')}
				</Button>
			</div>
		</section>
	);
}
