import type { JSX } from 'preact';
import './key-hint.css';

/** The key that does it: `j`, `ctrl+k`. */
export function KeyHint({ keys }: { keys: string }): JSX.Element {
	return (
		<span class="key-hint" aria-hidden="true">
			{keys.split('+').map((key) => (
				<kbd key={key}>{key}</kbd>
			))}
		</span>
	);
}
