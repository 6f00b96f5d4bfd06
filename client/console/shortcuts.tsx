import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/console.ts';
import { t as shared } from '../i18n/shared.ts';
import { CommandPalette } from '../ui/command-palette.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { cross } from '../ui/icons.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import { type Keys, useKeys } from '../ui/keys.ts';
import type { View } from './address.ts';
import { commands, deskActions, stepRow, undoHere } from './commands.ts';
import { form, openForm } from './desk/case.ts';
import { toggleHere } from './desk/chosen.ts';
import { answerPublicly, confirmAsset, toggleForm } from './desk/fault-actions.tsx';
import { viewsOpen } from './desk/views.tsx';
import { may } from './session.ts';

/** Whether the list of all commands is open. */
export const paletteOpen = signal(false);
/** Whether the list of keys is open. */
export const keysOpen = signal(false);

const focusSearch = (): void => {
	const field = document.getElementById('queue-search');
	field?.focus();
	if (field instanceof HTMLInputElement) field.select();
};

const leaveForm = (): void => {
	if (form.peek()) openForm(null);
};

const anywhere: Keys = {
	'ctrl+k': () => (paletteOpen.value = !paletteOpen.peek()),
	'?': () => (keysOpen.value = !keysOpen.peek()),
};

const atDesk: Keys = {
	...anywhere,
	j: () => stepRow(1),
	k: () => stepRow(-1),
	c: confirmAsset,
	r: () => toggleForm('link'),
	t: () => toggleForm('recategorise'),
	a: () => toggleForm('assign'),
	o: () => toggleForm('order'),
	m: () => toggleForm('merge'),
	s: () => toggleForm('move'),
	w: () => toggleForm('work'),
	n: () => toggleForm('note'),
	y: answerPublicly,
	x: toggleHere,
	v: () => (viewsOpen.value = !viewsOpen.peek()),
	u: undoHere,
	'/': focusSearch,
	Escape: leaveForm,
};

/** The keys of the room, the list of commands, and the list of keys. */
export function Shortcuts({ view }: { view: View }): JSX.Element {
	const busy = paletteOpen.value || keysOpen.value;
	useKeys(busy ? anywhere : view === 'desk' ? atDesk : anywhere);
	return (
		<>
			{paletteOpen.value && <CommandPalette commands={commands()} onClose={() => (paletteOpen.value = false)} />}
			{keysOpen.value && <KeysHelp onClose={() => (keysOpen.value = false)} />}
		</>
	);
}

function KeysHelp({ onClose }: { onClose: () => void }): JSX.Element {
	const dialog = useRef<HTMLDialogElement>(null);
	useEffect(() => dialog.current?.showModal(), []);
	const rows: readonly [string, string][] = [
		['j', t('keys.next')],
		['k', t('keys.before')],
		['Enter', t('keys.open')],
		...deskActions.filter(({ right }) => may(right)).map(({ key, label }): [string, string] => [key, label()]),
		...(may('fault.assign') ? [['x', t('keys.choose')] as [string, string]] : []),
		['v', t('keys.views')],
		['/', t('keys.search')],
		['Escape', t('keys.close')],
		['ctrl+k', t('palette.open')],
		['?', shared('keys.title')],
	];
	return (
		<dialog ref={dialog} class="keys-help" aria-labelledby="keys-title" onClose={onClose}>
			<div class="row between">
				<h2 id="keys-title">{shared('keys.title')}</h2>
				<IconButton path={cross} label={shared('action.close')} onClick={() => dialog.current?.close()} />
			</div>
			<dl>
				{rows.map(([keys, words]) => (
					<div key={keys}>
						<dt>
							<KeyHint keys={keys} />
							<span class="unseen">{keys}</span>
						</dt>
						<dd>{words}</dd>
					</div>
				))}
			</dl>
		</dialog>
	);
}
