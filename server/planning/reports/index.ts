import { type Sql, sql } from '../../platform/sql.ts';
import { assetsWithin, faultsWithin, placeOf } from '../area-queries.ts';
import type { Cell, Chart, Column, Geography } from '../contract.ts';

export { areaOf } from '../area.ts';
export { areaParameter, assetsWithin, faultsWithin, placeOf } from '../area-queries.ts';
export { oneByOne } from '../behind-queries.ts';
export { type CrowdedFigure, type CrowdedLine, type CrowdedNetwork, crowded, crowdedRuns } from '../crowded.ts';
export { type Measure, measureFor, rateColumns, rateWords } from '../measure.ts';
export {
	assetPart,
	drawnBy,
	foremost,
	foremostNote,
	isPartKey,
	partBy,
	partGeography,
	partHead,
	partJoinSql,
	partKeySql,
	partOfTime,
	partParameter,
	partPlace,
	partSql,
	partTitle,
	partWords,
	reportedSql,
	townParts,
} from '../parts-queries.ts';
export { placelessNote, placelessSql } from '../placeless-queries.ts';
export { renewalTerms, renewalTermsOf } from '../renewal-terms.ts';
export { levelsSql, middleAgeSql, respectsOf, sizeOf, sizeSql, watchedForSql, watchedSql } from '../respects-queries.ts';
export type { Column };

/** A text in every language of the product. */
export type Text = Readonly<Record<string, string>>;

/** What a report may know of an asset class. */
export interface ClassFacts {
	readonly id: string;
	readonly number: number;
	readonly title: Text;
	readonly geometry: 'Point' | 'LineString' | 'Polygon';
	readonly attributes: readonly { readonly id: string; readonly title: Text; readonly choices?: readonly { readonly id: string; readonly title: Text }[] }[];
	/** Failure modes that can be about this class. */
	readonly modes: readonly { readonly code: string; readonly title: Text }[];
}

/** What a report may know of the municipality before anything is asked. */
export interface Setting {
	readonly classes: readonly ClassFacts[];
	readonly zone: string;
	readonly currency: string;
	/** In which its financial year begins, 1 to 12. */
	readonly financialYearMonth: number;
	/** The local day. */
	readonly today: string;
	readonly registerFrom: string;
	readonly wards: readonly { readonly id: number; readonly name: string }[];
	readonly suburbs: readonly { readonly id: number; readonly name: string }[];
	readonly departments: readonly { readonly id: number; readonly title: Text }[];
}

/** What was asked, checked, and the way to answer in the asker's language. */
export interface Asked extends Setting {
	readonly values: Readonly<Record<string, string>>;
	say(text: Text): string;
	number(value: number): string;
	/** A day as the language writes it. */
	day(iso: string): string;
}

export interface ParameterFile {
	readonly id: string;
	readonly title: Text;
	readonly hint?: Text;
	readonly kind: 'choice' | 'date' | 'number' | 'area';
	/** Of a number. */
	readonly least?: number;
	readonly most?: number;
	readonly choices?: (setting: Setting) => readonly { readonly id: string; readonly title: Text; readonly of?: readonly string[] }[];
	readonly within?: string;
	readonly notBefore?: string;
	readonly fallback: (setting: Setting) => string;
}

/** One line of an answer. `key` comes back when somebody wants to see the faults behind it. */
export interface AnswerRow {
	readonly key: string;
	readonly cells: Readonly<Record<string, Cell>>;
	readonly place: string | null;
	readonly faint: string | null;
	readonly faults: number;
	/** References of the assets it is about, where work can be ordered on them. */
	readonly assets?: readonly string[];
}

export interface Answer {
	/** What exactly was asked, in words. */
	readonly about: string;
	readonly columns: readonly Column[];
	readonly rows: readonly AnswerRow[];
	readonly notes: readonly string[];
	readonly chart: Chart;
	readonly geography: Geography | null;
}

/** What a heavy report is given beside what it read. */
export interface Working {
	readonly values: Readonly<Record<string, string>>;
	/** Says how far it is, from 0 to 1. */
	progress(share: number): void;
}

/** What takes longer than a request may: worked out in a thread of its own, and kept. `edition` changes when the same rows would give other figures. */
export interface Heavy<Raw, Figure> {
	readonly edition: number;
	work(rows: readonly Raw[], working: Working): readonly Figure[];
}

