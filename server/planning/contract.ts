import * as z from 'zod/mini';
import { State } from '../faults/contract.ts';
import { count, endpoint } from '../platform/contract.ts';

const language = z._default(z.string().check(z.maxLength(12)), 'en');
const reportId = z.string().check(z.regex(/^[a-z0-9-]{1,80}$/));

/** What a report asks before it can answer. */
export const Parameter = z.object({
	id: z.string(),
	title: z.string(),
	hint: z.optional(z.string()),
	/** `area`: the whole town, `ward:ID`, `suburb:ID`, `hex:CELL,CELL,…`, `zone:CODE`, `street:NAME`, `circle:lon lat,metres`, or `polygon:lon lat,lon lat,…`. */
	kind: z.enum(['choice', 'date', 'number', 'area']),
	/** Of a number. */
	least: z.optional(z.number()),
	most: z.optional(z.number()),
	/** `of`: the choice belongs to these values of the parameter named in `within`, and to no others. */
	choices: z.optional(z.array(z.object({ id: z.string(), title: z.string(), of: z.optional(z.array(z.string())) }))),
	within: z.optional(z.string()),
	/** A date that may not lie before the one of this parameter. */
	notBefore: z.optional(z.string()),
	default: z.string(),
});

export const CatalogueEntry = z.object({
	id: z.string(),
	theme: z.string(),
	title: z.string(),
	question: z.string(),
	definition: z.string(),
	source: z.string(),
	/** Worked out in the background, and kept: see the runs. */
	heavy: z.boolean(),
	params: z.array(Parameter),
});

export const Column = z.object({
	id: z.string(),
	title: z.string(),
	kind: z.enum(['text', 'number', 'rate', 'interval', 'date']),
	unit: z.optional(z.string()),
	/** An interval: of which column. */
	of: z.optional(z.string()),
	digits: z.optional(z.number()),
	/** What the column means, in a sentence. */
	hint: z.optional(z.string()),
	/** Whether the figures of several rows add up: nothing in them is counted twice. */
	adds: z.optional(z.boolean()),
	/** A rate of several rows together: so many of one column for each `per` of another, with the exact interval of a count. */
	ratio: z.optional(z.object({ count: z.string(), exposure: z.string(), per: z.number() })),
});

const Cell = z.union([z.string(), z.number(), z.tuple([z.number(), z.number()]), z.null()]);

export const Row = z.object({
	key: z.string(),
	cells: z.record(z.string(), Cell),
	/** The shape on the map this row is about. */
	place: z.nullable(z.string()),
	/** Why this row says little (too few failures): it is shown in grey. */
	faint: z.nullable(z.string()),
	/** Whether there are faults to be listed behind it. */
	faults: z.number(),
	/** The assets it is about, where work can be ordered on them. */
	assets: z.optional(z.array(z.string())),
});

/** How the answer is drawn: names of columns. */
export const Chart = z.object({
	/**
	 * `ranked`: one line for each row; `bars`: the same for figures without an interval; `over-time`: one panel for each series, years along it; `grid`: each row
	 * is a cell with its figure in it; `weeks`: one panel for each of `series`, weeks along it.
	 */
	kind: z.enum(['ranked', 'bars', 'over-time', 'grid', 'weeks']),
	label: z.string(),
	value: z.string(),
	/** The column of its interval; figures that are counted whole have none. */
	interval: z.optional(z.string()),
	/** A second figure of the same unit beside the first. */
	beside: z.optional(z.string()),
	time: z.optional(z.string()),
	/** Of a grid: the columns that say where a cell is, how deep its colour is from which values on, and in words. */
	grid: z.optional(z.object({ across: z.string(), up: z.string(), shade: z.string(), bands: z.array(z.number()), band: z.string() })),
	/** A line to compare with: the figure for the whole. */
	reference: z.nullable(z.object({ value: z.number(), title: z.string() })),
	title: z.string(),
	/** Week by week from a Monday on: what was counted, what was expected, and the ends of the usual range. Those from `from` on are watched; `alarms` are rows. */
	series: z.optional(
		z.array(
			z.object({
				label: z.string(),
				first: z.string(),
				from: z.number(),
				points: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])),
				alarms: z.array(z.object({ at: z.number(), row: z.string() })),
			}),
		),
	),
});

const Shapes = z.object({
	type: z.literal('FeatureCollection'),
	features: z.array(
		z.object({
			type: z.literal('Feature'),
			id: z.string(),
			properties: z.object({ key: z.string(), title: z.string() }),
			geometry: z.object({ type: z.string(), coordinates: z.unknown() }),
		}),
	),
});

