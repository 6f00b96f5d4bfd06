import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { witness } from '../../api/call.ts';
import { language, speak } from '../../i18n/language.ts';
import { IconButton } from '../icon-button.tsx';
import { lazy } from '../lazy.tsx';
import { pathsFor } from './paths.ts';
import { begin, notice } from './progress.ts';
import './help-button.css';

/** A question mark in a circle: it stands nowhere but here. */
const question = 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM7.9 8.1a2.1 2.1 0 1 1 3.1 1.9c-.7.4-1 .8-1 1.5M10 13.9h.01';

const HelpPanel = lazy(async () => {
	const { HelpPanel: view } = await import('./help-panel.tsx');
	await speak(language.peek());
	return view;
});

interface HelpProps {
	/** What the button is called. */
	label: string;
	/** Whose first hour it is, and what they may. */
	person: string;
	rights: readonly string[];
	/** Where they are: path and query of the address. */
	here: string;
}

/** The button that explains the screen somebody is on and shows their first hour; it notices by itself what they have done. */
export function Help({ label, person, rights, here }: HelpProps): JSX.Element {
	const open = useSignal(false);
	const [path = '', search = ''] = here.split('?');
	const moment = { path, query: new URLSearchParams(search), did: null };
	const own = pathsFor(rights, path);
	begin(person);
	useEffect(() => notice(own, moment), [here, person]);
	useEffect(() => {
		witness.hears = (method, url) => {
			if (method.toUpperCase() !== 'GET') notice(own, { ...moment, did: `${method.toLowerCase()} ${url.split('?')[0]}` });
		};
		return () => {
			delete witness.hears;
		};
	}, [here, person]);
	return (
		<span class="help-button">
			<IconButton path={question} label={label} aria-expanded={open.value} onClick={() => (open.value = !open.peek())} />
			{open.value && <HelpPanel own={own} moment={moment} onClose={() => (open.value = false)} />}
		</span>
	);
}
