import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Knex } from 'knex';
import type { Live } from '../platform/live.ts';
import { log } from '../platform/log.ts';
import { all, maybeOne, one } from '../platform/sql.ts';
import { DiskStore, type Position } from './disk.ts';
import { changesSinceSql, knownSql, latestSql, migrationsSql } from './queries.ts';
import type { Change } from './touched.ts';

/** After so many changes it is easier to begin anew. */
const many = 1000;
const noteEvery = 5000;

/** What tiles are made by: change any of it, and what it has made before is not used. */
const sources = ['./', '../maths/', '../../gis-layers/'].map((it) => new URL(it, import.meta.url));

function stampOf(migrations: number): string {
	const hash = createHash('sha256').update(`${migrations}`);
	for (const folder of sources) {
		for (const name of readdirSync(folder).sort()) if (/\.[jt]s$/.test(name)) hash.update(name).update(readFileSync(new URL(name, folder)));
	}
	return hash.digest('base64url').slice(0, 22);
}

export interface Persistent {
	disk: DiskStore;
	close: () => Promise<void>;
}

/** Tiles on disk that outlast a restart: what has changed meanwhile is dropped first, and all of it where the database is another. */
export function persist(db: Knex, live: Live, { folder, limit }: { folder: string; limit: number }): Persistent {
	const disk = new DiskStore(folder, { limit });
	const begun = begin(db, live, disk).catch((error: unknown) => log.warn({ err: error }, 'tiles are not kept on disk'));
	let noted = 0;
	const note = async (): Promise<void> => {
		const { settled } = live;
		if (!disk.ready || settled === noted) return;
		const position = await maybeOne<Position>(db, latestSql(settled));
		if (position) disk.reached(position);
		noted = settled;
	};
	const timer = setInterval(() => void note().catch(() => undefined), noteEvery).unref();
	return {
		disk,
		close: async () => {
			clearInterval(timer);
			await begun;
			await note().catch(() => undefined);
			await disk.close();
		},
	};
}

async function begin(db: Knex, live: Live, disk: DiskStore): Promise<void> {
	const { count } = await one<{ count: number }>(db, migrationsSql);
	const position = await disk.open(stampOf(count));
	// What happens from here on is heard; what happened before is asked for.
	await live.catchUp();
	const changes = position && (await changesAfter(db, position));
	if (changes) for (const change of changes) disk.drop(change);
	else disk.clear();
	disk.begin();
}

interface ChangeRow {
	layer: string;
	boxes: Change['boxes'] | null;
	shown: boolean | null;
}

/** Undefined: there are too many, or the position is not of this database. */
async function changesAfter(db: Knex, position: Position): Promise<Change[] | undefined> {
	const { known } = await one<{ known: boolean }>(db, knownSql(position));
	if (!known) return undefined;
	const rows = await all<ChangeRow>(db, changesSinceSql(position.id, many));
	if (rows.length >= many || rows.some(({ layer }) => layer === 'wards')) return undefined;
	return rows.map(({ layer, boxes, shown }) => ({ layer, boxes: boxes ?? undefined, filtered: shown === false }));
}
