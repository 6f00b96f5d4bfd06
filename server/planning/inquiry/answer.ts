import { exposureRate } from '../../maths/rates.ts';
import { shareOf } from '../../maths/shares.ts';
import { type Context, catalogue, inLanguage } from '../../municipality/index.ts';
import { badField } from '../../platform/problem.ts';
import type { Sql } from '../../platform/sql.ts';
import type { BehindFault, Cell, Chart, Column, Geography, ReportAnswer, Row } from '../contract.ts';
import { fewFailures, type Text } from '../reports/index.ts';
import { faultsAmong } from '../run.ts';
import { withShapes } from '../shapes.ts';
import { behindGroupSql, type Composed, compose } from './compose-queries.ts';
import type { Inquiry, InquiryTable, Measure } from './contract.ts';
import { readOnly } from './guard.ts';
import { ofAssets, tables } from './tables.ts';
import { drawnBy, groupTitle, placeKey, sayer, valueTitle, valueTitles } from './titles.ts';
import { words } from './words.ts';

const classes: ReadonlySet<string> = new Set(catalogue.classes.map((it) => it.id));

/** What one can ask by, in one language. */
export function describeTables(language: string): InquiryTable[] {
	const say = (text: Text): string => inLanguage(text, language);
	return [...tables.values()].map(({ id, title, row, fields }) => ({
		id,
		title: say(title),
		row: say(row),
		fields: [...fields.values()].map((field) => {
			const choices = valueTitles(field, language);
			return { id: field.id, title: say(field.title), type: field.type, ofAssets: ofAssets(field), ...(choices && { choices }) };
		}),
	}));
}

/** Refuses a question that could not be asked, naming its field. */
export function mustBeAskable(inquiry: Inquiry): void {
	compose(inquiry, classes);
}

type Raw = Readonly<Record<string, unknown>>;

const perOf = ({ per }: Measure): { per: number; exposure: 'km_years' | 'asset_years' } =>
	per === 'asset' ? { per: 1000, exposure: 'asset_years' } : { per: 100, exposure: 'km_years' };

/** The yes and the known of a share. */
const sharedOf = (raw: Raw, id: string): [number, number] => {
	const [yes, of] = Array.isArray(raw[id]) ? (raw[id] as number[]) : [];
	return [yes ?? 0, of ?? 0];
};

function shareCells(raw: Raw, id: string): Record<string, Cell> {
	const share = shareOf(...sharedOf(raw, id));
	return { [id]: share ? share.share * 100 : null, [`${id}i`]: share ? [share.low * 100, share.high * 100] : null };
}

function rateCells(measure: Measure, raw: Raw, id: string): Record<string, Cell> {
	const { per, exposure } = perOf(measure);
	const rate = exposureRate(Number(raw[id] ?? 0), Number(raw[exposure] ?? 0), per);
	return { [id]: rate?.rate ?? null, [`${id}i`]: rate ? [rate.low, rate.high] : null };
}

function cellsOf(measure: Measure, raw: Raw, id: string): Record<string, Cell> {
	if (measure.what === 'share') return shareCells(raw, id);
	if (measure.what === 'rate') return rateCells(measure, raw, id);
	const value = raw[id];
	return { [id]: typeof value === 'number' && Number.isFinite(value) ? value : null };
}

interface Figure {
	title: string;
	unit?: string;
	interval?: string;
	kind: 'number' | 'rate';
	digits: number;
}

/** How a measure is headed; `interval` where it has one. */
function figureOf({ measure, field }: Composed['measures'][number], language: string): Figure {
	const say = sayer(language);
	if (measure.what === 'count') return { title: say(words.count), kind: 'number', digits: 0 };
	if (measure.what === 'rate') {
		return {
			title: say(words.rate),
			unit: say(measure.per === 'asset' ? words.perAsset : words.perKm),
			interval: say(words.rateInterval),
			kind: 'rate',
			digits: 1,
		};
	}
	const title = say(words[measure.what], { field: field ? say(field.title) : '' });
	return measure.what === 'share' ? { title, unit: '%', interval: say(words.shareInterval), kind: 'rate', digits: 1 } : { title, kind: 'rate', digits: 2 };
}

function columnsOf({ groups, measures }: Composed, language: string): Column[] {
	const keys = groups.map(({ group, field }, i): Column => ({ id: `g${i}`, title: groupTitle(field, group.piece, language), kind: 'text' }));
	const figures = measures.flatMap((measured, i): Column[] => {
		const id = `m${i}`;
		const { title, unit, interval, kind, digits } = figureOf(measured, language);
		const own: Column = { id, title, kind, digits, ...(unit && { unit }) };
		return interval ? [own, { id: `${id}i`, title: interval, kind: 'interval', of: id, digits, ...(unit && { unit }) }] : [own];
	});
	const all: Column = { id: 'g0', title: sayer(language)(words.whole), kind: 'text' };
	return [...(keys.length ? keys : [all]), ...figures];
}

/** Why a row says little: fewer cases than chance needs to be quiet. */
function faintOf({ measures }: Composed, raw: Raw, language: string): string | null {
	const cases = measures.flatMap(({ measure }, i) => {
		if (measure.what === 'count' || measure.what === 'rate') return [Number(raw[`m${i}`] ?? 0)];
		return measure.what === 'share' ? [sharedOf(raw, `m${i}`)[1]] : [];
	});
	return cases.length > 0 && Math.min(...cases) < fewFailures ? sayer(language)(words.fewText) : null;
}

