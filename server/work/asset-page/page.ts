import type { AssetClass } from '../../../gis-layers/index.ts';
import { type AssetRow, brief, findAsset, type Kin, lineageOf } from '../../assets/index.ts';
import { houseModes, type PublicRow, plainTitle, publicFaultSql, publicView } from '../../faults/index.ts';
import { type Context, catalogue, inLanguage } from '../../municipality/index.ts';
import { notFound } from '../../platform/problem.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import type { AssetPage } from './contract.ts';
import { openFaultsSql, proposedSql, repairedSql, resolveSql } from './queries.ts';

const publicClasses = catalogue.classes.filter((it) => it.secrecy === 'public').map((it) => it.number);

/** An asset the public may know of, by any number it has or had; else 404. */
export async function publicAsset({ db }: Context, named: string): Promise<{ row: AssetRow; home: AssetClass }> {
	const found = await maybeOne<{ id: number }>(db, resolveSql(named, publicClasses));
	const row = found && (await findAsset(db, { id: found.id }));
	const home = row && catalogue.byNumber.get(row.class);
	if (!row || !home) throw notFound('asset');
	return { row, home };
}

async function openFaults({ db }: Context, assetId: number, language: string): Promise<AssetPage['faults']> {
	const ids = await all<{ id: number }>(db, openFaultsSql(assetId, houseModes));
	const rows = await Promise.all(ids.map(({ id }) => maybeOne<PublicRow>(db, publicFaultSql({ id }))));
	return rows.filter((it) => it !== undefined).map((it) => publicView(it, language));
}

async function repaired({ db }: Context, assetIds: readonly number[], language: string): Promise<AssetPage['repaired']> {
	const rows = await all<{ code: string; mode: string; on: string; times: number }>(db, repairedSql(assetIds, houseModes));
	const latest = rows.map(({ code, mode, on }) => ({ code, on, title: plainTitle(mode, language) }));
	return { times: rows[0]?.times ?? 0, lastOn: rows[0]?.on ?? null, latest };
}

const describable = ({ attributes }: AssetClass, language: string): AssetPage['describable'] =>
	attributes
		.filter((it) => it.public)
		.map(({ id, title, kind, unit, choices }) => ({
			id,
			title: inLanguage(title, language),
			kind,
			unit: unit ?? null,
			choices: (choices ?? []).map((it) => ({ id: it.id, title: inLanguage(it.title, language) })),
		}));

/** What took the place of a retired asset: the youngest generation, as far as the public may know of it. */
const successorsOf = (kin: readonly Kin[], language: string): AssetPage['successors'] =>
	kin
		.filter((it) => it.side === 'after' && it.status === 'in-service' && publicClasses.includes(it.class))
		.map(({ reference, class: number }) => ({ reference, title: `${inLanguage(catalogue.byNumber.get(number)?.one ?? {}, language)} ${reference}`.trim() }));

const offered = ({ town }: Context, home: AssetClass, language: string): AssetPage['modes'] =>
	home.modes
		.filter(({ code, houseLevel }) => !houseLevel && town.services.get(code)?.enabled === true)
		.map(({ code, title }) => ({ code, title: inLanguage(title, language) }));

/** What anybody may know of one asset, by any number it has or had; 404 where the public may not know that it is there. */
export async function assetPage(context: Context, { reference, language }: { reference: string; language: string }): Promise<AssetPage> {
	const { row, home } = await publicAsset(context, reference);
	const kin = await lineageOf(context.db, row.id);
	const before = kin.filter((it) => it.side === 'before').map((it) => it.id);
	const shown = brief(row, { language, staff: false });
	const inService = row.status === 'in-service';
	return {
		reference: row.reference,
		class: home.id,
		icon: home.icon,
		kind: inLanguage(home.one, language),
		inService,
		successors: inService ? [] : successorsOf(kin, language),
		street: row.street,
		ward: row.ward,
		owner: row.owner === 'municipal' ? null : row.owner,
		lon: row.lon,
		lat: row.lat,
		geometry: row.geometry,
		attributes: shown.attributes,
		describable: inService ? describable(home, language) : [],
		faults: await openFaults(context, row.id, language),
		repaired: await repaired(context, [row.id, ...before], language),
		proposed: await all(context.db, proposedSql(row.id)),
		modes: inService ? offered(context, home, language) : [],
	};
}
