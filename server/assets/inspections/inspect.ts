import { type Context, catalogue, inLanguage } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { lineageOf } from '../edit/lineage.ts';
import { isDay } from '../edit/told.ts';
import { type AssetRow, assetSql } from '../queries.ts';
import type { Inspection } from './contract.ts';
import { defectKinds, defectsOf } from './defects.ts';
import { keepInspections } from './keep.ts';
import { addPhotosSql, type InspectionRow, inspectionsSql, todaySql, versionSql } from './queries.ts';

type Listed = Inspection & { asset: string };

interface Seen {
	reference: string;
	on: string;
	grade: number;
	inspector?: string | undefined;
	note: string;
	defects: { code: string; severity: number; words: string }[];
	language: string;
}

const titleOf = (code: string, language: string): string => {
	const known = defectKinds.find((it) => it.code === code);
	return known ? inLanguage(known.title, language) : code;
};

const view = ({ own, rank, defects, ...row }: InspectionRow, language: string): Listed => ({
	...row,
	current: own && rank === 1,
	defects: defects.map((it) => ({ ...it, title: titleOf(it.code, language) })),
});

async function assetOf({ db }: Context, reference: string): Promise<AssetRow> {
	const asset = await maybeOne<AssetRow>(db, assetSql({ reference }));
	if (!asset) throw notFound('asset');
	return asset;
}

/** The inspections of an asset, and of those it took the place of. */
export async function inspectionsOf(context: Context, { reference, language }: { reference: string; language: string }): Promise<{ inspections: Listed[] }> {
	const { id } = await assetOf(context, reference);
	const before = (await lineageOf(context.db, id)).filter((it) => it.side === 'before').map((it) => it.id);
	const rows = await all<InspectionRow>(context.db, inspectionsSql(id, before));
	return { inspections: rows.map((row) => view(row, language)) };
}

/** Why a day cannot be one on which somebody looked; undefined where it can. */
export const dayRefused = (on: string, today: string): string | undefined => {
	if (!isDay(on)) return 'There is no such day.';
	return on > today ? 'That day has not come yet.' : undefined;
};

function mustBeDefects(home: string, defects: Seen['defects']): void {
	const known = defectsOf(home).map((it) => it.code);
	const wrong = defects.findIndex((it, at) => !known.includes(it.code) || defects.findIndex((other) => other.code === it.code) !== at);
	if (wrong >= 0) throw badField(`defects.${wrong}.code`, `One of: ${known.join(', ')}; each once.`);
}

/** Keeps what somebody saw of an asset; the latest inspection says how it is. */
export async function inspect(context: Context, seen: Seen): Promise<{ inspection: Inspection; version: number }> {
	const { db, actor, photos } = context;
	if (!actor.may('asset.edit') && !actor.may('fault.move')) throw new Problem('not-allowed');
	const asset = await assetOf(context, seen.reference);
	const home = catalogue.byNumber.get(asset.class);
	if (!home || asset.status === 'withdrawn') throw notFound('asset');
	const { today } = await one<{ today: string }>(db, todaySql);
	const refused = dayRefused(seen.on, today);
	if (refused) throw badField('on', refused);
	mustBeDefects(home.id, seen.defects);
	const { on, grade, note } = seen;
	const inspector = seen.inspector || actor.name;
	const defects = seen.defects.toSorted((a, b) => (a.code < b.code ? -1 : 1));
	const { change } = await keepInspections(db, { home, source: 'console', personId: actor.personId }, [
		[{ assetId: asset.id, on, grade, inspector, note, defects }],
	]);
	const kept = photos.map(({ hash, thumbHash, kind, bytes, width, height }) => ({ hash, thumbHash, kind, bytes, width, height }));
	if (kept.length) await all(db, addPhotosSql({ assetId: asset.id, on, inspector, photos: kept, personId: actor.personId }));
	await happened(db, { kind: 'asset.inspected', personId: actor.personId, assetId: asset.id, details: { on, grade, change } });
	const rows = await all<InspectionRow>(db, inspectionsSql(asset.id, []));
	const mine = rows.find((it) => it.on === on && it.inspector.toLowerCase() === inspector.toLowerCase());
	if (!mine) throw new Error('the inspection was not kept');
	return { inspection: view(mine, seen.language), version: (await one<{ version: number }>(db, versionSql(asset.id))).version };
}