export const Geography = z.object({
	/** `own`: the answer brings its shapes along. */
	by: z.enum(['ward', 'line', 'own']),
	/** Lines: of which class, by which attribute. */
	class: z.optional(z.string()),
	attribute: z.optional(z.string()),
	shapes: z.optional(Shapes),
	/** Lines under the places, by steps of the figure the places are coloured by: what is found on every piece of a network. The places share their colours. */
	graded: z.optional(z.array(z.object({ from: z.number(), lines: z.array(z.array(z.tuple([z.number(), z.number()]))) }))),
	/** Own shapes: which parts of the town they are. */
	part: z.optional(z.enum(['suburb', 'hex', 'zone'])),
	title: z.string(),
	/** `row`: the row whose faults are those of the place. */
	places: z.array(z.object({ key: z.string(), row: z.string(), title: z.string(), value: z.nullable(z.number()), faint: z.nullable(z.string()) })),
});

export const ReportAnswer = z.object({
	id: z.string(),
	title: z.string(),
	/** What exactly was asked, in words. */
	about: z.string(),
	question: z.string(),
	definition: z.string(),
	source: z.string(),
	asOf: z.string(),
	params: z.record(z.string(), z.string()),
	columns: z.array(Column),
	rows: z.array(Row),
	notes: z.array(z.string()),
	chart: Chart,
	geography: z.nullable(Geography),
});

export const BehindFault = z.object({
	code: z.string(),
	title: z.string(),
	state: State,
	/** The local day of the first report. */
	day: z.string(),
	asset: z.nullable(z.string()),
	street: z.nullable(z.string()),
	reports: z.number(),
	lon: z.number(),
	lat: z.number(),
});

export type Parameter = z.infer<typeof Parameter>;
export type CatalogueEntry = z.infer<typeof CatalogueEntry>;
export type Column = z.infer<typeof Column>;
export type Row = z.infer<typeof Row>;
export type Cell = z.infer<typeof Cell>;
export type Chart = z.infer<typeof Chart>;
export type Geography = z.infer<typeof Geography>;
export type ReportAnswer = z.infer<typeof ReportAnswer>;
export type BehindFault = z.infer<typeof BehindFault>;
export type Shapes = z.infer<typeof Shapes>;

export const listReports = endpoint({
	method: 'get',
	path: '/api/planning/reports',
	access: 'planning.read',
	summary: 'The questions planning can answer: what each asks, how it defines its figures, and where they come from.',
	input: z.object({ language }),
	output: z.object({ reports: z.array(CatalogueEntry) }),
});

/** Keys of rows as a JSON list, at most `mostRows` of them. */
export const rowKeys = z.string().check(z.maxLength(8000));
/** So many rows are looked at together at most. */
export const mostRows = 60;

/** The answers to a report's own questions stand beside `id` and `language` in the query. */
const asked = z.string().check(z.maxLength(8000));

export const readReport = endpoint({
	method: 'get',
	path: '/api/planning/reports/:id',
	access: 'planning.read',
	summary: 'Answers one question: rows with intervals, the definition beside the figures, how to draw them. The same under `.csv`.',
	input: z.catchall(z.object({ id: reportId, language }), asked),
	output: ReportAnswer,
	problems: ['not-found'],
});

export const readBehind = endpoint({
	method: 'get',
	path: '/api/planning/reports/:id/rows',
	access: 'planning.read',
	summary: 'The very faults behind one row of a report, or behind several together, each once; newest first.',
	input: z.catchall(
		z.object({
			id: reportId,
			language,
			row: z.string().check(z.maxLength(4000)),
			/** Further rows: a JSON list of their keys. */
			also: z.optional(rowKeys),
			limit: z._default(count(1, 500), 100),
			offset: z._default(count(0, 1_000_000), 0),
		}),
		asked,
	),
	output: z.object({ total: z.number(), faults: z.array(BehindFault) }),
	problems: ['not-found'],
});

export const readWards = endpoint({
	method: 'get',
	path: '/api/planning/wards',
	access: 'planning.read',
	summary: 'The wards of today as GeoJSON, simplified for a map of the whole municipality.',
	input: z.object({}),
	output: Shapes,
});

export const readLines = endpoint({
	method: 'get',
	path: '/api/planning/lines',
	access: 'planning.read',
	summary: 'The lines of a class as GeoJSON, one feature for each value of an attribute; of very many, the longest.',
	input: z.object({ class: z.string().check(z.maxLength(80)), attribute: z.string().check(z.maxLength(80)), language }),
	output: z.extend(Shapes, { shown: z.number(), total: z.number() }),
	problems: ['bad-input'],
});
