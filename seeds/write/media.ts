import { preparePhoto } from '../../server/platform/photos.ts';
import type { Store } from '../../server/platform/store.ts';
import { drawPhotos } from '../photos.ts';

/** A drawn picture as it is kept: for which failure modes, under which names. */
export interface Kept {
	readonly modes: readonly string[];
	readonly hash: string;
	readonly thumbHash: string;
	readonly bytes: number;
	readonly width: number;
	readonly height: number;
}

/** Draws the pictures of the demo and keeps them as if residents had sent them. */
export async function keepPhotos(store: Store): Promise<Kept[]> {
	const drawn = await drawPhotos();
	return Promise.all(
		drawn.map(async ({ name, modes, jpeg }) => {
			const { hash, thumbHash, bytes, width, height } = await preparePhoto({ field: 'photos', name: `${name}.jpg`, buffer: jpeg }, store);
			return { modes, hash, thumbHash, bytes, width, height };
		}),
	);
}
