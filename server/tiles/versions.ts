import type { Knex } from 'knex';
import type { Live, LiveEvent } from '../platform/live.ts';
import { all } from '../platform/sql.ts';
import type { Layer } from './layers.ts';
import { layerVersionsSql } from './queries.ts';

/** Which edition of each layer is the newest, by what the live feed has told; never by a clock. */
export interface Versions {
	/** The version of a layer now, at least as new as the one (or the event) the asker has heard of. */
	of(db: Knex, layer: Layer, heard?: number): Promise<number>;
}

/**
 * What is known may be so old before it is refreshed, ms. Layers bear their version in the address, and one that is not known yet refreshes at once;
 * faults do not, but those who hear of one wait a moment longer than this before they ask.
 */
const freshness = { layers: 1000, faults: 200 };

/** Keeps the versions of a database's layers in step with its live feed. Faults have no version in the database: whatever happens to one counts. */
export function createVersions(live: Live): Versions {
	let known: Promise<Map<string, number>> | undefined;
	let faultChanges = 1;
	const hear = ({ kind, layer, version, faultId }: LiveEvent): void => {
		if (kind === 'live.missed') known = undefined;
		if (kind === 'live.missed' || faultId !== null) faultChanges += 1;
		if (kind === 'layer.changed' && layer !== null && version !== null)
			void known?.then((it) => it.set(layer, Math.max(version, it.get(layer) ?? 1))).catch(() => undefined);
	};
	live.subscribe(hear, { passive: true });
	const read = async (db: Knex): Promise<Map<string, number>> => {
		known ??= all<{ layer: string; version: number }>(db, layerVersionsSql).then((rows) => new Map(rows.map((it) => [it.layer, it.version])));
		const reading = known;
		return reading.catch((error: unknown) => {
			if (known === reading) known = undefined;
			throw error;
		});
	};
	const ofFaults = async (heard: number): Promise<number> => {
		await live.catchUp(freshness.faults);
		if (heard > 0 && !live.reached(heard)) await live.catchUp();
		return faultChanges;
	};
	const now = async (db: Knex, id: string): Promise<number> => {
		const versions = await read(db);
		return versions.get(id) ?? versions.get('') ?? 1;
	};
	const ofLayer = async (db: Knex, id: string, heard: number): Promise<number> => {
		await live.catchUp(freshness.layers);
		const version = await now(db, id);
		if (heard <= version) return version;
		await live.catchUp();
		return now(db, id);
	};
	return { of: (db, { id, kind }, heard = 0) => (kind === 'faults' ? ofFaults(heard) : ofLayer(db, id, heard)) };
}
