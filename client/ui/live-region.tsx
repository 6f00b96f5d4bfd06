import { signal } from '@preact/signals';
import type { JSX } from 'preact';

const said = signal('');

/** Says something to a screen reader, politely; the same words twice are said twice. */
export function announce(words: string): void {
	said.value = said.peek() === words ? `${words}\u00a0` : words;
}

/** Where announcements stand. The shell holds the only one. */
export function LiveRegion(): JSX.Element {
	return (
		<div class="unseen" role="status" aria-live="polite">
			{said}
		</div>
	);
}
