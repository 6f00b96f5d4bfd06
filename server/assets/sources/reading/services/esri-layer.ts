import { SourceError, type SourceLayer } from '../../index.ts';
import { askJson, type Question, type Service } from './ask.ts';

const isRecord = (it: unknown): it is Record<string, unknown> => typeof it === 'object' && it !== null && !Array.isArray(it);
const records = (it: unknown): Record<string, unknown>[] => (Array.isArray(it) ? it.filter(isRecord) : []);
const textOf = (it: unknown): string | undefined => (typeof it === 'string' && it !== '' ? it : undefined);
const numberOf = (it: unknown): number | undefined => (typeof it === 'number' && Number.isFinite(it) ? it : undefined);

/** Esri servers say that something is wrong in an answer that says that all is well. */
export async function askEsri(service: Service, question: Question): Promise<Record<string, unknown>> {
	const { body } = await askJson(service, question);
	if (!isRecord(body['error'])) return body;
	const { code, message, details } = body['error'];
	if (code === 498 || code === 499) throw new SourceError(`${service.name}: it wants a token, or one that is still good (token=… in the address)`);
	const words = [textOf(message), ...(Array.isArray(details) ? details.map(textOf) : [])].filter((it) => it !== undefined);
	throw new SourceError(`${service.name}: the server says: ${(words.join(' ') || `error ${String(code)}`).slice(0, 300)}`);
}

/** Values by the code that stands for them. */
type Names = ReadonlyMap<unknown, string>;

export interface EsriField {
	readonly name: string;
	readonly isDate: boolean;
	readonly names: Names | undefined;
}

/** What a layer says of itself. */
export interface EsriLayer {
	readonly name: string;
	readonly idField: string;
	readonly fields: readonly EsriField[];
	/** Field by whose value the names of the others change, the names of its own values, and those of the others by it. */
	readonly subtype: { readonly field: string; readonly names: Names; readonly others: ReadonlyMap<unknown, ReadonlyMap<string, Names>> } | undefined;
	readonly geometry: string | null;
	/** Number of its coordinate system, as the register of EPSG (or Esri) has it. */
	readonly wkid: number | undefined;
	/** The most features that it gives at once. */
	readonly most: number;
}

function namesOf(domain: unknown): Names | undefined {
	const values = isRecord(domain) ? records(domain['codedValues']) : [];
	return values.length ? new Map(values.map((it) => [it['code'], String(it['name'])])) : undefined;
}

function fieldOf(it: Record<string, unknown>): EsriField[] {
	const [name, type] = [textOf(it['name']), textOf(it['type']) ?? ''];
	if (name === undefined || type === 'esriFieldTypeGeometry') return [];
	return [{ name, isDate: type === 'esriFieldTypeDate', names: namesOf(it['domain']) }];
}

function subtypeOf(body: Record<string, unknown>): EsriLayer['subtype'] {
	const field = textOf(body['typeIdField']) ?? textOf(body['subtypeField']);
	const types = [...records(body['types']), ...records(body['subtypes'])];
	if (field === undefined || types.length === 0) return undefined;
	const idOf = (it: Record<string, unknown>): unknown => it['id'] ?? it['code'];
	const domains = (it: Record<string, unknown>): Map<string, Names> =>
		new Map(
			Object.entries(isRecord(it['domains']) ? it['domains'] : {}).flatMap(([name, domain]) =>
				[[name, namesOf(domain)] as const].filter((pair): pair is readonly [string, Names] => pair[1] !== undefined),
			),
		);
	return { field, names: new Map(types.map((it) => [idOf(it), String(it['name'])])), others: new Map(types.map((it) => [idOf(it), domains(it)])) };
}

function wkidOf(body: Record<string, unknown>): number | undefined {
	const extent = isRecord(body['extent']) ? body['extent']['spatialReference'] : undefined;
	const reference = [body['sourceSpatialReference'], extent, body['spatialReference']].find(isRecord);
	return numberOf(reference?.['latestWkid']) ?? numberOf(reference?.['wkid']);
}

/** Reads what a layer says of itself. */
export async function esriLayer(service: Service): Promise<EsriLayer> {
	const body = await askEsri(service, { url: layerUrl(service.address, '') });
	const fields = records(body['fields']);
	const idField = textOf(body['objectIdField']) ?? textOf(fields.find((it) => it['type'] === 'esriFieldTypeOID')?.['name']);
	if (idField === undefined) throw new SourceError(`${service.name}: the layer has no object ids, by which it could be read page by page`);
	return {
		name: textOf(body['name']) ?? '',
		idField,
		fields: fields.flatMap(fieldOf),
		subtype: subtypeOf(body),
		geometry: textOf(body['geometryType']) ?? null,
		wkid: wkidOf(body),
		most: Math.max(1, numberOf(body['maxRecordCount']) ?? 1000),
	};
}

/** The address of a layer, or of something it does, that answers in JSON; what else stands in the query (a token) stays. */
export function layerUrl(address: URL, action: '' | '/query'): URL {
	const url = new URL(address);
	url.pathname = `${url.pathname.replace(/\/(query)?$/i, '')}${action}`;
	for (const name of [...url.searchParams.keys()]) if (/^(f|where|outfields|layer)$/i.test(name)) url.searchParams.delete(name);
	url.searchParams.set('f', 'json');
	return url;
}

/** The layers of a whole service; tables have no geometry. */
export async function esriLayers(service: Service): Promise<(SourceLayer & { id: number })[]> {
	const body = await askEsri(service, { url: layerUrl(service.address, '') });
	const drawn = records(body['layers']).filter((it) => !Array.isArray(it['subLayerIds']) || it['subLayerIds'].length === 0);
	const told = [
		...drawn.map((it) => ({ it, geometry: textOf(it['geometryType']) ?? 'unknown' })),
		...records(body['tables']).map((it) => ({ it, geometry: null })),
	];
	return told.flatMap(({ it, geometry }) => {
		const id = numberOf(it['id']);
		return id === undefined ? [] : [{ id, name: textOf(it['name']) ?? String(id), rows: null, crs: null, geometry }];
	});
}
