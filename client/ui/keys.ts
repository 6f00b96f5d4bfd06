import { useEffect, useRef } from 'preact/hooks';

/** What keys do: `{ j: next, 'ctrl+k': palette, '?': help }`. */
export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Whether a key is being typed into something rather than pressed for a command. */
export function isTyping(target: EventTarget | null): boolean {
	return (
		target instanceof HTMLElement &&
		(target.isContentEditable || target.matches('input:not([type="checkbox"]):not([type="radio"]):not([type="range"]), textarea, select'))
	);
}

/** The name of what was pressed: `ctrl+k`, `j`, `?`. Ctrl and the Mac's command key are one. */
export const pressed = ({ key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string =>
	`${ctrlKey || metaKey ? 'ctrl+' : ''}${altKey ? 'alt+' : ''}${key.length === 1 ? key.toLowerCase() : key}`;

/** Keys that do something while a view is shown. Single letters do nothing while somebody types. */
export function useKeys(keys: Keys): void {
	const now = useRef(keys);
	now.current = keys;
	useEffect(() => {
		const listener = (event: KeyboardEvent): void => {
			const name = pressed(event);
			if (isTyping(event.target) && !name.includes('+') && name !== 'Escape') return;
			const action = now.current[name];
			if (!action) return;
			event.preventDefault();
			action(event);
		};
		addEventListener('keydown', listener);
		return () => removeEventListener('keydown', listener);
	}, []);
}
