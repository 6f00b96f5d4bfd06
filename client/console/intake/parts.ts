export type Part = 'caller' | 'agree' | 'what' | 'where' | 'words';

/** Goes on to a part of the form once it is drawn: whoever takes calls never leaves the keyboard. */
export function toPart(part: Part): void {
	requestAnimationFrame(() =>
		requestAnimationFrame(() => document.querySelector<HTMLElement>(`.intake-form [data-part="${part}"] :is(input, button, textarea)`)?.focus()),
	);
}
