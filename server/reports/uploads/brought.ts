import type { Context } from '../../municipality/index.ts';
import { Problem } from '../../platform/problem.ts';
import { all } from '../../platform/sql.ts';
import { type ReadyRow, readyUploadsSql } from './queries.ts';

/** A photo or video as a report keeps it. */
export interface Brought extends Pick<ReadyRow, 'hash' | 'thumbHash' | 'kind' | 'bytes' | 'width' | 'height' | 'seconds'> {
	position: { lon: number; lat: number } | undefined;
}

/** The photos and videos that came with a report or before it. Those that are not here whole are named, so that their sender can send them again. */
export async function broughtBy({ db, photos }: Context, media: readonly { id: string; poster?: string | undefined }[]): Promise<Brought[]> {
	const own = photos.map(({ original: _, ...it }) => ({ ...it, seconds: null }));
	if (media.length === 0) return own;
	const rows = await all<ReadyRow>(db, readyUploadsSql(media.flatMap(({ id, poster }) => (poster ? [id, poster] : [id]))));
	const byId = new Map(rows.map((it) => [it.id, it]));
	const missing = media.filter(({ id }) => !byId.has(id)).map(({ id }) => id);
	if (missing.length > 0) throw new Problem('conflict', 'Some photos or videos are not here whole; send them again.', { extra: { missing } });
	const before = media.map(({ id, poster }) => {
		const { id: _, lon, lat, ...it } = byId.get(id) as ReadyRow;
		const picture = poster === undefined ? undefined : byId.get(poster);
		const position = lon === null || lat === null ? undefined : { lon, lat };
		return { ...it, thumbHash: it.seconds !== null && picture ? picture.thumbHash : it.thumbHash, position };
	});
	return [...own, ...before];
}
