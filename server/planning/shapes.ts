import type { Context } from '../municipality/index.ts';
import { allWithRoom } from '../platform/room.ts';
import type { Shapes } from './contract.ts';
import type { Answer, AnswerRow, Asked } from './reports/index.ts';
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

/** Hexagons by their streets, and those that would be called alike by a number in the order of the answer. */
function hexTitles(rows: readonly AnswerRow[], streets: ReadonlyMap<string, string | null>, usual: (row: AnswerRow) => string): Map<string, string> {
	const seen = new Map<string, number>();
	return new Map(
		rows.map((row) => {
			const name = streets.get(row.key) ?? usual(row);
			const turn = (seen.get(name) ?? 0) + 1;
			seen.set(name, turn);
			return [row.key, turn === 1 ? name : `${name} (${turn})`];
		}),
	);
}

/** An answer about parts of the town with their shapes, and its hexagons called by where they are. */
export async function withShapes({ db }: Pick<Context, 'db'>, asked: Asked, answer: Answer): Promise<Answer> {
	const { geography, rows, chart } = answer;
	if (!geography?.part) return answer;
	const classNumber = asked.classes.find(({ id }) => id === asked.values['class'])?.number;
	const keys = [...new Set(geography.places.map(({ key }) => key))];
	const found = await allWithRoom<Omit<ShapeRow, 'title'> & { title: string | null }>(db, partShapesSql(geography.part, keys, classNumber));
	const usual = (row: AnswerRow): string => String(row.cells[chart.label]);
	const titles =
		geography.part === 'hex' ? hexTitles(rows, new Map(found.map(({ key, title }) => [key, title])), usual) : new Map(rows.map((row) => [row.key, usual(row)]));
	const titleOf = (key: string, otherwise: string): string => titles.get(key) ?? otherwise;
	return {
		...answer,
		rows: rows.map((row) => ({ ...row, cells: { ...row.cells, [chart.label]: titleOf(row.key, usual(row)) } })),
		geography: {
			...geography,
			places: geography.places.map((it) => ({ ...it, title: titleOf(it.row, it.title) })),
			shapes: shapesOf(found.map(({ key, title, geometry }) => ({ key, title: titleOf(key, title ?? key), geometry }))),
		},
	};
}
