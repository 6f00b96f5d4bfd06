import { badField } from '../../platform/problem.ts';
import { all, one } from '../../platform/sql.ts';
import type { Attributes, Fields, Geometry } from './contract.ts';
import type { Touched, Work } from './model.ts';
import { placed } from './place.ts';
import { insertAssetSql, type NewAsset, retireAssetSql } from './queries.ts';
import { attributesTold, fieldsTold, isDay, withTold } from './told.ts';

interface Told {
	key?: string | undefined;
	geometry?: Geometry | undefined;
	attributes?: Attributes | undefined;
	fields?: Fields | undefined;
}

/** What there is in a new asset of what somebody tells of it, beside its place and key. */
export type Beginning = Pick<NewAsset, 'owner' | 'attributes' | 'zone' | 'installedOn' | 'conditionGrade' | 'conditionOn' | 'criticality' | 'positionSdM'> & {
	street: string | null | undefined;
};

/** What is told of a new asset; what is not told has the register's defaults, or what an asset it comes from had. */
export function beginning({ home }: Work, told: Told, from: Partial<Beginning> = {}): Beginning {
	const fields = told.fields ?? {};
	fieldsTold(fields);
	const { zone = from.zone ?? null, installedOn = from.installedOn ?? null, conditionGrade = null, conditionOn = null } = fields;
	const { owner = from.owner ?? 'municipal', criticality = from.criticality ?? 3, positionSdM = 1, street } = fields;
	const attributes = withTold({ ...from.attributes }, attributesTold(home, told.attributes ?? {}));
	return { owner, attributes, zone, street, installedOn, conditionGrade, conditionOn, criticality, positionSdM };
}

/** Adds an asset. */
export async function add(work: Work, edit: Told & { geometry: Geometry }): Promise<Touched[]> {
	const { editor, home, changeId } = work;
	const { street, ...begun } = beginning(work, edit);
	const place = await placed(editor, edit.geometry, { home, path: 'edit.geometry' });
	return [
		await one<Touched>(
			editor.db,
			insertAssetSql({ ...begun, home, key: edit.key ?? null, geom: place.geom, wardId: place.wardId, street: street ?? place.street, changeId }),
		),
	];
}

/** Changes what is told of an asset; what is left out stays. */
export async function change(work: Work, edit: Told): Promise<Touched[]> {
	const { editor, home, held, changeId } = work;
	const { db } = editor;
	const before = held[0];
	if (!before) return [];
	const patch: Record<string, unknown> = fieldsTold(edit.fields ?? {});
	if (edit.key !== undefined && edit.key !== before.key) patch['key'] = edit.key;
	if (edit.attributes !== undefined) patch['attributes'] = JSON.stringify(withTold(before.attributes, attributesTold(home, edit.attributes)));
	if (edit.geometry !== undefined) {
		const place = await placed(editor, edit.geometry, { home, path: 'edit.geometry' });
		Object.assign(patch, { geom: db.raw('?::geometry', [place.geom]), ward_id: place.wardId, street: patch['street'] ?? place.street ?? before.street });
	}
	if (Object.keys(patch).length === 0) return [];
	const rows = await db('asset')
		.where({ id: before.id })
		.update({ ...patch, change_id: changeId })
		.returning<Touched[]>(['id', 'reference', 'status', 'version', 'class']);
	return rows.filter((row) => row.version > before.version || 'street' in patch);
}

/** Takes an asset out of service: it stays in the register with all its history. */
export async function retire({ editor, held, changeId }: Work, { on }: { on?: string | undefined }): Promise<Touched[]> {
	if (on !== undefined && !isDay(on)) throw badField('edit.on', 'There is no such day.');
	const id = held[0]?.id ?? 0;
	return all<Touched>(editor.db, retireAssetSql({ id, changeId, on: on ?? null, replacedBy: null, freeKey: false }));
}

/** Brings a retired asset back into service. */
export async function revive({ editor: { db }, held, changeId }: Work): Promise<Touched[]> {
	return db('asset')
		.where({ id: held[0]?.id ?? 0 })
		.update({ status: 'in-service', retired_on: null, replaced_by: null, change_id: changeId })
		.returning<Touched[]>(['id', 'reference', 'status', 'version', 'class']);
}
