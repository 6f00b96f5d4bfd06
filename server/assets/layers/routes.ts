import type { AssetClass } from '../../../gis-layers/index.ts';
import { type Context, catalogue, inLanguage } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import { badField, notFound } from '../../platform/problem.ts';
import { allWithRoom } from '../../platform/room.ts';
import { all } from '../../platform/sql.ts';
import { listFindings, listNeighbours, listRegisterLayers, measureLayer, mostNeighbours, watchLayer } from './contract.ts';
import { measure, readLayer, readLayers } from './index.ts';
import { expectSql, type FindingRow, findingsSql, type NeighbourRow, neighboursSql } from './queries.ts';
import { rulesOf } from './rule-queries.ts';

function classOf(id: string): AssetClass {
	const home = catalogue.byId.get(id);
	if (!home) throw notFound('asset class');
	return home;
}

/** Answers what the register is like: counts, freshness, quality, and the assets that break a rule. */
export function routes(serve: Serve<Context>): void {
	serve(listRegisterLayers, async ({ db }) => ({ layers: await readLayers(db) }));

	serve(listFindings, async ({ db }, { class: id, rule: wanted, after, limit, language }) => {
		const home = classOf(id);
		const rule = rulesOf(home).find((it) => it.id === wanted);
		if (!rule) throw badField('rule', 'This class has no such rule.');
		const rows = await allWithRoom<FindingRow>(db, findingsSql(home.number, rule, { after, limit: limit + 1 }));
		const findings = rows.slice(0, limit).map((row) => ({ ...row, title: `${inLanguage(home.one, language)} ${row.reference}` }));
		return { findings, next: rows.length > limit ? (findings.at(-1)?.id ?? null) : null };
	});

	serve(measureLayer, async ({ db }, { class: id }) => {
		const home = classOf(id);
		await measure(db, home);
		return { layer: await readLayer(db, home) };
	});

	serve(listNeighbours, async ({ db }, { west, south, east, north, classes }) => {
		// The poles are nowhere on a flat map.
		if (Math.abs(south) > 85 || Math.abs(north) > 85) throw badField('north', 'The box reaches beyond the map.');
		if (west >= east || south >= north) throw badField('east', 'The box is empty.');
		const numbers = classes.map((id) => catalogue.byId.get(id)?.number).filter((it) => it !== undefined);
		const rows = await all<NeighbourRow>(db, neighboursSql(numbers, [west, south, east, north], mostNeighbours + 1));
		const neighbours = rows.slice(0, mostNeighbours).map((row) => ({ ...row, class: catalogue.byNumber.get(row.class)?.id ?? '' }));
		return { neighbours, all: rows.length <= mostNeighbours };
	});

	serve(watchLayer, async ({ db }, { class: id, expectedDays }) => {
		const home = classOf(id);
		await all(db, expectSql(home.number, expectedDays));
		return { layer: await readLayer(db, home) };
	});
}
