import type { Knex } from 'knex';
import { type Context, catalogue, positionsTyped } from '../municipality/index.ts';
import { all, maybeOne } from '../platform/sql.ts';
import { type AssetRow, assetSql, idOfSql, redrawZonesSql, refreshTotalsSql, spotsSql, totalsSql } from './queries.ts';
import { searchSql } from './search-queries.ts';

export { brief } from './brief.ts';
export { applyEdit } from './edit/apply.ts';
export { RegisterEdit } from './edit/contract.ts';
export { type Kin, lineageOf } from './edit/lineage.ts';
export { columnsOf, type Sourced } from './export/columns.ts';
export type { ExportColumn, ExportLayer, ExportRow, ExportSystem, FilledLayer, Format } from './export/formats/index.ts';
export { exported, formatByName, formats, systemOf } from './export/index.ts';
export { type ImportResult, importFile } from './import/index.ts';
export type { Count } from './import/prepare.ts';
export { cell } from './import/rejects.ts';
export { importRoutes } from './import/routes.ts';
export { startImports } from './import/worker.ts';
export { inspect } from './inspections/inspect.ts';
export { importRound, type RoundResult } from './inspections/round.ts';
export { roundFields } from './inspections/row.ts';
export { measureDue } from './layers/index.ts';
export { importPlaces, type PlacesOptions, type PlacesResult } from './places/import.ts';
export { proposeEditOf } from './proposals/propose-edit.ts';
export { type AssetRow, nearSql } from './queries.ts';
export { SourceError } from './sources/index.ts';
export { textRows } from './sources/reading/text-rows.ts';
export { readXml, type XmlHandler } from './sources/reading/xml.ts';
export { publicRegisterAt, registerAt } from './state-queries.ts';
export { undoChange } from './undo/undo.ts';
export { assetView } from './view.ts';
export { followWards, importWards } from './wards.ts';

/** What there is of each class: how many, how long, how wide. */
export interface ClassTotal {
	number: number;
	assets: number;
	lengthM: number;
	areaM2: number;
}

/** An asset by its reference or id, as it is or as it was at a moment. */
export const findAsset = (db: Knex, where: { reference: string } | { id: number }, at?: string): Promise<AssetRow | undefined> =>
	maybeOne<AssetRow>(db, assetSql(where, at));

/** Id, class and version of an asset in service. */
export const idOf = (db: Knex, reference: string): Promise<{ id: number; class: number; version: number } | undefined> => maybeOne(db, idOfSql(reference));

/** An asset by one of its names, and a point on it. */
export interface Spot {
	/** As it was asked for. */
	named: string;
	reference: string;
	lon: number;
	lat: number;
}

/** Assets by their references or by the register's keys; what is named by nothing or by several is left out. */
export const spotsOf = (db: Knex, names: readonly string[]): Promise<Spot[]> => all<Spot>(db, spotsSql(names));

/** Exposure by class, as last refreshed. */
export const classTotals = (db: Knex): Promise<ClassTotal[]> => all<ClassTotal>(db, totalsSql);

/** Counts the register and draws its zones anew; after every import and at set-up. */
export async function refreshTotals(db: Knex): Promise<void> {
	await all(db, refreshTotalsSql);
	await all(db, redrawZonesSql(null));
}

/** A place that was typed: an asset by its number (with its reference), a position, or an address or street. */
export interface FoundPlace {
	lon: number;
	lat: number;
	reference: string | null;
	/** Whether it was typed as a position. */
	position: boolean;
}

/** The best answer to a place that was typed, among what anybody may see. */
export async function findPlace({ db, town }: Pick<Context, 'db' | 'town'>, typed: string): Promise<FoundPlace | undefined> {
	const [position] = (await positionsTyped(db, town.municipality, typed)).filter((it) => it.inside);
	if (position) return { lon: position.lon, lat: position.lat, reference: null, position: true };
	const classes = catalogue.classes.filter((it) => it.secrecy === 'public').map((it) => it.number);
	const found = await maybeOne<Omit<FoundPlace, 'position'>>(db, searchSql({ q: typed, classes, limit: 1 }));
	return found && { ...found, position: false };
}
