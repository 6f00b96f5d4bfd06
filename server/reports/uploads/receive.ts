import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Context, mustBeWelcome } from '../../municipality/index.ts';
import { maxFileBytes } from '../../platform/files.ts';
import { preparePhoto } from '../../platform/photos.ts';
import { hashOf, writePiece } from '../../platform/pieces.ts';
import { badField, Problem } from '../../platform/problem.ts';
import { all } from '../../platform/sql.ts';
import type { Store } from '../../platform/store.ts';
import { blankPoster, cleanVideo, isVideo } from '../../platform/video/index.ts';
import { beginUploadSql, type ReadyRow, readySql, receivedSql, type UploadRow, uploadSql } from './queries.ts';

/** Where pieces are gathered, and where what came of them is kept. */
export interface Places {
	directory: string;
	store: Store;
}

export interface Piece {
	id: string;
	size: number;
	offset: number;
	sha256?: string | undefined;
}

/** What one device may begin within an hour, bytes. */
const mostInAnHour = 400 * 1024 * 1024;

/** Where the pieces of uploads are gathered. */
export const piecesOf = (directory: string): string => join(directory, 'uploads');

async function begun({ db, sender }: Context, { id, size }: Piece): Promise<UploadRow> {
	await all(db, beginUploadSql({ id, sender, size, most: mostInAnHour }));
	const [row] = await all<UploadRow>(db, uploadSql(id));
	if (!row) throw new Problem('too-many', 'Too much was sent from this device within an hour.');
	if (row.size !== size) throw badField('size', `This upload was begun with ${row.size} bytes.`);
	return row;
}

/** The file may be gone although its row is there: after a restore, or where a transaction failed after its end. Then it begins again. */
async function written(row: UploadRow, path: string, piece: { offset: number; bytes: Buffer }): Promise<number> {
	try {
		return await writePiece({ path, size: row.size, received: row.received }, piece);
	} catch (error) {
		if ((error as { code?: string }).code === 'ENOENT') return 0;
		throw error;
	}
}

async function prepared(bytes: Buffer, store: Store): Promise<Omit<ReadyRow, 'id'>> {
	if (await isVideo(bytes)) {
		const { kind, width, height, seconds } = await cleanVideo(bytes);
		const [hash, thumbHash] = [await store.keep(bytes), await store.keep(await blankPoster())];
		return { hash, thumbHash, kind, bytes: bytes.length, width, height, seconds, lon: null, lat: null };
	}
	if (bytes.length > maxFileBytes) throw new Problem('too-large', 'A photo may hold 8 MB.');
	const { position, hash, thumbHash, kind, bytes: size, width, height } = await preparePhoto({ field: 'content', name: '', buffer: bytes }, store);
	return { hash, thumbHash, kind, bytes: size, width, height, seconds: null, lon: position?.lon ?? null, lat: position?.lat ?? null };
}

/** Takes a piece of a photo or video; the last one makes it whole: it is checked, cleaned and kept. */
export async function receive(context: Context, piece: Piece, { directory, store }: Places): Promise<{ received: number; ready: boolean }> {
	const { db, part } = context;
	if (!part || part.length === 0) throw badField('content', 'The piece of the file is missing.');
	await mustBeWelcome(context);
	const row = await begun(context, piece);
	if (row.ready) return { received: row.size, ready: true };
	const path = join(piecesOf(directory), piece.id);
	const received = await written(row, path, { offset: piece.offset, bytes: part });
	const damaged = received === row.size && piece.sha256 !== undefined && (await hashOf(path)) !== piece.sha256;
	if (received < row.size || damaged) {
		const kept = damaged ? 0 : received;
		await all(db, receivedSql(piece.id, kept));
		return { received: kept, ready: false };
	}
	await all(db, readySql({ id: piece.id, ...(await prepared(await readFile(path), store)) }));
	// What it was before it was cleaned is kept no longer than needed.
	await rm(path, { force: true });
	return { received, ready: true };
}