/** A spatial report: a question in plain words, its SQL, what is made of the rows, and which faults stand behind each. */
export interface Report<Raw = unknown, Figure = Raw> {
	readonly id: string;
	/** Groups the catalogue. */
	readonly theme: Text;
	readonly title: Text;
	readonly question: Text;
	readonly definition: Text;
	readonly source: Text;
	readonly parameters: readonly ParameterFile[];
	query(asked: Asked): Sql;
	/** Whether its query gathers very many groups. */
	manyGroups?(asked: Asked): boolean;
	/** Makes figures of the rows before they are answered. */
	readonly heavy?: Heavy<Raw, Figure>;
	answer(rows: readonly Figure[], asked: Asked): Answer;
	/** Ids of the faults counted in any of these rows, each once, as SQL. Undefined: there is no such row. */
	behind(asked: Asked, keys: readonly string[]): Sql | undefined;
}

/** Makes a report of what its file states; the type of its rows is known only inside the file. */
export const report = <Raw, Figure = Raw>(it: Report<Raw, Figure>): Report => it as unknown as Report;

/** A figure from fewer failures than this says little, and is shown in grey. */
export const fewFailures = 5;

/** The class that was asked for. */
export function classOf({ classes, values }: Asked): ClassFacts {
	const found = classes.find((it) => it.id === values['class']);
	if (!found) throw new Error(`no asset class ${values['class']}`);
	return found;
}

const value = ({ values }: Asked, id: string): string => values[id] ?? '';

/** Who counts: in the municipality's own hands, and known when it went out of service. */
const counted = (asked: Asked): Sql => sql`
	asset.class = ${classOf(asked).number}::smallint and asset.owner = 'municipal' and (asset.status = 'in-service' or asset.retired_on is not null)
	and ${assetsWithin(asked)}`;

/**
 * Exposure as narrow rows: for each value of `part`, how many assets and how many metres were in service from `entry` until `leave` (the day
 * after the last). `join` is what `part` needs beside the asset. Assets that came and went together are one row, so that what follows is small however large the register is.
 */
export const serviceSql = (asked: Asked, part: Sql, join = sql``): Sql => sql`
	select service.part, service.entry, service.leave, count(*)::int as assets, sum(service.length_m) as length_m
	from (
		select ${part} as part, greatest(${value(asked, 'from')}::date, asset.installed_on, asset.in_register_from) as entry,
		       least(${value(asked, 'to')}::date + 1, asset.retired_on) as leave, asset.length_m
		from asset
		${join}
		where ${counted(asked)}
	) as service
	where service.leave > service.entry
	group by service.part, service.entry, service.leave`;

/**
 * The failures that count against that exposure: real faults (not rejected, not found, not ours, not merged into another), one for each fault
 * however many people reported it, on an asset of the class, while it was in service and its failures were being recorded.
 */
export const failureSql = (asked: Asked, part: Sql, join = sql``): Sql => sql`
	select fault.id, ${part} as part, fault.first_report_at, seen.day
	from asset
	join fault on fault.asset_id = asset.id
	${join}
	cross join lateral (select (fault.first_report_at at time zone ${asked.zone})::date as day) as seen
	where ${counted(asked)} and ${happened(asked)}
	  and seen.day >= greatest(asset.installed_on, asset.in_register_from) and (asset.retired_on is null or seen.day <= asset.retired_on)`;

/** Faults of the class in the period whose asset nobody knows yet: left out, but said. */
export const unlinkedSql = (asked: Asked): Sql => sql`
	select count(*)::int from fault where fault.asset_id is null and ${happened(asked)} and ${faultsWithin(asked)}`;

// A fault's class is its asset's, so that it narrows the search before the two are joined.
const happened = (asked: Asked): Sql => sql`
	fault.class = ${classOf(asked).number}::smallint and fault.first_report_at >= (${value(asked, 'from')}::date::timestamp at time zone ${asked.zone})
	and fault.first_report_at < ((${value(asked, 'to')}::date + 1)::timestamp at time zone ${asked.zone})
	and fault.state not in ('rejected', 'no-fault-found', 'not-ours', 'merged')
	${value(asked, 'mode') === 'all' ? sql`` : sql`and fault.failure_mode = ${value(asked, 'mode')}`}`;

