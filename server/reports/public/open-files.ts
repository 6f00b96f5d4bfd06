import proj4 from 'proj4';
import { hexSize } from '../../faults/index.ts';
import { hexOutline } from '../../maths/hex.ts';
import type { Town } from '../../municipality/index.ts';
import type { Hexagon, OpenYear } from './open-data.ts';

/** A file of one year: its kind for HTTP, and how it is written. */
export interface OpenFile {
	type: string;
	write: (year: OpenYear, town: Town) => string;
}

const field = (it: string | number | null): string => {
	const text = it === null ? '' : String(it);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** RFC 4180. */
const csv = (rows: readonly (readonly (string | number | null)[])[]): string => `${rows.map((row) => row.map(field).join(',')).join('\r\n')}\r\n`;

const name = ({ q, r }: Hexagon): string => `${q}_${r}`;

/** A ring in longitude and latitude, to the decimetre. */
const ringOf = (hexagon: Hexagon, { municipality }: Town): number[][] =>
	hexOutline(hexagon, hexSize).map((corner) =>
		proj4(municipality.proj4)
			.inverse(corner)
			.map((it) => Number(it.toFixed(6))),
	);

const feature = (hexagon: Hexagon, town: Town): string => {
	const { month, class: id, ward, reports, people } = hexagon;
	return JSON.stringify({
		type: 'Feature',
		geometry: { type: 'Polygon', coordinates: [ringOf(hexagon, town)] },
		properties: { hexagon: name(hexagon), month, class: id, ward, reports, people, hidden: reports === null },
	});
};

/** The files there are, by name. */
export const openFiles: Readonly<Record<string, OpenFile>> = {
	'hexagons.csv': {
		type: 'text/csv; charset=utf-8; header=present',
		write: ({ hexagons }, town) =>
			csv([
				['month', 'hexagon', 'lon', 'lat', 'ward', 'class', 'reports', 'people', 'hidden'],
				...hexagons.map((it) => {
					const [lon = 0, lat = 0] = centreOf(it, town);
					return [it.month, name(it), lon, lat, it.ward, it.class, it.reports, it.people, it.reports === null ? 'yes' : 'no'];
				}),
			]),
	},
	'hexagons.geojson': {
		type: 'application/geo+json',
		write: ({ hexagons }, town) => `{"type":"FeatureCollection","features":[\n${hexagons.map((it) => feature(it, town)).join(',\n')}\n]}\n`,
	},
	'wards.csv': {
		type: 'text/csv; charset=utf-8; header=present',
		write: ({ wards }) =>
			csv([['period', 'ward', 'class', 'reports', 'people'], ...wards.map((it) => [it.period, it.ward ?? 'all', it.category, it.reports, it.people])]),
	},
};

/** The middle of a hexagon in longitude and latitude. */
function centreOf(hexagon: Hexagon, town: Town): number[] {
	const ring = ringOf(hexagon, town).slice(0, 6);
	return [0, 1].map((axis) => Number((ring.reduce((sum, corner) => sum + (corner[axis] ?? 0), 0) / 6).toFixed(6)));
}
