/** Well-known text that cannot be read, and why. */
export class WktError extends Error {}

const kinds: Readonly<Record<string, { type: string; depth: number }>> = {
	POINT: { type: 'Point', depth: 0 },
	LINESTRING: { type: 'LineString', depth: 1 },
	MULTIPOINT: { type: 'MultiPoint', depth: 1 },
	POLYGON: { type: 'Polygon', depth: 2 },
	MULTILINESTRING: { type: 'MultiLineString', depth: 2 },
	MULTIPOLYGON: { type: 'MultiPolygon', depth: 3 },
};

const head = /^(?:SRID=(\d{1,6});)?\s*([A-Z]+)(?:\s+(?:ZM|Z|M))?\s*(EMPTY|\()/i;
const position = /\s*([-+]?[\d.]+(?:e[-+]?\d+)?)(?:\s+([-+]?[\d.]+(?:e[-+]?\d+)?))(?:\s+([-+]?[\d.]+(?:e[-+]?\d+)?))?(?:\s+([-+]?[\d.]+(?:e[-+]?\d+)?))?\s*/iy;

/** A place in the text that is being read. */
interface Reader {
	readonly text: string;
	at: number;
}

function skip(reader: Reader, mark: string): boolean {
	while (/\s/.test(reader.text[reader.at] ?? '')) reader.at += 1;
	if (reader.text[reader.at] !== mark) return false;
	reader.at += 1;
	return true;
}

function must(reader: Reader, mark: string): void {
	if (!skip(reader, mark)) throw new WktError(`"${mark}" is missing after ${reader.at} characters`);
}

function readPosition(reader: Reader): number[] {
	position.lastIndex = reader.at;
	const found = position.exec(reader.text);
	if (!found) throw new WktError(`no coordinates after ${reader.at} characters`);
	reader.at = position.lastIndex;
	return found.slice(1).flatMap((it) => (it === undefined ? [] : [Number(it)]));
}

/** A list of lists … of positions, `depth` deep. The points of a MULTIPOINT may stand in brackets of their own. */
function readList(reader: Reader, depth: number): unknown[] {
	must(reader, '(');
	const items: unknown[] = [];
	do {
		if (depth > 1) items.push(readList(reader, depth - 1));
		else if (depth === 1 && skip(reader, '(')) {
			items.push(readPosition(reader));
			must(reader, ')');
		} else items.push(readPosition(reader));
	} while (skip(reader, ','));
	must(reader, ')');
	return items;
}

/** Reads well-known text, also with SRID and with Z and M, as a geometry in the shape of GeoJSON. */
export function readWkt(text: string): { srid?: number; geometry: { type: string; coordinates: unknown[] } } {
	const [start, srid, word, opening] = head.exec(text.trim()) ?? [];
	const kind = kinds[word?.toUpperCase().replace(/(ZM|Z|M)$/, '') ?? ''];
	if (start === undefined || !kind) throw new WktError('no well-known text of a point, line or area');
	const named = srid === undefined ? {} : { srid: Number(srid) };
	if (opening !== '(') return { ...named, geometry: { type: kind.type, coordinates: [] } };
	const reader = { text: text.trim(), at: start.length - 1 };
	const list = readList(reader, Math.max(kind.depth, 1));
	if (reader.at !== reader.text.length) throw new WktError(`something follows after ${reader.at} characters`);
	return { ...named, geometry: { type: kind.type, coordinates: kind.depth === 0 ? (list[0] as unknown[]) : list } };
}
