import { signal } from '@preact/signals';
import { remember, remembered } from '../../ui/remembered.ts';

/** A photo of the draft, made small, with an address by which it can be shown. */
export interface DraftPhoto {
	id: string;
	file: File;
	url: string;
}

/** As many as a report takes. */
export const mostPhotos = 5;

/** The photos of the report being written. They are kept on this device until it is sent. */
export const photos = signal<readonly DraftPhoto[]>([]);

const mark = 'draft-photos';
const isCount = (it: unknown): it is number => typeof it === 'number';

const show = (files: readonly { id: string; file: File }[]): DraftPhoto[] => files.map((it) => ({ ...it, url: URL.createObjectURL(it.file) }));

/** Changes the photos of the draft and keeps them. */
export async function setPhotos(those: readonly DraftPhoto[]): Promise<void> {
	for (const gone of photos.peek().filter((it) => !those.includes(it))) URL.revokeObjectURL(gone.url);
	photos.value = those;
	remember(mark, those.length);
	const { keepPhotos } = await import('./photo-store.ts');
	await keepPhotos(those.map(({ id, file }) => ({ id, file })));
}

/** Finds the photos of a draft that was left, if there are any. */
export async function restorePhotos(): Promise<void> {
	if (photos.peek().length > 0 || remembered(mark, 0, isCount) === 0) return;
	const { keptPhotos } = await import('./photo-store.ts');
	photos.value = show(await keptPhotos());
}

/** The report is sent or given up. */
export const forgetPhotos = (): Promise<void> => (photos.peek().length > 0 ? setPhotos([]) : Promise.resolve());
