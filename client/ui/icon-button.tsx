import type { JSX } from 'preact';
import './icon-button.css';
import { Icon } from './icon.tsx';

interface IconButtonProps extends Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, 'icon' | 'label'> {
	path: string;
	/** What it does, in words: its name and its tip. */
	label: string;
	/** The key that does the same, shown in the tip. */
	hint?: string;
}

/** A button that is only an icon; its words are its name and its tip. */
export function IconButton({ path, label, hint, class: extra, ...rest }: IconButtonProps): JSX.Element {
	return (
		<button
			type="button"
			title={hint ? `${label} (${hint})` : label}
			aria-label={label}
			aria-keyshortcuts={hint}
			{...rest}
			class={`icon-button ${extra ?? ''}`}
		>
			<Icon path={path} />
		</button>
	);
}
