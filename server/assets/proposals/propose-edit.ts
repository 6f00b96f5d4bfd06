import { type Context, catalogue } from '../../municipality/index.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { maybeOne, one } from '../../platform/sql.ts';
import type { Geometry, RegisterEdit } from '../edit/contract.ts';
import { attributesTold } from '../edit/told.ts';
import { shapeOf } from '../import/shape.ts';
import type { Proposed } from './contract.ts';
import { keepProposal } from './propose.ts';
import { type About, aboutSql, middleSql, type NewRow, withinSql } from './queries.ts';

interface Spot {
	lon: number;
	lat: number;
}

/** A point of a geometry that was sent, inside the municipality; else a problem that says what is wrong. */
async function spotOf({ db }: Context, geometry: Geometry): Promise<Spot> {
	const { hex, problem } = shapeOf({ line: 1, geometry, properties: {} });
	if (hex === undefined) throw badField('edit.geometry', `This is no geometry: ${problem ?? 'it cannot be read'}.`);
	const middle = await one<Partial<Spot>>(db, middleSql(geometry));
	if (typeof middle.lon !== 'number' || typeof middle.lat !== 'number') throw badField('edit.geometry', 'It is empty.');
	const spot = { lon: middle.lon, lat: middle.lat };
	const { within } = await one<{ within: boolean }>(db, withinSql(spot.lon, spot.lat));
	if (!within) throw new Problem('out-of-area');
	return spot;
}

const firstOf = (edit: RegisterEdit): string => (edit.kind === 'merge' ? (edit.assets[0] ?? '') : edit.kind === 'add' ? '' : edit.asset);

async function addition(context: Context, edit: RegisterEdit & { kind: 'add' }): Promise<NewRow> {
	const home = catalogue.byId.get(edit.class);
	if (!home) throw badField('edit.class', 'There is no such asset class.');
	attributesTold(home, edit.attributes ?? {});
	return { kind: 'edit', class: home.number, assetId: null, ...(await spotOf(context, edit.geometry)), edit };
}

async function rowOf(context: Context, edit: RegisterEdit): Promise<NewRow> {
	if (edit.kind === 'add') return addition(context, edit);
	const asset = await maybeOne<About>(context.db, aboutSql(firstOf(edit)));
	const home = asset && catalogue.byNumber.get(asset.class);
	if (!asset || !home) throw notFound('asset');
	if ('attributes' in edit) attributesTold(home, edit.attributes ?? {});
	const spot = 'geometry' in edit && edit.geometry ? await spotOf(context, edit.geometry) : { lon: asset.lon, lat: asset.lat };
	return { kind: 'edit', class: asset.class, assetId: asset.id, lon: spot.lon, lat: spot.lat, edit };
}

/** Somebody who knows the register proposes an edit of it. What can be seen to be wrong with it is said at once. */
export async function proposeEditOf(context: Context, it: { edit: RegisterEdit; words: string; language: string }): Promise<Proposed> {
	return keepProposal(context, await rowOf(context, it.edit), it);
}
