import { join } from 'node:path';
import type { Knex } from 'knex';
import { fetcher } from '../../platform/fetch.ts';
import { sealText, unsealText } from '../../platform/sealed.ts';
import { readShelf } from '../../platform/shelf.ts';
import { all } from '../../platform/sql.ts';
import { ownName } from '../parcel.ts';
import type { Connection, WorkSystem } from '../systems/index.ts';
import type { Sending } from '../webhooks/send.ts';
import { type HeldSystem, knownSql } from './queries.ts';

/** The kinds of work systems that can be connected. */
export const kinds: ReadonlyMap<string, WorkSystem> = new Map((await readShelf<WorkSystem>(new URL('../systems/', import.meta.url))).map((it) => [it.id, it]));

const purpose = 'keys of work systems';
const request = fetcher({ silence: 20_000, whole: 60_000, bytes: 50 * 1024 * 1024, tries: 1, redirects: 0 });

/** What speaking to work systems needs beside the database. */
export interface Speaking extends Sending {
	/** Where folders lie that are shared with others. */
	directory: string;
}

/** A key as it is kept. */
export const sealedKey = (key: string, { code, secret }: { code: string; secret: string }): string => sealText(key, { secret, purpose, of: code });

/** How a system is reached. */
export function connectionOf(db: Knex, it: HeldSystem, site: Speaking): Connection {
	const { signal } = site;
	return {
		settings: it.settings,
		key: it.sealed === null ? null : (unsealText(it.sealed, { secret: site.secret, purpose, of: it.code }) ?? null),
		request: (url, asked = {}) => request(url, { ...asked, ...(signal && { signal }) }),
		signal,
		folder: join(site.directory, 'exchange', it.settings['folder'] ?? it.code),
		prefix: ownName('', site),
		known: async () =>
			(await all<{ code: string; remoteId: string }>(db, knownSql(it.id))).map(({ code, remoteId }) => ({ id: ownName(code, site), remoteId })),
		now: site.now(),
	};
}
