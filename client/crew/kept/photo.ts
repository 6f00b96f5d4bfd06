import { newKey } from '../../api/new-key.ts';
import { shrinkPhoto } from '../../ui/shrink-photo.ts';
import type { Run, Stand } from './act.ts';

/** A photo that was taken, small enough to be sent. */
export interface Taken {
	id: string;
	file: Blob;
}

/** Makes photos small; what cannot be read is left out. */
export async function photosFrom(files: readonly File[]): Promise<Taken[]> {
	const small = await Promise.all(files.map((it) => shrinkPhoto(it)));
	return small.flatMap((file) => (file ? [{ id: newKey(), file }] : []));
}

/** The longest that a photo waits for the phone to know where it is, ms. */
const patience = 12_000;

/** Where the phone was when the camera was opened; nothing where it does not know in time. */
export const standSoon = async (asked: Promise<Stand | null>): Promise<Stand | null> =>
	Promise.race([asked, new Promise<null>((answer) => setTimeout(answer, patience, null))]);

/** No more photos than this are kept ahead. */
const mostAhead = 80;

/** Looks at the small photos of a run once, so that the worker has them when there is no signal. */
export async function keepPhotos({ stops }: Run): Promise<void> {
	if (!navigator.serviceWorker?.controller || !navigator.onLine) return;
	const ids = stops.flatMap(({ said, lines }) => [...said.flatMap(({ photos }) => photos), ...lines.flatMap(({ photos }) => photos.map(({ id }) => id))]);
	for (const id of ids.slice(0, mostAhead)) await fetch(`/media/${id}.jpg?size=thumb`).catch(() => undefined);
}
