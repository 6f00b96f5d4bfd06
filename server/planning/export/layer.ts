import type { ExportColumn, ExportLayer, ExportRow, ExportSystem, FilledLayer } from '../../assets/index.ts';
import { writeWkb } from '../../maths/write-wkb.ts';
import type { Cell, Column, Geography, ReportAnswer, Row, Shapes } from '../contract.ts';

const kindOf = ({ kind }: Column): ExportColumn['kind'] => {
	if (kind === 'date') return 'date';
	return kind === 'number' || kind === 'rate' ? 'number' : 'text';
};

const titleOf = ({ title, unit }: Column): string => (unit ? `${title} (${unit})` : title);

/** An interval becomes two columns. */
const columnsOf = (column: Column): ExportColumn[] =>
	column.kind === 'interval'
		? (['low', 'high'] as const).map((end) => ({ name: `${column.id}_${end}`, kind: 'number', title: `${titleOf(column)} ${end === 'low' ? '≥' : '≤'}` }))
		: [{ name: column.id, kind: kindOf(column), title: titleOf(column) }];

function valuesOf({ id, kind }: Column, cell: Cell | undefined): [string, unknown][] {
	if (kind !== 'interval') return [[id, Array.isArray(cell) ? null : (cell ?? null)]];
	const [low, high] = Array.isArray(cell) ? cell : [null, null];
	return [
		[`${id}_low`, low],
		[`${id}_high`, high],
	];
}

const geometries: Readonly<Record<string, ExportLayer['geometry']>> = {
	Point: 'Point',
	LineString: 'LineString',
	MultiLineString: 'LineString',
	Polygon: 'Polygon',
	MultiPolygon: 'Polygon',
};

/** One kind of geometry a layer where all shapes are of one. */
function geometryOf(shapes: Shapes | null): ExportLayer['geometry'] {
	const kinds = new Set((shapes?.features ?? []).map(({ geometry }) => geometries[geometry.type] ?? 'any'));
	const [only] = kinds;
	return kinds.size === 1 && only !== undefined ? only : 'any';
}

function* rowsOf(rows: readonly Row[], columns: readonly Column[], wkb: ReadonlyMap<string, Buffer>): Generator<ExportRow> {
	for (const { key, place, cells, faint } of rows) {
		const properties = Object.fromEntries([...columns.flatMap((it) => valuesOf(it, cells[it.id])), ['uncertain', faint]]);
		yield { id: key, wkb: (place === null ? undefined : wkb.get(place)) ?? null, properties };
	}
}

/** An answer as a layer of shapes with its figures, ready for any format; what is uncertain says why in the column of that name. */
export function layerOf(answer: ReportAnswer, shapes: Shapes | null, system: ExportSystem): FilledLayer {
	const columns = [...answer.columns.flatMap(columnsOf), { name: 'uncertain', kind: 'text', title: '' } as const];
	const wkb = new Map((shapes?.features ?? []).map(({ properties, geometry }) => [properties.key, writeWkb(geometry)]));
	async function* rows(): AsyncGenerator<ExportRow> {
		yield* rowsOf(answer.rows, answer.columns, wkb);
	}
	return { layer: { name: answer.id, title: answer.about, geometry: geometryOf(shapes), columns, system }, rows: rows() };
}

function* piecesOf(graded: NonNullable<Geography['graded']>): Generator<ExportRow> {
	for (const { from, lines } of graded)
		for (const [at, coordinates] of lines.entries()) yield { id: `${from}-${at}`, wkb: writeWkb({ type: 'LineString', coordinates }), properties: { from } };
}

/** The pieces of a network that lie under the places of an answer, each with the least of its step, as a layer of its own. */
export function piecesLayerOf({ id, geography }: ReportAnswer, system: ExportSystem): FilledLayer | undefined {
	const { graded, title = '' } = geography ?? {};
	if (!graded) return undefined;
	async function* rows(): AsyncGenerator<ExportRow> {
		yield* piecesOf(graded ?? []);
	}
	return {
		layer: { name: `${id}-pieces`, title, geometry: 'LineString', columns: [{ name: 'from', kind: 'number', title: `${title} ≥` }], system },
		rows: rows(),
	};
}
