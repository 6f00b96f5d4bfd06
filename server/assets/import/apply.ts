import type { Knex } from 'knex';
import type { AssetClass } from '../../../gis-layers/index.ts';
import { happened } from '../../platform/events.ts';
import { all, one } from '../../platform/sql.ts';
import { redrawZonesSql, refreshTotalsSql } from '../queries.ts';
import { inBulk } from './bulk.ts';
import {
	addRunSql,
	addStreetsSql,
	freeReferencesSql,
	insertAssetsSql,
	lockClassSql,
	momentSql,
	nameStreetsSql,
	retireSql,
	roomSql,
	updateAssetsSql,
} from './change-queries.ts';
import { type Comparing, compareAgain } from './compare.ts';
import type { Difference } from './contract.ts';
import type { Tally } from './queries.ts';

export interface Wish {
	comparing: Comparing;
	tally: Tally;
	dryRun: boolean;
	retireMissing: boolean;
	source: string;
	personId: number | null;
	/** The difference that somebody has agreed to; another is not applied. */
	agreed?: Difference | undefined;
}

export interface Applied {
	difference: Difference;
	/** The class as it stood when the difference was worked out. */
	mark: string;
	/** The register change under which the file was taken in; null where nothing was applied. */
	runId: number | null;
	changed: boolean;
}

const retired = ({ retireMissing }: Pick<Wish, 'retireMissing'>, { missing }: Difference): number => (retireMissing ? missing : 0);
const changes = ({ added, geometry, attributes, both, rekeyed }: Difference): number => added + geometry + attributes + both + rekeyed;

const counted = ['added', 'geometry', 'attributes', 'both', 'rekeyed', 'unchanged', 'revived', 'renumbered', 'missing'] as const;
/** Whether two differences count alike. */
export const alike = (one: Difference, other: Difference): boolean => counted.every((it) => one[it] === other[it]);

/**
 * Works the difference out with the register as it is now and applies it, inside a transaction that then holds the class. A dry run, and a difference
 * to which nobody has agreed, change nothing.
 */
export async function applyIn(db: Knex, wish: Wish): Promise<Applied> {
	const { comparing } = wish;
	await all(db, roomSql);
	await all(db, lockClassSql(comparing.layer.number));
	const { difference, mark } = await compareAgain(db, comparing);
	if (wish.dryRun || (wish.agreed && !alike(wish.agreed, difference))) return { difference, mark, runId: null, changed: false };
	return { difference, mark, runId: await apply(db, wish, difference), changed: changes(difference) + retired(wish, difference) > 0 };
}

async function apply(db: Knex, wish: Wish, difference: Difference): Promise<number> {
	const { tables, layer } = wish.comparing;
	const { tally, source, personId } = wish;
	const gone = retired(wish, difference);
	const counts = { ...tally, ...difference, retired: gone };
	const { id } = await one<{ id: number }>(db, addRunSql({ layer, source, personId, counts }));
	if (changes(difference) + gone === 0) return id;
	const run = { id, ...(await one<{ moment: string; first: boolean }>(db, momentSql(layer))) };
	if (gone > 0) await all(db, retireSql(tables, layer, run));
	if (changes(difference) > difference.added) await all(db, updateAssetsSql(tables, run));
	if (difference.added > 0) for (const query of freeReferencesSql(tables)) await all(db, query);
	if (difference.added > 0) await inBulk(db, { added: difference.added, layer: layer.id }, () => all(db, insertAssetsSql(tables, layer, run)));
	if (layer.id === 'roads') await nameStreets(db, layer);
	await all(db, refreshTotalsSql);
	await all(db, redrawZonesSql(layer.number));
	await happened(db, { kind: 'register.changed', personId, details: { layer: layer.id, change: id, counts } });
	return id;
}

/** Roads give their names to what stands beside them, and to the search. */
async function nameStreets(db: Knex, layer: AssetClass): Promise<void> {
	await all(db, nameStreetsSql(layer));
	await all(db, addStreetsSql(layer));
	await happened(db, { kind: 'municipality.changed', details: { places: true } });
}
