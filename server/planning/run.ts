import { type Context, catalogue, inLanguage } from '../municipality/index.ts';
import { badField, notFound } from '../platform/problem.ts';
import { allWithRoom } from '../platform/room.ts';
import { all, type Sql } from '../platform/sql.ts';
import { areaNotes } from './area-queries.ts';
import { asking, localeOf } from './ask.ts';
import { reportOf, settingOf } from './catalogue.ts';
import type { BehindFault, ReportAnswer, Shapes } from './contract.ts';
import { behindSql, lineShapesSql, wardShapesSql } from './queries.ts';
import type { Asked, Report, Text } from './reports/index.ts';
import { figuresFor } from './runs/run.ts';
import { type ShapeRow, shapesOf, withShapes } from './shapes.ts';

export interface Question {
	id: string;
	language: string;
	/** The answers to the report's own questions. */
	raw: Readonly<Record<string, string>>;
}

/** So many lines a map of the whole town can show; more would only be slow. */
const mostLines = 15_000;

const prepare = ({ town, now }: Context, { id, language, raw }: Question) => {
	const report = reportOf(id);
	return { report, asked: asking(report, settingOf(town, now), { raw, language }) };
};

/** The query that answers a question. */
export function sqlOf(context: Context, question: Question): Sql {
	const { report, asked } = prepare(context, question);
	return report.query(asked);
}

/** How figures and days are written for a reader of a language here. */
export const localeFor = ({ town }: Pick<Context, 'town'>, language: string): string => localeOf(language, town.municipality.currency);

/** What a report makes its answer of: what stands in the database now, or the figures that were worked out last. */
async function rowsFor(context: Context, report: Report, asked: Asked): Promise<{ rows: readonly unknown[]; asOf: Date }> {
	if (!report.heavy) return { rows: await allWithRoom(context.db, report.query(asked), { sorted: report.manyGroups?.(asked) }), asOf: context.now };
	const { figures, asOf } = await figuresFor(context, report, asked);
	return { rows: figures, asOf };
}

/** Answers one question of the catalogue. */
export async function answerReport(context: Context, question: Question): Promise<ReportAnswer> {
	const { report, asked } = prepare(context, question);
	const { rows, asOf } = await rowsFor(context, report, asked);
	const classNumber = asked.classes.find(({ id }) => id === asked.values['class'])?.number;
	const answer = await withShapes(context, classNumber, report.answer(rows, asked));
	const { say } = asked;
	return {
		id: report.id,
		title: say(report.title),
		question: say(report.question),
		definition: say(report.definition),
		source: say(report.source),
		asOf: asOf.toISOString(),
		params: { ...asked.values },
		about: answer.about,
		columns: [...answer.columns],
		rows: answer.rows.map(({ assets, ...row }) => ({ ...row, cells: { ...row.cells }, ...(assets && { assets: [...assets] }) })),
		notes: [...answer.notes, ...areaNotes(asked)],
		chart: answer.chart,
		geography: answer.geography,
	};
}

interface BehindRow extends Omit<BehindFault, 'title' | 'code'> {
	total: number;
	code: string | null;
	mode: string;
}

interface Page {
	limit: number;
	offset: number;
	say: (text: Text) => string;
}

/** One page of the faults whose ids a query gives, newest first. */
export async function faultsAmong(
	{ db, town }: Pick<Context, 'db' | 'town'>,
	ids: Sql,
	{ limit, offset, say }: Page,
): Promise<{ total: number; faults: BehindFault[] }> {
	const rows = await all<BehindRow>(db, behindSql(ids, { zone: town.municipality.zone, limit, offset }));
	const faults = rows.flatMap(({ total: _, mode, code, ...fault }) => {
		const known = catalogue.modes.get(mode)?.mode.works;
		return code === null ? [] : [{ ...fault, code, title: known ? say(known) : mode }];
	});
	return { total: rows[0]?.total ?? 0, faults };
}

/** The faults behind a row, or behind several together, each once. */
export async function faultsBehind(
	context: Context,
	question: Question,
	{ row, also = [], limit, offset }: { row: string; also?: readonly string[]; limit: number; offset: number },
): Promise<{ total: number; faults: BehindFault[] }> {
	const { report, asked } = prepare(context, question);
	const ids = report.behind(asked, [...new Set([row, ...also])]);
	if (!ids) throw notFound('row');
	return faultsAmong(context, ids, { limit, offset, say: asked.say });
}

/** Today's wards as shapes. */
export const wardShapes = async ({ db }: Context): Promise<Shapes> => shapesOf(await all<ShapeRow>(db, wardShapesSql));

/** The lines of a class by an attribute, as shapes. */
export async function lineShapes(
	{ db }: Context,
	asked: { class: string; attribute: string; language: string },
): Promise<Shapes & { shown: number; total: number }> {
	const home = catalogue.byId.get(asked.class);
	if (home?.geometry !== 'LineString') throw badField('class', 'There is no such class of lines.');
	const attribute = home.attributes.find((it) => it.id === asked.attribute);
	if (!attribute) throw badField('attribute', 'This class has no such attribute.');
	const query = lineShapesSql({ classNumber: home.number, attribute: attribute.id, limit: mostLines });
	const rows = await all<Omit<ShapeRow, 'title'> & { total: number }>(db, query);
	const titles = new Map(attribute.choices?.map((it) => [it.id, inLanguage(it.title, asked.language)]));
	return {
		...shapesOf(rows.map((row) => ({ ...row, title: titles.get(row.key) ?? row.key }))),
		shown: Math.min(mostLines, rows[0]?.total ?? 0),
		total: rows[0]?.total ?? 0,
	};
}
