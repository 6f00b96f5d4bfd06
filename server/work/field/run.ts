import type { Knex } from 'knex';
import { assetView, findAsset } from '../../assets/index.ts';
import { plainTitle } from '../../faults/index.ts';
import { type Context, catalogue, inLanguage } from '../../municipality/index.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import type { LineRow, OrderRow } from '../orders/queries.ts';
import { runSql, storesSql } from '../orders/queries.ts';
import { wholeOrders } from '../orders/show.ts';
import type { Stop } from './contract.ts';
import { areaSql, type BeforeRow, doneBeforeSql, evidenceReachSql, myCrewsSql, type SaidRow, saidSql } from './queries.ts';

/** How far around its stops a run's map reaches, metres. */
const marginM = 400;

type About = Stop['assets'][number];

/** What a crew wants to know of one asset. */
async function about(db: Knex, { id, language, before }: { id: number; language: string; before: readonly BeforeRow[] }): Promise<About | undefined> {
	const row = await findAsset(db, { id });
	if (!row) return undefined;
	const { reference, class: home, attributes, geometry, key, conditionGrade } = assetView(row, { language, staff: true });
	const known = catalogue.byId.get(home);
	return {
		reference,
		key,
		class: home,
		title: known ? inLanguage(known.one, language) : '',
		condition: conditionGrade,
		geometry,
		attributes: attributes.map(({ title, value }) => ({ title, value })),
		before: before
			.filter(({ assetId }) => assetId === id)
			.map(({ on, mode, kind, outcome, cause }) => ({ on, title: mode === null ? kind : plainTitle(mode, language), outcome, cause })),
		modes: (known?.modes ?? []).map((mode) => ({ code: mode.code, title: inLanguage(mode.works, language) })),
	};
}

const idsOf = (lines: readonly LineRow[], what: 'assetId' | 'faultId'): number[] => [...new Set(lines.flatMap((it) => (it[what] === null ? [] : [it[what]])))];

/** The run of somebody's crews, with all that is needed where there is no signal. */
export async function readMyRun({ db, actor, now }: Context, { language }: { language: string }) {
	const rows = await all<OrderRow>(db, runSql(actor.personId));
	const wholes = await wholeOrders(db, rows, language);
	const lines = wholes.flatMap((it) => it.lines);
	const assetIds = idsOf(lines, 'assetId');
	const said = await all<SaidRow>(db, saidSql(idsOf(lines, 'faultId')));
	const before = await all<BeforeRow>(db, doneBeforeSql(assetIds));
	const assets = new Map<number, About | undefined>();
	for (const id of assetIds) assets.set(id, await about(db, { id, language, before }));
	const area = await maybeOne<Record<'west' | 'south' | 'east' | 'north', number>>(
		db,
		areaSql(
			rows.map(({ id }) => id),
			marginM,
		),
	);
	const stores = await all<{ code: string; title: Record<string, string>; unit: string; plant: boolean }>(db, storesSql);
	return {
		at: now.toISOString(),
		crews: await all<{ code: string; shiftFrom: number; shiftUntil: number; lon: number | null; lat: number | null }>(db, myCrewsSql(actor.personId)),
		stops: wholes.map(({ order, lines: its }) => ({
			...order,
			assets: idsOf(its, 'assetId').flatMap((id) => assets.get(id) ?? []),
			said: said.filter(({ faultId }) => its.some((it) => it.faultId === faultId)).map(({ at, words, photos }) => ({ at: at.toISOString(), words, photos })),
		})),
		evidenceM: (await one<{ evidenceM: number }>(db, evidenceReachSql)).evidenceM,
		materials: stores.map(({ code, title, unit, plant }) => ({ code, title: inLanguage(title, language), unit, plant })),
		area: area ? ([area.west, area.south, area.east, area.north] as [number, number, number, number]) : null,
	};
}