/** How many faults stand behind a row, where the answer says so. */
function countOf({ measures }: Composed, raw: Raw): number {
	const i = measures.findIndex(({ measure }) => measure.what === 'rate' || measure.what === 'count');
	return i < 0 ? 1 : Number(raw[`m${i}`] ?? 0);
}

interface Answering {
	composed: Composed;
	language: string;
	from: Inquiry['from'];
}

function rowOf(context: Context, raw: Raw, { composed, language, from }: Answering): Row {
	const values = composed.groups.map((_, i) => (raw[`g${i}`] as string | null | undefined) ?? null);
	const keys = composed.groups.map(({ field }, i): [string, Cell] => [`g${i}`, valueTitle(field, values[i] ?? null, language)]);
	const figures = composed.measures.map(({ measure }, i) => cellsOf(measure, raw, `m${i}`));
	const [first] = composed.groups;
	return {
		key: JSON.stringify(values),
		cells: Object.assign(Object.fromEntries(keys.length ? keys : [['g0', sayer(language)(words.whole)]]), ...figures),
		place: first && composed.groups.length === 1 ? placeKey(context, first.field, values[0] ?? null) : null,
		faint: faintOf(composed, raw, language),
		faults: from === 'fault' ? countOf(composed, raw) : 0,
	};
}

function chartOf({ groups, measures }: Composed, language: string): Chart {
	const [first] = measures;
	const { title = '', unit, interval } = first ? figureOf(first, language) : {};
	const alone = groups.length < 2;
	return {
		kind: alone ? (interval ? 'ranked' : 'bars') : 'over-time',
		label: 'g0',
		value: 'm0',
		...(!alone && { time: 'g1' }),
		...(interval && { interval: 'm0i' }),
		reference: null,
		title: unit ? `${title}, ${unit}` : title,
	};
}

/** Wards, suburbs, hexagons or zones are drawn where rows are such. */
function geographyOf({ groups }: Composed, rows: readonly Row[], title: string): Geography | null {
	const places = rows.flatMap((row) => {
		const value = row.cells['m0'];
		return row.place === null
			? []
			: [{ key: row.place, row: row.key, title: String(row.cells['g0']), value: typeof value === 'number' ? value : null, faint: row.faint }];
	});
	const by = groups[0] && drawnBy(groups[0].field);
	if (by === undefined || places.length === 0) return null;
	return by === 'ward' ? { by, title, places } : { by: 'own', part: by, title, places };
}

/** The statement as people read it: with its values in their places. For reading alone; what runs has them beside it. */
export function readable({ text, values }: Sql): string {
	let at = -1;
	const filled = text.replaceAll(/\\\?|\?/g, (mark) => {
		if (mark !== '?') return '?';
		at += 1;
		const value = values[at];
		return typeof value === 'number' || typeof value === 'boolean' || value === null ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
	});
	return filled.replaceAll(/[ \t\n]+/g, ' ').trim();
}

interface Wish {
	inquiry: Inquiry;
	language: string;
	run: string | undefined;
}

function definitionOf({ measures, from }: Inquiry, language: string): string {
	const say = sayer(language);
	const row = tables.get(from)?.row;
	const has = (what: Measure['what']): boolean => measures.some((it) => it.what === what);
	return [row && say(row), has('rate') && say(words.rateDefinition), has('share') && say(words.shareDefinition)].filter(Boolean).join(' ');
}

/** Answers a question of somebody's own, as reports are answered, with its SQL. */
export async function answerInquiry(context: Context, { inquiry, language, run }: Wish): Promise<{ answer: ReportAnswer; sql: string; cut: boolean }> {
	const composed = compose(inquiry, classes);
	const raws = await readOnly<Raw>(context.db, composed.query, { personId: context.actor.personId, run });
	const cut = raws.length > inquiry.limit;
	const rows = raws.slice(0, inquiry.limit).map((raw) => rowOf(context, raw, { composed, language, from: inquiry.from }));
	const say = sayer(language);
	const chart = chartOf(composed, language);
	const title = say(tables.get(inquiry.from)?.title ?? words.theme);
	const answer = await withShapes<ReportAnswer>(context, undefined, {
		id: 'own',
		title,
		about: [title, ...composed.groups.map(({ group, field }) => groupTitle(field, group.piece, language)), inquiry.filter, inquiry.among]
			.filter(Boolean)
			.join(' · '),
		question: title,
		definition: definitionOf(inquiry, language),
		source: say(words.source),
		asOf: context.now.toISOString(),
		params: {},
		columns: columnsOf(composed, language),
		rows,
		notes: cut ? [say(words.cut, { count: String(inquiry.limit) })] : [],
		chart,
		geography: geographyOf(composed, rows, chart.title),
	});
	return { answer, sql: readable(composed.query), cut };
}

interface BehindWish {
	inquiry: Inquiry;
	row: string;
	language: string;
	limit: number;
	offset: number;
}

function valuesOf(row: string, count: number): (string | null)[] {
	try {
		const values: unknown = JSON.parse(row);
		if (Array.isArray(values) && values.length === count && values.every((it) => it === null || typeof it === 'string')) return values;
	} catch {
		// told below, as any other row that there is not
	}
	throw badField('row', 'There is no such row.');
}

/** The very faults behind one row of a question about faults. */
export async function faultsOfGroup(
	context: Context,
	{ inquiry, row, language, limit, offset }: BehindWish,
): Promise<{ total: number; faults: BehindFault[] }> {
	if (inquiry.from !== 'fault') throw badField('inquiry.from', 'Only questions about faults have faults behind them.');
	const ids = behindGroupSql(inquiry, valuesOf(row, inquiry.by.length), classes);
	return faultsAmong(context, ids, { limit, offset, say: (text) => inLanguage(text, language) });
}
