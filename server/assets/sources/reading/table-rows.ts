import { type ReadOptions, SourceError, type SourceRow } from '../index.ts';
import { coordinate, type Place, placeOf } from './table-columns.ts';
import { hasDecimalComma, withPoint } from './table-text.ts';

/** Rows by which the decimal comma is recognised. */
const sampled = 200;

type Field = string | number | boolean | null;

/** A row of a table with the line on which it begins. */
export interface TableRow {
	readonly line: number;
	readonly fields: readonly Field[];
}

const isText = (it: Field): it is string => typeof it === 'string';
const numberIn = (it: Field): number => (isText(it) || typeof it === 'number' ? coordinate(it) : Number.NaN);

/** What a row says of its place. */
function placed(fields: readonly Field[], place: Place): Pick<SourceRow, 'geometry' | 'wkt' | 'problem'> {
	if (place.kind === 'none') return { geometry: null };
	if (place.kind === 'wkt') {
		const text = String(fields[place.at] ?? '').trim();
		return text === '' ? { geometry: null } : { wkt: text };
	}
	const written = [fields[place.x] ?? '', fields[place.y] ?? ''] as const;
	if (written.every((it) => String(it).trim() === '')) return { geometry: null };
	const coordinates = written.map(numberIn);
	if (!coordinates.every(Number.isFinite))
		return { problem: `its coordinates are no numbers: ${written.map((it) => `"${String(it).slice(0, 40)}"`).join(', ')}` };
	return { geometry: { type: 'Point', coordinates } };
}

/** A table's way from fields to rows, once its first rows have been seen. */
function rowMaker(columns: readonly string[], { place, comma }: { place: Place; comma: boolean }): (row: TableRow) => SourceRow {
	const taken = columns.map((name, at) => [name, at] as const).filter(([, at]) => place.kind !== 'wkt' || at !== place.at);
	return ({ line, fields: raw }) => {
		if (raw.length !== columns.length) return { line, problem: `${raw.length} fields where the first line has ${columns.length}`, properties: {} };
		const fields = comma ? raw.map((it) => (isText(it) ? withPoint(it) : it)) : raw;
		const properties: Record<string, unknown> = {};
		for (const [name, at] of taken) properties[name] = fields[at];
		return { line, properties, ...placed(fields, place) };
	};
}

function namesOf(fields: readonly Field[]): string[] {
	const columns = fields.map((it) => String(it ?? '').trim());
	const twice = columns.find((it, at) => it !== '' && columns.indexOf(it) !== at);
	if (twice !== undefined) throw new SourceError(`two columns are called "${twice}"`);
	return columns.map((it, at) => it || `column_${at + 1}`);
}

/** Rows of a table whose first row names its columns, as rows about assets: which columns hold the place is guessed by their names, or as it was said. */
export async function* tableRows(records: AsyncGenerator<TableRow>, options: ReadOptions): AsyncGenerator<SourceRow> {
	try {
		const seen: TableRow[] = [];
		for (let next = await records.next(); !next.done && seen.push(next.value) < sampled; next = await records.next());
		const [first, ...rows] = seen;
		if (!first) throw new SourceError('the file is empty');
		const columns = namesOf(first.fields);
		const make = rowMaker(columns, { place: placeOf(columns, options), comma: hasDecimalComma(rows.flatMap((it) => it.fields.filter(isText))) });
		for (const it of rows) yield make(it);
		for await (const it of records) yield make(it);
	} finally {
		await records.return(undefined);
	}
}
