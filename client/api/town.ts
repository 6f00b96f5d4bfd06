import { signal } from '@preact/signals';
import { readTown, type Town } from '../../server/municipality/contract.ts';
import { call } from './call.ts';

/** The municipality, once it is known. Views are only shown when it is. */
export const town = signal<Town | null>(null);

/** Asks who the municipality is. */
export async function loadTown(): Promise<Town> {
	const it = await call(readTown, {});
	town.value = it;
	return it;
}

/** The municipality, for views, which are only shown when it is known. */
export function theTown(): Town {
	if (!town.value) throw new Error('The municipality is not known yet.');
	return town.value;
}
