import type { Knex } from 'knex';
import { isolateAt } from '../../network/index.ts';
import { Problem } from '../../platform/problem.ts';
import { all } from '../../platform/sql.ts';
import type { Order } from './contract.ts';
import { type LineRow, linesSql } from './queries.ts';

/** What to close for the first item of a work order that can be shut off, without valves that do not turn; kept as text; null where nothing on it can. */
export async function isolationFor(db: Knex, orderId: number, without: readonly string[] = []): Promise<string | null> {
	for (const { asset, chainage } of await all<LineRow>(db, linesSql([orderId]))) {
		if (asset === null) continue;
		try {
			const { builtAt, close, taps } = await isolateAt(db, { reference: asset, at: chainage ?? undefined, without, language: 'en' });
			const kept: Order['isolation'] = {
				builtAt,
				of: asset,
				close: close.map(({ reference, title, lon, lat }) => ({ reference, title, lon, lat })),
				without: [...new Set(without)],
				customers: taps.customers,
				critical: taps.critical.map(({ title }) => title),
			};
			return JSON.stringify(kept);
		} catch (error) {
			if (!(error instanceof Problem)) throw error;
		}
	}
	return null;
}
