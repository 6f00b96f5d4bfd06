import { signal } from '@preact/signals';
import { locate, type Position } from '../map/locate.ts';

/** Where this phone is, once somebody has asked. */
export const here = signal<Position | null>(null);

/** Asks the phone where it is; null where it does not know, or may not say. */
export async function askHere(): Promise<Position | null> {
	const found = await locate();
	const it = typeof found === 'string' ? null : found;
	if (it) here.value = it;
	return it;
}

/** Without asking the person: only where it was allowed before. */
export async function quietHere(): Promise<void> {
	const permission = await navigator.permissions?.query({ name: 'geolocation' }).catch(() => null);
	if (permission?.state === 'granted') await askHere();
}
