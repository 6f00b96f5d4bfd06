import type { SourceRow } from '../index.ts';

/** The largest feature that is read, bytes: more is no asset but an accident. */
export const largestFeature = 32 * 1024 * 1024;
/** Brackets within brackets; a MultiPolygon in a Feature needs seven. */
export const deepest = 64;

const isRecord = (it: unknown): it is Record<string, unknown> => typeof it === 'object' && it !== null && !Array.isArray(it);

/** The name in a GeoJSON `crs` member (of 2008, still written by many programs). */
export function crsName(crs: unknown): string | undefined {
	const properties = isRecord(crs) ? crs['properties'] : undefined;
	const name = isRecord(properties) ? properties['name'] : undefined;
	return typeof name === 'string' ? name : undefined;
}

/** What a piece of JSON text says, as a row. */
export function rowOf(text: string, line: number, crs?: string): SourceRow {
	let feature: unknown;
	try {
		feature = JSON.parse(text);
	} catch (error) {
		return { line, problem: `not JSON: ${(error as Error).message.slice(0, 120)}`, properties: {} };
	}
	return rowOfFeature(feature, line, crs);
}

/** What a piece of JSON says, as a row. */
export function rowOfFeature(feature: unknown, line: number, crs?: string): SourceRow {
	if (!isRecord(feature)) return { line, problem: 'not a GeoJSON feature', properties: {} };
	const { id, type, geometry, properties } = feature;
	if (properties !== null && properties !== undefined && !isRecord(properties))
		return { line, problem: 'its properties are not a JSON object', properties: {} };
	return {
		line,
		type,
		geometry: geometry ?? null,
		properties: properties ?? {},
		id: typeof id === 'string' || typeof id === 'number' ? id : undefined,
		crs: crs ?? crsName(feature['crs']),
	};
}
