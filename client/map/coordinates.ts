import proj4 from 'proj4';
import { type CoordinateSystem, degreesWritten, metresWritten } from '../../server/maths/coordinate-systems.ts';
import { plusCode } from '../../server/maths/plus-code.ts';

/** A place in one system of coordinates, as it is read out and typed. */
export interface Written {
	/** "WGS 84", "Lo19", "UTM 34S", "Plus code". */
	system: string;
	text: string;
}

function inSystem(lon: number, lat: number, system: CoordinateSystem): Written {
	const [x, y] = proj4('EPSG:4326', system.proj4).forward([lon, lat], true);
	return { system: system.title, text: metresWritten(system, [x, y]) };
}

/** A place in every system that people here type, as the search understands them again: degrees, the municipality's systems, a plus code of 3.5 m. */
export const written = (lon: number, lat: number, systems: readonly CoordinateSystem[]): Written[] => [
	{ system: 'WGS 84', text: degreesWritten(lon, lat) },
	...systems.map((it) => inSystem(lon, lat, it)),
	{ system: 'Plus code', text: plusCode(lon, lat, 11) },
];
