import type { Knex } from 'knex';
import type { Isolation } from './contract.ts';
import { isolationOf } from './isolation.ts';
import { assetOf, chosen, pieceLength, stretchesOf } from './stretches.ts';

interface Wish {
	reference: string;
	/** Metres along the line; the longest stretch where it is left out. */
	at?: number | undefined;
	/** References of valves that were found not to turn. */
	without: readonly string[];
	language: string;
}

/** What to close to shut off a pipe, or what hangs on it. 404 where no network with valves holds it, 503 where it does not yet. */
export async function isolateAt(db: Knex, { reference, at, without, language }: Wish): Promise<Isolation> {
	const { stretches, line } = await stretchesOf(db, await assetOf(db, reference), ['looped']);
	const stretch = chosen(stretches, at);
	const parts = stretches.filter((it) => pieceLength(it) > 0).map((it) => ({ fromM: it.fromM, toM: it.toM, this: it.segment === stretch.segment }));
	return {
		builtAt: stretch.builtAt.toISOString(),
		parts: line ? parts : [],
		...(await isolationOf(db, { stretch, without, language })),
	};
}
