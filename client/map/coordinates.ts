import proj4 from 'proj4';

/** A place in one system of coordinates, as it is read out and typed. */
export interface Written {
	/** "WGS 84", "EPSG:32734". */
	system: string;
	text: string;
}

/** Latitude first, as people and satellite receivers write it. Five decimals are a metre. */
export const inDegrees = (lon: number, lat: number): string => `${lat.toFixed(5)}, ${lon.toFixed(5)}`;

/** The place in the municipality's metric system: east and north in whole metres. */
export function inMetres(lon: number, lat: number, definition: string): string {
	const [east, north] = proj4(definition, [lon, lat]);
	return `${Math.round(east)} E, ${Math.round(north)} N`;
}

/** A place in every system people here type: degrees, and the municipality's metres. */
export const written = (lon: number, lat: number, { proj4: definition, srid }: { proj4: string; srid: number }): Written[] => [
	{ system: 'WGS 84', text: inDegrees(lon, lat) },
	{ system: `EPSG:${srid}`, text: inMetres(lon, lat, definition) },
];

/** Reads what people paste: "-33.73, 18.96", "33.73 S 18.96 E"; latitude first. Null where it is no place. */
export function readDegrees(text: string): { lon: number; lat: number } | null {
	const found = /^\s*(-?\d{1,2}(?:[.,]\d+)?)\s*°?\s*([NSns]?)[\s,;]+(-?\d{1,3}(?:[.,]\d+)?)\s*°?\s*([EWewOo]?)\s*$/.exec(text);
	if (!found) return null;
	const [, first = '', south = '', second = '', west = ''] = found;
	const lat = Number(first.replace(',', '.')) * (/s/i.test(south) ? -1 : 1);
	const lon = Number(second.replace(',', '.')) * (/w/i.test(west) ? -1 : 1);
	return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lon, lat } : null;
}