/** Which class of assets. */
export const classParameter = (suits: (it: ClassFacts) => boolean, preferred: string): ParameterFile => ({
	id: 'class',
	title: { en: 'Asset class', af: 'Bateklas', xh: 'Uhlobo lwempahla' },
	kind: 'choice',
	choices: ({ classes }) => classes.filter(suits),
	fallback: ({ classes }) => classes.find((it) => suits(it) && it.id === preferred)?.id ?? classes.find(suits)?.id ?? preferred,
});

const allFailures = { en: 'All failures', af: 'Alle falings', xh: 'Zonke iimpazamo' };

/** Which failure modes: all, or one of those that can be about the class; `suits` as for the class. */
export const modeParameter = (suits: (it: ClassFacts) => boolean): ParameterFile => ({
	id: 'mode',
	title: { en: 'Failure', af: 'Faling', xh: 'Impazamo' },
	kind: 'choice',
	within: 'class',
	choices: (setting) => {
		const classes = setting.classes.filter(suits);
		const titles = new Map(classes.flatMap((it) => it.modes.map((mode) => [mode.code, mode.title] as const)));
		const of = (code: string): string[] => classes.filter((it) => it.modes.some((mode) => mode.code === code)).map((it) => it.id);
		return [{ id: 'all', title: allFailures }, ...[...titles].map(([id, title]) => ({ id, title, of: of(id) }))];
	},
	fallback: () => 'all',
});

const threeYearsBefore = (day: string): string => `${Number(day.slice(0, 4)) - 3}${day.slice(4)}`.replace('-02-29', '-03-01');

/** The period, both days included; by default three years, but not before the register began. */
export const periodParameters: readonly ParameterFile[] = [
	{
		id: 'from',
		title: { en: 'From', af: 'Van', xh: 'Ukusuka' },
		kind: 'date',
		fallback: ({ today, registerFrom }) => [threeYearsBefore(today), registerFrom].sort().at(-1) ?? today,
	},
	{ id: 'to', title: { en: 'Until', af: 'Tot', xh: 'Ukuya' }, kind: 'date', notBefore: 'from', fallback: ({ today }) => today },
];

/** What was asked, in words that need no grammar: "Street lights · All failures · 1 Jan 2024 – 31 Dec 2024". */
export function aboutOf(asked: Asked): string {
	const mode = classOf(asked).modes.find((it) => it.code === asked.values['mode']);
	const time = `${asked.day(value(asked, 'from'))} – ${asked.day(value(asked, 'to'))}`;
	return [asked.say(classOf(asked).title), asked.say(mode?.title ?? allFailures), time, placeOf(asked)].filter(Boolean).join(' · ');
}

/** Why a figure is grey. */
export const fewText: Text = {
	en: 'Fewer than 5 failures: chance alone moves this figure a lot.',
	af: 'Minder as 5 falings: toeval alleen verskuif hierdie syfer baie.',
	xh: 'Iimpazamo zingaphantsi kwe-5: ithamsanqa lodwa lingalitshintsha kakhulu eli nani.',
};

const unlinkedText = (count: string): Text => ({
	en: `Faults of this class left out because nobody knows yet which asset they are on: ${count}.`,
	af: `Foute van hierdie klas wat uitgelaat is omdat niemand nog weet op watter bate hulle is nie: ${count}.`,
	xh: `Iimpazamo zolu hlobo ezingabalwanga kuba akukaziwa ukuba zikweyiphi na impahla: ${count}.`,
});

/** The note on faults that could not be counted; none where there are none. */
export const unlinkedNote = (asked: Asked, count: number): string[] => (count > 0 ? [asked.say(unlinkedText(asked.number(count)))] : []);

const undatedText = (count: string): Text => ({
	en: `Assets left out because nobody knows when they were installed: ${count}.`,
	af: `Bates uitgelaat omdat niemand weet wanneer hulle geïnstalleer is nie: ${count}.`,
	xh: `Impahla engabalwanga kuba akwaziwa ukuba yafakwa nini: ${count}.`,
});

/** The note on assets whose age nobody knows; none where there are none. */
export const undatedNote = (asked: Asked, count: number): string[] => (count > 0 ? [asked.say(undatedText(asked.number(count)))] : []);

/** A text with its holes filled: `{count}` by what is called count. */
export const fill = (text: string, holes: Readonly<Record<string, string>>): string =>
	Object.entries(holes).reduce((it, [name, value]) => it.replace(`{${name}}`, value), text);
