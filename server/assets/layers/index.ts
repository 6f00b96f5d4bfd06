import type { Knex } from 'knex';
import type { AssetClass } from '../../../gis-layers/index.ts';
import { catalogue } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { makeRoom } from '../../platform/room.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import type { RegisterLayer } from './contract.ts';
import { dueSql, forgetRulesSql, type LayerRow, layersSql, measuredSql, measureSql } from './queries.ts';
import { rulesOf } from './rule-queries.ts';

/** Counts a class by its rules and keeps the counts as those of today. In a transaction. */
export async function measure(db: Knex, home: AssetClass): Promise<void> {
	const rules = rulesOf(home);
	await all(db, measuredSql(home.number));
	await makeRoom(db);
	await all(db, measureSql(home.number, rules));
	await all(db, forgetRulesSql(home.number, rules));
	await happened(db, { kind: 'quality.measured', details: { layer: 'quality', class: home.id } });
}

/** Measures one class that is due for it, if there is one; says whether there was. */
export async function measureDue(db: Knex): Promise<boolean> {
	const due = await maybeOne<{ number: number }>(db, dueSql);
	const home = due && catalogue.byNumber.get(due.number);
	if (!home) return false;
	await db.transaction((transaction) => measure(transaction, home));
	return true;
}

const orderOf = new Map(catalogue.classes.map((home) => [home.number, rulesOf(home).map((it) => it.id)]));

function layerOf({ number, measuredAt, rules, trend, ...rest }: LayerRow): RegisterLayer {
	const home = catalogue.byNumber.get(number);
	const order = orderOf.get(number) ?? [];
	const known = rules.filter(({ rule }) => order.includes(rule)).sort((one, other) => order.indexOf(one.rule) - order.indexOf(other.rule));
	return {
		...rest,
		class: home?.id ?? '',
		measuredAt: measuredAt?.toISOString() ?? null,
		score: trend.at(-1)?.score ?? null,
		rules: known.map((it) => ({ ...it, attribute: it.rule.split(':')[1] ?? null })),
		trend,
	};
}

/** Every class of the register, in the order of the shelf. */
export async function readLayers(db: Knex): Promise<RegisterLayer[]> {
	const rows = await all<LayerRow>(db, layersSql(catalogue.classes.map((it) => it.number)));
	return rows.map(layerOf);
}

/** One class of the register. */
export const readLayer = async (db: Knex, { number }: AssetClass): Promise<RegisterLayer> => layerOf(await one<LayerRow>(db, layersSql([number])));
