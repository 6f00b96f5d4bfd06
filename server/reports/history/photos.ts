import type { Knex } from 'knex';
import { FetchError, fetcher } from '../../platform/fetch.ts';
import { maxFileBytes } from '../../platform/files.ts';
import { ForbiddenAddress } from '../../platform/forbidden-addresses.ts';
import { preparePhoto } from '../../platform/photos.ts';
import { Problem } from '../../platform/problem.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import type { Store } from '../../platform/store.ts';
import { claimPhotosSql, type DuePhoto, keepPhotoSql, photoCountsSql, photoFailedSql } from './queries.ts';

/** So many photos are asked for in one round: somebody else's server is not to be run over. */
const atOnce = 4;
const mostAttempts = 4;
const ask = fetcher({ silence: 10_000, whole: 30_000, bytes: maxFileBytes, tries: 1 });

/** Why a photo cannot be had; what may pass is tried again later. */
class Missing extends Error {
	readonly passing: boolean;
	constructor(reason: string, passing: boolean) {
		super(reason);
		this.passing = passing;
	}
}

async function bytesOf(url: string): Promise<Buffer> {
	const response = await ask(url);
	if (!response.ok) {
		await response.body?.cancel();
		throw new Missing(`it was answered with ${response.status}`, response.status >= 500 || response.status === 429);
	}
	return Buffer.from(await response.arrayBuffer());
}

/** Why, in words that hold no address. */
function reasonOf(error: unknown): { reason: string; passing: boolean } {
	if (error instanceof Missing) return { reason: error.message, passing: error.passing };
	if (error instanceof Problem) return { reason: 'it is no photo that can be read', passing: false };
	if (error instanceof ForbiddenAddress) return { reason: 'its address is never asked', passing: false };
	if (error instanceof FetchError) return { reason: error.message, passing: !/longer than/.test(error.message) };
	return { reason: 'it could not be fetched', passing: true };
}

async function fetchOne(db: Knex, store: Store, { id, url, attempts }: DuePhoto): Promise<void> {
	try {
		const photo = await preparePhoto({ field: 'photo', name: '', buffer: await bytesOf(url) }, store);
		await maybeOne(db, keepPhotoSql({ id, ...photo }));
	} catch (error) {
		const { reason, passing } = reasonOf(error);
		await all(db, photoFailedSql({ id, reason, again: passing && attempts < mostAttempts }));
	}
}

/** Fetches some photos of former tickets and cleans them like every other; says how many it tried. */
export async function fetchFormerPhotos(db: Knex, store: Store): Promise<number> {
	const due = await all<DuePhoto>(db, claimPhotosSql(atOnce));
	await Promise.all(due.map((it) => fetchOne(db, store, it)));
	return due.length;
}

const told: Readonly<Record<string, string>> = {
	due: 'photos wait to be fetched, while the program runs',
	fetching: 'photos are being fetched',
	kept: 'photos were fetched',
	failed: 'photos could not be had',
};

/** How it stands with the photos of a system, in lines to be printed. */
export async function photosOf(db: Knex, source: string): Promise<string[]> {
	const rows = await all<{ state: string; reason: string | null; count: number }>(db, photoCountsSql(source));
	return rows.map(({ state, reason, count }) => `${count.toLocaleString('en').padStart(12)}  ${told[state]}${reason === null ? '' : `: ${reason}`}`);
}
