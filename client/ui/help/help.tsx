import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { onDone } from '../../api/call.ts';
import { language, speak } from '../../i18n/language.ts';
import { t } from '../../i18n/shared.ts';
import { IconButton } from '../icon-button.tsx';
import { question } from '../icons.ts';
import { lazy } from '../lazy.tsx';
import { pathsFor } from './paths.ts';
import { begin, notice } from './progress.ts';
import './help-button.css';

const HelpPanel = lazy(async () => {
	const { HelpPanel: view } = await import('./help-panel.tsx');
	await speak(language.peek());
	return view;
});

interface HelpProps {
	/** Whose first hour it is, and what they may. */
	person: string;
	rights: readonly string[];
	/** Where they are: path and query of the address. */
	here: string;
}

/** The button that explains the screen somebody is on and shows their first hour; it notices by itself what they have done. */
export function Help({ person, rights, here }: HelpProps): JSX.Element {
	const open = useSignal(false);
	const [path = '', search = ''] = here.split('?');
	const moment = { path, query: new URLSearchParams(search), did: null };
	const own = pathsFor(rights, path);
	begin(person);
	useEffect(() => notice(own, moment), [here, person]);
	useEffect(() => onDone((did) => notice(own, { ...moment, did })), [here, person]);
	return (
		<span class="help-button">
			<IconButton path={question} label={t('help.open')} aria-expanded={open.value} onClick={() => (open.value = !open.peek())} />
			{open.value && <HelpPanel own={own} moment={moment} onClose={() => (open.value = false)} />}
		</span>
	);
}
