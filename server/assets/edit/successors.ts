import { cut } from '../../maths/cut.ts';
import { badField, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import type { Attributes, Fields, Geometry } from './contract.ts';
import type { Touched, Work } from './model.ts';
import { beginning } from './one-asset.ts';
import { inside, placed, placedHex } from './place.ts';
import { addLineageSql, type Held, insertAssetSql, metricPointSql, type Placed, replacedBySql, retireAssetSql, togetherSql } from './queries.ts';

interface Told {
	key?: string | undefined;
	geometry?: Geometry | undefined;
	attributes?: Attributes | undefined;
	fields?: Fields | undefined;
}

const first = ({ held }: Work): Held => {
	const [asset] = held;
	if (!asset) throw new Error('an edit of an asset holds one');
	return asset;
};

/** A new asset that takes after one that was there: what is not told of it is as it was. */
function succeed(work: Work, from: Held, { told, key, place }: { told: Told; key: string; place: Placed }): Promise<Touched> {
	const { street, ...begun } = beginning(work, told, from);
	const { home, changeId } = work;
	return one<Touched>(
		work.editor.db,
		insertAssetSql({ ...begun, home, key, geom: place.geom, wardId: place.wardId, street: street ?? place.street ?? from.street, changeId }),
	);
}

const geometryOf = ({ stored }: Held): Geometry => stored as unknown as Geometry;

/** Takes out of service what others take the place of. A successor may go on with the key of the one it comes from. */
async function giveWay({ editor, changeId }: Work, gone: readonly Held[], key: string): Promise<Touched[]> {
	const retired: Touched[] = [];
	for (const { id, key: own } of gone)
		retired.push(await one<Touched>(editor.db, retireAssetSql({ id, changeId, on: null, replacedBy: null, freeKey: own === key })));
	return retired;
}

async function inherit(
	{ editor: { db }, changeId }: Work,
	kind: 'replaced' | 'split' | 'merged' | 'renumbered',
	it: { from: Touched[]; to: Touched[] },
): Promise<Touched[]> {
	const [from, to] = [it.from.map(({ id }) => id), it.to.map(({ id }) => id)];
	await all(db, addLineageSql({ from, to, kind, changeId }));
	if (to.length === 1) for (const id of from) await all(db, replacedBySql(id, to[0] ?? 0));
	return [...it.to, ...it.from];
}

/** Puts a new asset in the place of one, under the same key if no other is told. What it is like is told or as it was; its age is not the old one's. */
export async function replace(work: Work, told: Told): Promise<Touched[]> {
	const old = first(work);
	const key = told.key ?? old.key;
	const place = await placed(work.editor, told.geometry ?? geometryOf(old), { home: work.home, path: 'edit.geometry' });
	const retired = await giveWay(work, [old], key);
	const fresh = await succeed(work, { ...old, installedOn: null }, { told, key, place });
	return inherit(work, 'replaced', { from: retired, to: [fresh] });
}

async function piecesOf(work: Work, { at, parts }: { at?: [number, number][] | undefined; parts?: Geometry[] | undefined }): Promise<Geometry[]> {
	if (parts !== undefined) return parts;
	const { stored, metric } = first(work);
	if (at === undefined || stored.type !== 'LineString') throw badField('edit.parts', 'Say where the line is cut (at), or what it becomes (parts).');
	const places: [number, number][] = [];
	for (const [lon, lat] of at) {
		if (!inside(work.editor.town.municipality.bounds, [lon, lat])) throw new Problem('out-of-area');
		const found = await one<{ x: number; y: number }>(work.editor.db, metricPointSql(lon, lat));
		places.push([found.x, found.y]);
	}
	const pieces = cut({ stored: stored.coordinates, metric: metric.coordinates }, places);
	if (pieces.length < 2) throw badField('edit.at', 'There the line ends: nothing would be cut.');
	return pieces.map((coordinates) => ({ type: 'LineString', coordinates }));
}

/** Makes several assets of one; each has what it had. */
export async function split(work: Work, edit: { at?: [number, number][] | undefined; parts?: Geometry[] | undefined }): Promise<Touched[]> {
	const old = first(work);
	const places: Placed[] = [];
	for (const piece of await piecesOf(work, edit)) places.push(await placed(work.editor, piece, { home: work.home, path: 'edit.parts' }));
	const retired = await giveWay(work, [old], '');
	const fresh: Touched[] = [];
	for (const [i, place] of places.entries()) fresh.push(await succeed(work, old, { told: {}, key: `${old.key.slice(0, 96)}-${i + 1}`, place }));
	return inherit(work, 'split', { from: retired, to: fresh });
}

/** Makes one asset of several: what lines are where they meet, what areas are together, or a geometry that is told. The first one's description goes on. */
export async function merge(work: Work, told: Told): Promise<Touched[]> {
	const { editor, home, held } = work;
	const old = first(work);
	const place = told.geometry === undefined ? await joined(work) : await placed(editor, told.geometry, { home, path: 'edit.geometry' });
	const key = told.key ?? old.key;
	const retired = await giveWay(work, held, key);
	const fresh = await succeed(work, old, { told, key, place });
	return inherit(work, 'merged', { from: retired, to: [fresh] });
}

async function joined({ editor, home, held }: Work): Promise<Placed> {
	if (home.geometry === 'Point') throw badField('edit.geometry', 'Say where the one point is that these become.');
	const ids = held.map(({ id }) => id);
	const whole = await maybeOne<{ geom: string | null }>(editor.db, togetherSql(ids, home));
	if (!whole?.geom) throw badField('edit.assets', 'These lines do not meet end to end in one line.');
	return placedHex(editor.db, whole.geom, { home, path: 'edit.assets' });
}

/** Says that two rows of the register are one thing: the first gives way, the second goes on with its history. */
export async function same(work: Work): Promise<Touched[]> {
	const [old, kept] = work.held;
	if (!old || !kept || kept.status !== 'in-service') throw new Problem('conflict', 'The asset that goes on must be in service.');
	const retired = old.status === 'in-service' ? await giveWay(work, [old], '') : [old];
	return inherit(work, 'renumbered', { from: retired, to: [kept] });
}
