import * as z from 'zod/mini';
import { type Change, type Connection, jsonOf, momentOf, nameOf, numberOf, Refused, type Said, Unwell, workSystem } from './index.ts';

const field = (usual: string) => z._default(z.string().check(z.regex(/^[A-Za-z_][A-Za-z0-9_]{0,60}$/, 'Letters, digits and _.')), usual);
const page = 1000;

type Row = Record<string, unknown>;

/** Esri answers 200 and says inside that it went wrong. */
function well(answer: unknown): Row {
	const it = (typeof answer === 'object' && answer !== null ? answer : {}) as Row;
	const error = it['error'] as { code?: number; message?: string } | undefined;
	if (!error) return it;
	const words = `${error.code ?? ''}: ${error.message ?? ''}`.slice(0, 300);
	throw error.code === 400 ? new Refused(words) : new Unwell(words);
}

async function asked(it: Connection, path: string, fields: Readonly<Record<string, string>>): Promise<Row> {
	const layer = (it.settings['layer'] ?? '').replace(/\/+$/, '');
	const body = new URLSearchParams({ f: 'json', ...fields, ...(it.key !== null && { token: it.key }) }).toString();
	const headers = { 'content-type': 'application/x-www-form-urlencoded' };
	return well(await jsonOf(await it.request(`${layer}/${path}`, { method: 'POST', headers, body })));
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const name = (it: Connection, setting: string): string => it.settings[setting] ?? '';

async function features(it: Connection, where: string): Promise<{ rows: Row[]; key: string }> {
	const rows: Row[] = [];
	for (;;) {
		const answer = await asked(it, 'query', {
			where,
			outFields: '*',
			returnGeometry: 'false',
			resultOffset: String(rows.length),
			resultRecordCount: String(page),
		});
		const got = (Array.isArray(answer['features']) ? answer['features'] : []) as { attributes?: Row }[];
		rows.push(...got.map(({ attributes }) => attributes ?? {}));
		if (answer['exceededTransferLimit'] !== true || got.length === 0) return { rows, key: nameOf(answer['objectIdFieldName']) ?? 'OBJECTID' };
	}
}

function attributesOf({ id, version, state, asset, chainage, mergedInto, title, fault }: Change, it: Connection): Row {
	return {
		[name(it, 'idField')]: id,
		[name(it, 'stateField')]: state,
		[name(it, 'assetField')]: asset,
		[name(it, 'chainageField')]: chainage,
		[name(it, 'versionField')]: version,
		[name(it, 'titleField')]: mergedInto === null ? title : `${title} → ${mergedInto.id}`,
		[name(it, 'linkField')]: fault.link,
	};
}

/** What an edit became: their id of the feature; a refusal where they say so of this one. */
function editedOf(answer: Row): string | null {
	const results = ['addResults', 'updateResults', 'deleteResults'].flatMap((kind) => (Array.isArray(answer[kind]) ? (answer[kind] as Row[]) : []));
	const bad = results.find(({ success }) => success !== true);
	if (bad) throw new Refused(String((bad['error'] as { description?: string } | undefined)?.description ?? 'the edit was not made').slice(0, 300));
	return nameOf(results[0]?.['objectId']);
}

/** A layer of an Esri FeatureServer, one feature a fault, found by the field that holds our name for it. */
export default workSystem({
	id: 'esri',
	settings: {
		layer: z.string().check(z.regex(/^https?:\/\/[^\s]+\/FeatureServer\/\d+\/?$/i, 'An address that ends with /FeatureServer/ and the number of a layer.')),
		idField: field('faultline_id'),
		stateField: field('status'),
		assetField: field('asset_id'),
		chainageField: field('chainage'),
		versionField: field('faultline_version'),
		titleField: field('description'),
		linkField: field('url'),
		changedField: field('EditDate'),
	},
	keyed: true,
	states: {
		confirmed: 'Open',
		scheduled: 'Assigned',
		'in-progress': 'In Progress',
		'made-safe': 'In Progress',
		waiting: 'Paused',
		fixed: 'Completed',
		closed: 'Completed',
		merged: 'Canceled',
		rejected: 'Canceled',
		'not-ours': 'Declined',
		'no-fault-found': 'Completed',
		'cannot-now': 'Paused',
	},
	back: { Assigned: 'scheduled', 'In Progress': 'in-progress', Completed: 'fixed' },
	async push(change, it) {
		const { rows, key } = await features(it, `${name(it, 'idField')} = ${quoted(change.id)}`);
		const attributes = attributesOf(change, it);
		const { point } = change.fault;
		const geometry = point && { x: point.lon, y: point.lat, spatialReference: { wkid: 4326 } };
		const [first, ...twice] = rows.sort((a, b) => Number(a[key]) - Number(b[key]));
		const edit = first
			? { updates: JSON.stringify([{ attributes: { ...attributes, [key]: first[key] }, geometry }]) }
			: { adds: JSON.stringify([{ attributes, geometry }]) };
		// An answer that was lost may have left a second one.
		const deletes = twice.length > 0 && { deletes: twice.map((row) => String(row[key])).join(',') };
		return { remoteId: editedOf(await asked(it, 'applyEdits', { ...edit, ...deletes, rollbackOnFailure: 'true' })) };
	},
	async pull(since, it) {
		const changed = name(it, 'changedField');
		const moment = since?.toISOString().replace('T', ' ').slice(0, 19);
		const where = [`${name(it, 'idField')} like ${quoted(`${it.prefix}%`)}`, ...(moment ? [`${changed} >= timestamp '${moment}'`] : [])].join(' and ');
		const { rows, key } = await features(it, where);
		return rows.map(
			(row): Said => ({
				...{ id: nameOf(row[name(it, 'idField')]), remoteId: nameOf(row[key]), state: nameOf(row[name(it, 'stateField')]), at: momentOf(row[changed]) },
				...{
					version: null,
					seen: numberOf(row[name(it, 'versionField')]),
					asset: nameOf(row[name(it, 'assetField')]),
					chainage: numberOf(row[name(it, 'chainageField')]),
				},
			}),
		);
	},
});
