import { signal } from '@preact/signals';
import { remember, remembered } from '../../ui/remembered.ts';
import type { KeptPhoto } from '../outbox/queued.ts';

/** A photo of the draft, made small, or a video with a picture that stands for it; with an address by which it can be shown. */
export interface DraftPhoto extends KeptPhoto {
	url: string;
}

/** As many as a report takes. */
export const mostPhotos = 5;

/** The photos and videos of the report being written. They are kept on this device until it is sent. */
export const photos = signal<readonly DraftPhoto[]>([]);

const mark = 'draft-photos';
const isCount = (it: unknown): it is number => typeof it === 'number';

/** Gives a photo or the picture of a video an address. */
export const shown = (it: KeptPhoto): DraftPhoto => ({ ...it, url: URL.createObjectURL(it.poster?.file ?? it.file) });

/** Changes the photos of the draft and keeps them. */
export async function setPhotos(those: readonly DraftPhoto[]): Promise<void> {
	for (const gone of photos.peek().filter((it) => !those.includes(it))) URL.revokeObjectURL(gone.url);
	photos.value = those;
	remember(mark, those.length);
	const { keepPhotos } = await import('./photo-store.ts');
	await keepPhotos(those.map(({ url: _, ...it }) => it));
}

/** Finds the photos of a draft that was left, if there are any. */
export async function restorePhotos(): Promise<void> {
	if (photos.peek().length > 0 || remembered(mark, 0, isCount) === 0) return;
	const { keptPhotos } = await import('./photo-store.ts');
	photos.value = (await keptPhotos()).map(shown);
}

/** The report is sent or given up. */
export const forgetPhotos = (): Promise<void> => (photos.peek().length > 0 ? setPhotos([]) : Promise.resolve());
