import { signal } from '@preact/signals';

/** The fault somebody points at, in the list or on the map: both show it. */
export const pointed = signal<string | null>(null);

/** A place somebody points at in the panel: a candidate, or the pin of a report. */
export const pointedPlace = signal<{ lon: number; lat: number } | null>(null);

/** Puts the keyboard on the row of a fault. */
export function focusRow(code: string | undefined): void {
	if (!code) return;
	const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(code)}"]`);
	row?.focus({ preventScroll: true });
	row?.scrollIntoView({ block: 'nearest' });
}
