import type { Knex } from 'knex';
import type { AssetClass } from '../../../gis-layers/index.ts';
import { happened } from '../../platform/events.ts';
import { all, one } from '../../platform/sql.ts';
import { refreshTotalsSql } from '../queries.ts';
import {
	addRunSql,
	addStreetsSql,
	changeSql,
	type Difference,
	differenceSql,
	insertAssetsSql,
	lockClassSql,
	momentSql,
	nameStreetsSql,
	retireSql,
	updateAssetsSql,
} from './change-queries.ts';
import { analyzeSql, type Tables, type Tally } from './queries.ts';
import type { Plan } from './staged.ts';

interface Wish {
	tables: Tables;
	plan: Plan;
	tally: Tally;
	dryRun: boolean;
	retireMissing: boolean;
	source: string;
	personId: number | null;
}

export interface Applied {
	difference: Difference;
	/** The run under which the file was taken in; null after a dry run. */
	runId: number | null;
	changed: boolean;
}

const retired = ({ retireMissing }: Pick<Wish, 'retireMissing'>, { missing }: Difference): number => (retireMissing ? missing : 0);
const changes = ({ added, geometry, attributes, both }: Difference): number => added + geometry + attributes + both;

/** Works the difference out and applies it, in one transaction that holds the class; a dry run only works it out. */
export async function applyChange(knex: Knex, wish: Wish): Promise<Applied> {
	return knex.transaction(async (db) => {
		const { tables, plan } = wish;
		await all(db, lockClassSql(plan.layer));
		await all(db, changeSql(tables, plan.layer));
		await all(db, analyzeSql(tables.change));
		const difference = await one<Difference>(db, differenceSql(tables, plan.layer));
		if (wish.dryRun) return { difference, runId: null, changed: false };
		return { difference, runId: await apply(db, wish, difference), changed: changes(difference) + retired(wish, difference) > 0 };
	});
}

async function apply(db: Knex, { tables, plan, ...wish }: Wish, difference: Difference): Promise<number> {
	const { layer } = plan;
	const { tally, source, personId } = wish;
	const gone = retired(wish, difference);
	const counts = { ...tally, ...difference, retired: gone };
	const { id } = await one<{ id: number }>(db, addRunSql({ layer, source, personId, counts }));
	if (changes(difference) + gone === 0) return id;
	const run = { id, ...(await one<{ moment: string; first: boolean }>(db, momentSql(layer))) };
	await all(db, updateAssetsSql(tables, run));
	await all(db, insertAssetsSql(tables, layer, run));
	if (gone > 0) await all(db, retireSql(tables, layer, run));
	if (layer.id === 'roads') await nameStreets(db, layer);
	await all(db, refreshTotalsSql);
	await happened(db, { kind: 'register.changed', personId, details: { layer: layer.id, change: id, counts } });
	return id;
}

/** Roads give their names to what stands beside them, and to the search. */
async function nameStreets(db: Knex, layer: AssetClass): Promise<void> {
	await all(db, nameStreetsSql(layer));
	await all(db, addStreetsSql(layer));
	await happened(db, { kind: 'municipality.changed', details: { places: true } });
}
