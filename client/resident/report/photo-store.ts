import type { KeptPhoto } from '../outbox/queued.ts';
import { openStore } from '../outbox/store.ts';

/** Keeps the photos of the draft on this device; where that is refused they last as long as the page. */
export async function keepPhotos(photos: KeptPhoto[]): Promise<void> {
	try {
		await (await openStore()).put('drafts', photos, 'report');
	} catch {
		// Private windows refuse storage, and full ones too.
	}
}

/** The photos that were kept. */
export async function keptPhotos(): Promise<KeptPhoto[]> {
	try {
		return (await (await openStore()).get('drafts', 'report')) ?? [];
	} catch {
		return [];
	}
}
