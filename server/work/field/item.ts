import { proposeEditOf } from '../../assets/index.ts';
import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { isLive } from '../orders/states.ts';
import { touchOrderSql } from '../orders/write-queries.ts';
import { conflictSql, distanceSql, type ItemRow, itemSql, keepPhotosSql, readingsSql, type Stand, tasksDoneSql, useMaterialsSql } from './queries.ts';

/** A measured place is proposed to the register where the register's lies further away than this, and than the device's accuracy, metres. */
const worthProposingM = 5;
/** No better than this, metres, and a measured place says nothing against the register's. */
const worstMeasuredM = 20;

const mergeable = ['cause', 'component', 'mode', 'condition', 'note'] as const;
type Field = (typeof mergeable)[number];
type Value = string | number | null;

export interface Written {
	item: number;
	at: string;
	fields: Partial<Record<Field, { base: Value; value: Value } | undefined>>;
	tasks: readonly { id: number; answer: string | null; done: boolean }[];
	materials: readonly { code: string; used: number }[];
	measured?: Stand | undefined;
}

/** What a device says about when something was: never later than now. */
export const momentOf = (at: string, now: Date): Date => new Date(Math.min(Date.parse(at), now.getTime()));

/** Whether somebody supervises the work of a department. */
export function supervises(actor: Context['actor'], departmentId: number): boolean {
	const scope = actor.scope?.('work.supervise');
	return actor.may('work.supervise') && (scope === undefined || scope.departments.includes(departmentId));
}

/** An item that whoever asks may work on: of a crew of theirs, or of any for those who supervise. 404 hides the others. */
export async function workable({ db, actor }: Context, id: number): Promise<ItemRow> {
	const item = await maybeOne<ItemRow>(db, itemSql(id, actor.personId));
	if (!item) throw notFound('item');
	if (!item.mine && !supervises(actor, item.departmentId)) throw notFound('item');
	if (item.state === 'cancelled' || item.state === 'open')
		throw new Problem('wrong-state', 'This work order is not to be worked on.', { extra: { state: item.state } });
	return item;
}

/** The distance between where somebody stood and what an item is about, metres; null where that is not known well enough. */
export const distanceOf = ({ db }: Pick<Context, 'db'>, id: number, stand: Stand | undefined): Promise<{ metres: number | null; evidenceM: number }> =>
	one(db, distanceSql(id, stand));

/** Writes each field that nobody else has changed since it was seen; says which ones somebody has, and keeps both. */
async function merge({ db, actor, now }: Context, item: ItemRow, fields: Written['fields']): Promise<string[]> {
	const patch: Record<string, unknown> = {};
	const conflicts: string[] = [];
	for (const field of mergeable) {
		const wish = fields[field];
		const current: Value = item[field];
		if (!wish || wish.value === current) continue;
		if (wish.base === current) patch[field] = wish.value;
		else {
			conflicts.push(field);
			await all(db, conflictSql({ itemId: item.id, field, kept: current, other: wish.value, personId: actor.personId }));
		}
	}
	if (Object.keys(patch).length) {
		const said = Object.fromEntries(Object.keys(patch).map((field) => [field, { at: now.toISOString(), by: actor.personId }]));
		await db('work_order_item')
			.where({ id: item.id })
			.update({ ...patch, written: db.raw('written || ?::jsonb', [JSON.stringify(said)]), version: db.raw('version + 1') });
	}
	return conflicts;
}

async function writeTasks({ db, actor, now }: Context, item: ItemRow, { tasks, at }: Written): Promise<void> {
	if (tasks.length === 0) return;
	const readings = await all<{ id: number }>(db, readingsSql(tasks.map(({ id }) => id)));
	const wrong = tasks.findIndex(
		({ id, answer, done }) => done && readings.some((it) => it.id === id) && (answer === null || !/^-?\d+([.,]\d+)?$/.test(answer)),
	);
	if (wrong >= 0) throw badField(`tasks.${wrong}.answer`, 'A reading is a number.');
	const known = await all<{ id: number }>(db, tasksDoneSql({ orderId: item.orderId, itemId: item.id, tasks, at: momentOf(at, now), personId: actor.personId }));
	const lost = tasks.findIndex(({ id }) => !known.some((it) => it.id === id));
	if (lost >= 0) throw badField(`tasks.${lost}.id`, 'There is no such task at this item.');
}

/** Where a crew measured an asset to be; where the register has it elsewhere, it gets a proposal. */
async function measure(context: Context, item: ItemRow, { stand, language }: { stand: Stand; language: string }): Promise<void> {
	const { db } = context;
	const { lon, lat, accuracy } = stand;
	await db('work_order_item')
		.where({ id: item.id })
		.update({ measured: db.raw('st_setsrid(st_makepoint(?, ?), 4326)', [lon, lat]), measured_accuracy_m: accuracy });
	if (!item.point || item.asset === null || accuracy > worstMeasuredM) return;
	const { metres } = await distanceOf(context, item.id, stand);
	if (metres === null || metres <= Math.max(worthProposingM, accuracy)) return;
	const edit = { kind: 'change' as const, asset: item.asset, geometry: { type: 'Point' as const, coordinates: [lon, lat] } };
	await proposeEditOf({ ...context, photos: [] }, { edit, words: '', language });
}

/** Writes what a crew found. Says which fields somebody else had changed in the meantime. */
export async function writeFound(context: Context, it: Written & { language: string }): Promise<{ order: string; conflicts: string[] }> {
	const { db, actor } = context;
	const item = await workable(context, it.item);
	if (!isLive(item.state)) throw new Problem('wrong-state', 'This work order is over.');
	const conflicts = await merge(context, item, it.fields);
	await writeTasks(context, item, it);
	if (it.materials.length) {
		const [unknown] = await all<{ code: string }>(db, useMaterialsSql({ orderId: item.orderId, itemId: item.id, materials: it.materials }));
		if (unknown) throw badField(`materials.${it.materials.findIndex(({ code }) => code === unknown.code)}.code`, 'The stores do not have it.');
	}
	if (it.measured) await measure(context, item, { stand: it.measured, language: it.language });
	await all(db, touchOrderSql(item.orderId));
	const fields = Object.keys(it.fields).filter((field) => !conflicts.includes(field));
	await happened(db, { kind: 'work-item.written', workOrderId: item.orderId, personId: actor.personId, details: { item: item.id, fields, conflicts } });
	return { order: item.order, conflicts };
}

/** Keeps photos of an item, each with how far from the asset it was taken. */
export async function addPhotos(
	context: Context,
	it: { item: number; moment: 'before' | 'after'; at: string; stand?: Stand | undefined },
): Promise<{ order: string }> {
	const { db, actor, photos, now } = context;
	if (photos.length === 0) throw badField('photos', 'Send a photo.');
	const item = await workable(context, it.item);
	const kept = [];
	for (const { hash, thumbHash, kind, bytes, width, height, position } of photos) {
		const stand = it.stand ?? (position && { ...position, accuracy: 10 });
		const { metres } = await distanceOf(context, item.id, stand);
		kept.push({ hash, thumbHash, kind, bytes, width, height, metres });
	}
	await all(db, keepPhotosSql({ itemId: item.id, moment: it.moment, at: momentOf(it.at, now), personId: actor.personId, photos: kept }));
	await all(db, touchOrderSql(item.orderId));
	await happened(db, {
		kind: 'work-item.photographed',
		workOrderId: item.orderId,
		personId: actor.personId,
		details: { item: item.id, moment: it.moment, photos: kept.length },
	});
	return { order: item.order };
}
