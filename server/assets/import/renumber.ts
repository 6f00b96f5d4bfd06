import type { Knex } from 'knex';
import type { AssetClass } from '../../../gis-layers/index.ts';
import { all, one } from '../../platform/sql.ts';
import { confirmAboveSql, pairByAttributeSql, pairByPlaceSql, sidesSql, uniqueAttributesSql } from './renumber-queries.ts';
import type { Tables } from './tables.ts';

export interface RenumberWish {
	/** Proposals that score at least so much need no confirmation; without it all do. */
	confirmAbove?: number | undefined;
	/** How far apart two places may be to be taken for one, metres. */
	renumberMetres?: number | undefined;
}

const usualMetres = 5;

/** Looks among what is gone and what is new for assets that only got another key: by numbers that only they share, then by place. */
export async function proposePairs(db: Knex, { tables, layer, ...wish }: RenumberWish & { tables: Tables; layer: AssetClass }): Promise<void> {
	const { both } = await one<{ both: boolean }>(db, sidesSql(tables, layer));
	if (!both) return;
	const texts = layer.attributes.filter((it) => it.kind === 'text').map((it) => it.id);
	const unique = await all<{ name: string }>(db, uniqueAttributesSql(tables, layer, texts));
	if (unique.length > 0) {
		const names = unique.map((it) => it.name);
		await all(db, pairByAttributeSql(tables, layer, names));
	}
	await all(db, pairByPlaceSql(tables, layer, wish.renumberMetres ?? usualMetres));
	if (wish.confirmAbove !== undefined) await all(db, confirmAboveSql(tables, wish.confirmAbove));
}
