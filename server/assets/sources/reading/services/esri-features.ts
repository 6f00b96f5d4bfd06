import { arcgisToGeoJSON } from '@terraformer/arcgis';
import { SourceError, type SourceRow } from '../../index.ts';
import type { Service } from './ask.ts';
import { askEsri, type EsriField, type EsriLayer, layerUrl } from './esri-layer.ts';

/** Object ids that are asked for at once: larger answers take the server longer than they save. */
const pageSize = 1000;
/** Longer addresses are refused by many servers; beyond, the question is sent as a form. */
const longestAddress = 1500;

const isRecord = (it: unknown): it is Record<string, unknown> => typeof it === 'object' && it !== null && !Array.isArray(it);

/** The ids of all features, in order. */
async function idsOf(service: Service): Promise<number[]> {
	const url = layerUrl(service.address, '/query');
	url.searchParams.set('where', '1=1');
	url.searchParams.set('returnIdsOnly', 'true');
	const { objectIds } = await askEsri(service, { url });
	if (objectIds === null || objectIds === undefined) return [];
	if (!Array.isArray(objectIds) || !objectIds.every((it): it is number => Number.isSafeInteger(it)))
		throw new SourceError(`${service.name}: its list of object ids is none`);
	return [...new Set(objectIds)].sort((a, b) => a - b);
}

async function ask(service: Service, { wkid, geometry }: EsriLayer, ids: readonly number[]): Promise<Record<string, unknown>> {
	const url = layerUrl(service.address, '/query');
	const wish = {
		objectIds: ids.join(','),
		outFields: '*',
		returnGeometry: String(geometry !== null),
		returnTrueCurves: 'false',
		...(wkid !== undefined && { outSR: String(wkid) }),
	};
	for (const [name, value] of Object.entries(wish)) url.searchParams.set(name, value);
	if (url.href.length <= longestAddress) return askEsri(service, { url });
	const form = new URLSearchParams(url.searchParams);
	url.search = '';
	return askEsri(service, { url, form });
}

/** Where a geometry has no place, Esri writes "NaN" or empty lists. */
function geometryOf(it: unknown): unknown {
	if (!isRecord(it)) return null;
	if ('x' in it && typeof it['x'] !== 'number') return null;
	if ('curveRings' in it || 'curvePaths' in it) return { type: 'Curve', coordinates: [] };
	const { spatialReference: _, ...geometry } = it;
	const converted = arcgisToGeoJSON(geometry);
	return converted.type ? converted : null;
}

function saidBy({ name, isDate, names }: EsriField, value: unknown, { subtype }: EsriLayer, attributes: Readonly<Record<string, unknown>>): unknown {
	if (isDate && typeof value === 'number') return Math.abs(value) < 8.64e15 ? new Date(value).toISOString() : null;
	if (value === null) return null;
	if (subtype?.field === name) return subtype.names.get(value) ?? value;
	const special = subtype?.others.get(attributes[subtype.field])?.get(name);
	return (special ?? names)?.get(value) ?? value;
}

/** A feature as the server writes it, once it is known to have its id. */
interface Feature {
	readonly attributes: Readonly<Record<string, unknown>>;
	readonly geometry?: unknown;
}

function rowOf({ attributes, geometry }: Feature, layer: EsriLayer, line: number): SourceRow {
	const known = new Map(layer.fields.map((it) => [it.name, it]));
	const properties = Object.fromEntries(
		Object.entries(attributes).map(([name, value]) => {
			const field = known.get(name);
			return [name, field ? saidBy(field, value, layer, attributes) : value];
		}),
	);
	const id = attributes[layer.idField];
	const crs = layer.wkid === undefined ? {} : { crs: `EPSG:${layer.wkid}` };
	return { line, properties, geometry: geometryOf(geometry), id: Number(id), ...crs };
}

const halves = (ids: number[]): number[][] => [ids.slice(0, ids.length / 2), ids.slice(ids.length / 2)].filter((it) => it.length > 0);

/** The features of some ids. A server that gives fewer is asked once more for those that are missing, in smaller numbers, until it is clear that it will not. */
async function* featuresOf(service: Service, layer: EsriLayer, ids: readonly number[]): AsyncGenerator<Feature> {
	const missing = new Set(ids);
	const { features } = await ask(service, layer, ids);
	if (!Array.isArray(features)) throw new SourceError(`${service.name}: its answer holds no features`);
	for (const feature of features) {
		const id: unknown = feature?.attributes?.[layer.idField];
		if (typeof id !== 'number') throw new SourceError(`${service.name}: it gives a feature without its ${layer.idField}`);
		if (missing.delete(id)) yield feature;
	}
	if (missing.size === 0 || missing.size === ids.length) return;
	for (const half of halves([...missing])) yield* featuresOf(service, layer, half);
}

/** All features of a layer by their object ids, or a SourceError that says how many are missing. */
export async function* esriFeatures(service: Service, layer: EsriLayer): AsyncGenerator<SourceRow> {
	const ids = await idsOf(service);
	const size = Math.min(pageSize, layer.most);
	let count = 0;
	for (let from = 0; from < ids.length; from += size)
		for await (const feature of featuresOf(service, layer, ids.slice(from, from + size))) {
			count += 1;
			yield rowOf(feature, layer, count);
		}
	if (count !== ids.length)
		throw new SourceError(`${service.name}: the server gave ${count.toLocaleString('en')} of ${ids.length.toLocaleString('en')} features`);
}
