import type { Context } from '../municipality/index.ts';
import { allWithRoom } from '../platform/room.ts';
import type { Shapes } from './contract.ts';
import type { Answer, AnswerRow } from './reports/index.ts';
import { partShapesSql } from './shapes-queries.ts';

/** Something drawn on the map of an answer, as it is read. */
export interface ShapeRow {
	key: string;
	title: string;
	geometry: { type: string; coordinates: unknown };
}

/** Rows as shapes. */
export const shapesOf = (rows: readonly ShapeRow[]): Shapes => ({
	type: 'FeatureCollection',
	features: rows.map(({ key, title, geometry }) => ({ type: 'Feature', id: key, properties: { key, title }, geometry })),
});

type Placed = Pick<AnswerRow, 'key' | 'cells' | 'place'>;

interface Drawable extends Pick<Answer, 'chart' | 'geography'> {
	readonly rows: readonly Placed[];
}

/** Hexagons by their streets, and those that would be called alike by a number in the order of the answer. */
function hexTitles(rows: readonly Placed[], streets: ReadonlyMap<string, string | null>, usual: (row: Placed) => string): Map<string, string> {
	const seen = new Map<string, number>();
	return new Map(
		rows.map((row) => {
			const name = streets.get(row.place ?? '') ?? usual(row);
			const turn = (seen.get(name) ?? 0) + 1;
			seen.set(name, turn);
			return [row.key, turn === 1 ? name : `${name} (${turn})`];
		}),
	);
}

/** An answer about parts of the town with their shapes, and its hexagons called by where they are; zones are drawn as those of a class, where one was asked for. */
export async function withShapes<It extends Drawable>({ db }: Pick<Context, 'db'>, classNumber: number | undefined, answer: It): Promise<It> {
	const { geography, rows, chart } = answer;
	if (!geography?.part) return answer;
	const keys = [...new Set(geography.places.map(({ key }) => key))];
	const found = await allWithRoom<Omit<ShapeRow, 'title'> & { title: string | null }>(db, partShapesSql(geography.part, keys, classNumber));
	const usual = (row: Placed): string => String(row.cells[chart.label]);
	const titles =
		geography.part === 'hex' ? hexTitles(rows, new Map(found.map(({ key, title }) => [key, title])), usual) : new Map(rows.map((row) => [row.key, usual(row)]));
	const places = geography.places.map((it) => ({ ...it, title: titles.get(it.row) ?? it.title }));
	const drawn = new Map(places.map(({ key, title }) => [key, title]));
	return {
		...answer,
		rows: rows.map((row) => ({ ...row, cells: { ...row.cells, [chart.label]: titles.get(row.key) ?? usual(row) } })),
		geography: { ...geography, places, shapes: shapesOf(found.map(({ key, title, geometry }) => ({ key, title: drawn.get(key) ?? title ?? key, geometry }))) },
	};
}
