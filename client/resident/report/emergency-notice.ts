import { signal } from '@preact/signals';
import { readEmergency } from '../../../server/municipality/contract.ts';
import { call } from '../../api/call.ts';
import { language } from '../../i18n/language.ts';
import { draft } from './draft.ts';

type Heard = Awaited<ReturnType<typeof call<typeof readEmergency.input, typeof readEmergency.output>>>;

/** Whom to phone now, there; null until the server has said so, and where it cannot be asked. */
export const emergencyNotice = signal<Heard | null>(null);

/** Asks what holds at this hour and in the ward of the place, so that it is there before it is needed. */
export async function askEmergency(): Promise<void> {
	const place = draft.peek().place;
	try {
		emergencyNotice.value = await call(readEmergency, { language: language.peek(), ...(place && { lon: place.lon, lat: place.lat }) });
	} catch {
		// What the municipality says at any hour is known already.
	}
}
