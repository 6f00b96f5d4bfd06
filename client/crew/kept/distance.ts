interface At {
	lon: number;
	lat: number;
}

/** Metres of a degree of latitude. */
const degreeM = 111_195;

/** Places in metres about a place: true to a few millimetres within a kilometre. */
const around =
	({ lon, lat }: At) =>
	([x, y]: readonly number[]): [number, number] => [((x ?? 0) - lon) * degreeM * Math.cos((lat * Math.PI) / 180), ((y ?? 0) - lat) * degreeM];

/** From the origin to a stretch. */
function toStretch([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): number {
	const [dx, dy] = [bx - ax, by - ay];
	const length = dx * dx + dy * dy;
	const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
	return Math.hypot(ax + share * dx, ay + share * dy);
}

const isPlace = (it: unknown): it is readonly number[] => Array.isArray(it) && typeof it[0] === 'number';

/** Every line in a geometry, whatever it is nested in; a point is a line of one place. */
function linesIn(it: unknown): (readonly (readonly number[])[])[] {
	if (isPlace(it)) return [[it]];
	if (!Array.isArray(it)) return [];
	return it.length > 0 && it.every(isPlace) ? [it] : it.flatMap(linesIn);
}

/** Metres from a place to a point, to the nearest stretch of a line, or to the edge of an area. */
export function metresTo({ coordinates }: { coordinates: unknown }, from: At): number {
	const local = around(from);
	const found = linesIn(coordinates).flatMap((line) => {
		const places = line.map(local);
		return places.map((it, at) => toStretch(places[at - 1] ?? it, it));
	});
	return Math.min(...found);
}

/** Metres between two places. */
export const metresBetween = (from: At, { lon, lat }: At): number => metresTo({ coordinates: [lon, lat] }, from);
