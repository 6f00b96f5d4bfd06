import { type ExportSystem, formats, systemOf } from '../../assets/index.ts';
import { type Context, inLanguage } from '../../municipality/index.ts';
import { Problem } from '../../platform/problem.ts';
import { onlyChosen } from '../chosen.ts';
import type { Geography, ReportAnswer, Shapes } from '../contract.ts';
import { csvOf } from '../csv.ts';
import { oneKept } from '../kept/kept.ts';
import type { Text } from '../reports/index.ts';
import { answerReport, lineShapes, localeFor, type Question, sqlOf, wardShapes } from '../run.ts';
import type { AnswerFormat, Audience } from './contract.ts';
import { withoutFew } from './few.ts';
import { layerOf, piecesLayerOf } from './layer.ts';
import { paperOf } from './paper/index.ts';
import { words } from './words.ts';
import { workbookOf } from './workbook.ts';
import { writtenSql } from './written-sql.ts';

/** A file to be sent. */
export interface AnswerFile {
	name: string;
	mediaType: string;
	content: Buffer;
	/** Shown in the browser rather than kept. */
	shown?: boolean;
}

/** An answer that is taken along, and how. */
export interface Taking {
	context: Context;
	answer: ReportAnswer;
	language: string;
	publicUrl: string;
	/** Where the same is asked again, unless it is a report of the shelf. */
	link?: string;
	/** What somebody wrote to it. */
	title?: string;
	note?: string;
}

/** The shapes that an answer is drawn on. */
async function shapesOf(context: Context, geography: Geography | null, language: string): Promise<Shapes | null> {
	if (geography?.by === 'ward') return wardShapes(context);
	if (geography?.by === 'own') return geography.shapes ?? null;
	if (geography?.by !== 'line' || geography.class === undefined || geography.attribute === undefined) return null;
	return lineShapes(context, { class: geography.class, attribute: geography.attribute, language });
}

/** The address at which the same is asked again, with the rows that were chosen. */
export function linkOf({ answer, publicUrl, chosen = [] }: Pick<Taking, 'answer' | 'publicUrl'> & { chosen?: readonly string[] }): string {
	const query = new URLSearchParams({ report: answer.id, ...answer.params });
	for (const key of chosen) query.append('chosen', key);
	return `${publicUrl}/planner/?${query}`;
}

const wgs84 = async ({ db }: Context): Promise<ExportSystem> => systemOf(db, 4326);

async function layerFile(taking: Taking, format: string): Promise<Buffer> {
	const { context, answer, language } = taking;
	const writer = formats.get(format);
	if (!writer) throw new Error(`no format ${format}`);
	const system = await wgs84(context);
	const { layer, rows } = layerOf(answer, await shapesOf(context, answer.geography, language), system);
	const pieces = piecesLayerOf(answer, system);
	const chunks: Buffer[] = [];
	for await (const chunk of writer.write(layer, rows, pieces && [pieces])) chunks.push(chunk);
	return Buffer.concat(chunks);
}

/** An answer as a paper for the council. */
export async function paper({ context, answer, language, publicUrl, link, title, note }: Taking): Promise<Buffer> {
	const { municipality } = context.town;
	return paperOf({
		answer,
		shapes: await shapesOf(context, answer.geography, language),
		town: municipality.name,
		link: link ?? linkOf({ answer, publicUrl }),
		language,
		locale: localeFor(context, language),
		zone: municipality.zone,
		say: (text) => inLanguage(text, language),
		...(title !== undefined && { title }),
		...(note !== undefined && { note }),
	});
}

function workbook({ context, answer, language, publicUrl, link }: Taking, query: string): Promise<Buffer> {
	const say = (text: Text): string => inLanguage(text, language);
	const facts: [string, string][] = [
		[say(words.town), context.town.municipality.name],
		[say(words.question), answer.question],
		[say(words.asked), answer.about],
		[say(words.definition), answer.definition],
		[say(words.source), answer.source],
		[say(words.asOf), answer.asOf],
		[say(words.notes), answer.notes.join('\n')],
		[say(words.link), link ?? linkOf({ answer, publicUrl })],
		[say(words.sql), query],
	];
	return workbookOf(answer, [say(words.table), say(words.about)], facts);
}

const types: Readonly<Record<AnswerFormat, readonly [ending: string, mediaType: string]>> = {
	pdf: ['pdf', 'application/pdf'],
	xlsx: ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
	csv: ['csv', 'text/csv; charset=utf-8'],
	geojson: ['geojson', 'application/geo+json'],
	geopackage: ['gpkg', 'application/geopackage+sqlite3'],
	flatgeobuf: ['fgb', 'application/octet-stream'],
	sql: ['sql', 'text/plain; charset=utf-8'],
};

function contentOf(taking: Taking, format: AnswerFormat, query: string): Promise<Buffer> | Buffer {
	if (format === 'pdf') return paper(taking);
	if (format === 'xlsx') return workbook(taking, query);
	if (format === 'csv') return Buffer.from(csvOf(taking.answer));
	return format === 'sql' ? Buffer.from(query) : layerFile(taking, format);
}

interface Wish {
	question: Question;
	format: AnswerFormat;
	audience: Audience;
	/** The id of a kept answer, which is taken as it was. */
	kept?: number | undefined;
	/** The keys of the rows to be taken; none: all. */
	rows?: readonly string[];
	publicUrl: string;
}

/** The answer to a question as a file. Those who may not look at single faults get what the public may have. */
export async function fileOf(context: Context, { question, format, audience, kept, rows = [], publicUrl }: Wish): Promise<AnswerFile> {
	if (!context.actor.may('planning.read')) throw new Problem(context.actor.personId === null ? 'not-signed-in' : 'not-allowed');
	const found = kept === undefined ? undefined : await oneKept(context, kept);
	const whole = found?.answer ?? (await answerReport(context, question));
	const few = audience === 'public' || !context.actor.may('fault.read');
	// what is hidden is decided by the whole: rows left out must not give away one that is hidden beside them
	const say = (text: Text): string => inLanguage(text, question.language);
	const answer = onlyChosen(few ? withoutFew(whole, say) : whole, rows, say(words.chosen));
	const written = found && { title: found.kept.title, note: found.kept.note };
	const link = linkOf({ answer, publicUrl, chosen: rows });
	const taking = { context, answer, language: question.language, publicUrl, link, ...written };
	const [ending, mediaType] = types[format];
	const name = [answer.id, answer.params['from'], answer.params['to'], ...(few ? ['public'] : [])].filter(Boolean).join('-');
	const content = await contentOf(taking, format, writtenSql(sqlOf(context, question)));
	return { name: `${name}.${ending}`, mediaType, content, shown: format === 'sql' };
}
