import { type DBSchema, openDB } from 'idb';

export interface KeptPhoto {
	id: string;
	file: File;
}

interface Store extends DBSchema {
	drafts: { key: string; value: KeptPhoto[] };
}

const open = () => openDB<Store>('faultline', 1, { upgrade: (database) => void database.createObjectStore('drafts') });

/** Keeps the photos of the draft on this device; where that is refused they last as long as the page. */
export async function keepPhotos(photos: KeptPhoto[]): Promise<void> {
	try {
		await (await open()).put('drafts', photos, 'report');
	} catch {
		// Private windows refuse storage, and full ones too.
	}
}

/** The photos that were kept. */
export async function keptPhotos(): Promise<KeptPhoto[]> {
	try {
		return (await (await open()).get('drafts', 'report')) ?? [];
	} catch {
		return [];
	}
}
