import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../i18n/shared.ts';
import './command-palette.css';
import { Icon } from './icon.tsx';
import { KeyHint } from './key-hint.tsx';
import { rankWords } from './rank-words.ts';
import { stepTo } from './step.ts';

/** Something that can be done from anywhere. */
export interface Command {
	name: string;
	label: string;
	icon?: string;
	/** The keys that do it, as in `useKeys`. */
	keys?: string;
	run: () => void;
}

interface CommandPaletteProps {
	commands: readonly Command[];
	onClose: () => void;
}

/** All that can be done here, found by a few letters. Open it with ctrl+k. */
export function CommandPalette({ commands, onClose }: CommandPaletteProps): JSX.Element {
	const id = useId();
	const dialog = useRef<HTMLDialogElement>(null);
	const typed = useSignal('');
	const at = useSignal(0);
	const found = rankWords(typed.value, commands, ({ label }) => label);
	useEffect(() => dialog.current?.showModal(), []);
	const run = (command: Command | undefined): void => {
		if (!command) return;
		onClose();
		command.run();
	};
	const pressed = (event: KeyboardEvent): void => {
		const to = stepTo(event.key, { at: at.value, count: found.length, along: 'y' });
		if (event.key === 'Enter') run(found[at.value]);
		else if (to !== null && event.key.startsWith('Arrow')) at.value = to;
		else return;
		event.preventDefault();
	};
	return (
		<dialog ref={dialog} class="palette" aria-label={t('palette.title')} onClose={onClose}>
			<input
				class="control"
				role="combobox"
				aria-expanded="true"
				aria-controls={`${id}-list`}
				aria-activedescendant={`${id}-${at.value}`}
				aria-label={t('palette.hint')}
				placeholder={t('palette.hint')}
				value={typed.value}
				onInput={(event) => {
					typed.value = event.currentTarget.value;
					at.value = 0;
				}}
				onKeyDown={pressed}
			/>
			<Commands {...{ id, found, at: at.value, run }} />
			{found.length === 0 && <p class="quiet palette-none">{t('combobox.none')}</p>}
		</dialog>
	);
}

interface CommandsProps {
	id: string;
	found: readonly Command[];
	at: number;
	run: (command: Command) => void;
}

function Commands({ id, found, at, run }: CommandsProps): JSX.Element {
	return (
		<div role="listbox" id={`${id}-list`} class="palette-list" aria-label={t('palette.title')}>
			{found.map((command, index) => (
				<div
					key={command.name}
					id={`${id}-${index}`}
					role="option"
					tabIndex={-1}
					class="palette-command"
					aria-selected={index === at}
					onClick={() => run(command)}
					onKeyDown={(event) => event.key === 'Enter' && run(command)}
				>
					{command.icon && <Icon path={command.icon} />}
					<span class="grow">{command.label}</span>
					{command.keys && <KeyHint keys={command.keys} />}
				</div>
			))}
		</div>
	);
}
