import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder for the files of a test, gone with it. */
export function folder(): (name: string, content: string | Buffer) => string {
	const path = mkdtempSync(join(tmpdir(), 'faultline-files-'));
	afterAll(() => rmSync(path, { recursive: true, force: true }));
	return (name, content) => {
		const file = join(path, name);
		writeFileSync(file, content);
		return file;
	};
}

export interface Feature {
	type: 'Feature';
	id?: string | number;
	properties: Record<string, unknown>;
	geometry: { type: string; coordinates: unknown } | null;
}

export const feature = (properties: Record<string, unknown>, geometry: Feature['geometry']): Feature => ({ type: 'Feature', properties, geometry });
export const point = (lon: number, lat: number): { type: string; coordinates: number[] } => ({ type: 'Point', coordinates: [lon, lat] });

/** A FeatureCollection with one feature a line: feature n begins on line n + 1. */
export const collection = (features: readonly unknown[], head = ''): string =>
	`{"type":"FeatureCollection",${head}"features":[\n${features.map((it) => (typeof it === 'string' ? it : JSON.stringify(it))).join(',\n')}\n]}\n`;
