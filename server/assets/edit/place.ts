import type { AssetClass } from '../../../gis-layers/index.ts';
import type { Context } from '../../municipality/index.ts';
import { badField, Problem } from '../../platform/problem.ts';
import { one } from '../../platform/sql.ts';
import { shapeOf } from '../import/shape.ts';
import type { Geometry } from './contract.ts';
import { type Placed, placeSql } from './queries.ts';

/** How far outside the municipality's box a position may lie before the database is not even asked, degrees. */
const margin = 0.1;

/** Whether all positions lie in or near a box of longitudes and latitudes: only those can be asked of the database without an error. */
export function inside([west, south, east, north]: readonly number[], coordinates: unknown): boolean {
	if (!Array.isArray(coordinates)) return false;
	const [lon, lat] = coordinates;
	if (typeof lon !== 'number' || typeof lat !== 'number') return coordinates.every((it) => inside([west ?? 0, south ?? 0, east ?? 0, north ?? 0], it));
	return lon >= (west ?? 0) - margin && lon <= (east ?? 0) + margin && lat >= (south ?? 0) - margin && lat <= (north ?? 0) + margin;
}

/** A geometry that was sent, as the register can keep it, with its ward and street; else a problem that says what is wrong with it. */
export async function placed(
	{ db, town }: Pick<Context, 'db' | 'town'>,
	geometry: Geometry,
	{ home, path }: { home: AssetClass; path: string },
): Promise<Placed> {
	const { hex, problem } = shapeOf({ line: 1, geometry, properties: {} });
	if (hex === undefined) throw badField(path, `This is no geometry: ${problem ?? 'it cannot be read'}.`);
	if (!inside(town.municipality.bounds, geometry.coordinates)) throw new Problem('out-of-area');
	return placedHex(db, hex, { home, path });
}

/** The same for a geometry in well-known binary. */
export async function placedHex(db: Context['db'], hex: string, { home, path }: { home: AssetClass; path: string }): Promise<Placed> {
	const found = await one<Placed>(db, placeSql(hex, home));
	if (found.reason === 'It lies outside the municipality.') throw new Problem('out-of-area');
	if (found.reason !== null) throw badField(path, found.reason);
	return found;
}
