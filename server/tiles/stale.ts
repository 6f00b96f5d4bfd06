import type { Knex } from 'knex';
import { catalogue } from '../municipality/index.ts';
import { happened } from '../platform/events.ts';
import type { Job, Subscriptions } from '../platform/jobs.ts';
import { maybeOne, one } from '../platform/sql.ts';
import { bumpSql, classOfAssetSql } from './queries.ts';

const isLayer = (it: unknown): it is string => typeof it === 'string' && catalogue.byId.has(it);

/** The asset classes an event is about: of its asset, of its details, or, where it does not say, all. */
async function layersOf(db: Knex, { assetId, details }: Job): Promise<string[]> {
	if (assetId !== null) {
		const row = await maybeOne<{ code: string }>(db, classOfAssetSql(assetId));
		if (row) return [row.code];
	}
	const named = [details['layer'], details['class']].map((it) => (typeof it === 'number' ? catalogue.byNumber.get(it)?.id : it)).find(isLayer);
	return named ? [named] : catalogue.classes.map(({ id }) => id);
}

async function bump(db: Knex, layers: readonly string[]): Promise<void> {
	for (const layer of layers) {
		const { version } = await one<{ version: number }>(db, bumpSql(layer));
		await happened(db, { kind: 'layer.changed', details: { layer, version } });
	}
}

/** Tiles must be made anew when the register changes, and the base map's when the municipality does. */
export const subscriptions: Subscriptions = {
	'asset.changed': { 'tiles.stale': async (db, job) => bump(db, await layersOf(db, job)) },
	'register.changed': { 'tiles.stale': async (db, job) => bump(db, await layersOf(db, job)) },
	'municipality.changed': { 'tiles.stale': (db) => bump(db, ['places', 'wards']) },
};
