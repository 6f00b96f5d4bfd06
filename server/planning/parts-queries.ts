import { financialYearFrom } from '../maths/financial-year.ts';
import { type Sql, sql } from '../platform/sql.ts';
import type { Geography } from './contract.ts';

type Text = Readonly<Record<string, string>>;

/** What has to be known of a question to tell its parts apart. */
interface Asked {
	readonly values: Readonly<Record<string, string>>;
	readonly zone: string;
	/** In which its financial year begins, 1 to 12. */
	readonly financialYearMonth: number;
	readonly wards: readonly { readonly id: number; readonly name: string }[];
	readonly suburbs: readonly { readonly id: number; readonly name: string }[];
	readonly departments: readonly { readonly id: number; readonly title: Text }[];
	readonly classes: readonly { readonly number: number; readonly title: Text; readonly modes: readonly { readonly code: string; readonly title: Text }[] }[];
	say(text: Text): string;
	number(value: number): string;
}

interface PartParameter {
	readonly id: 'by';
	readonly title: Text;
	readonly kind: 'choice';
	readonly choices: () => readonly { readonly id: Part; readonly title: Text }[];
	readonly fallback: () => Part;
}

/** By what faults are told apart. */
export type Part = 'ward' | 'suburb' | 'hex' | 'zone' | 'class' | 'department' | 'mode' | 'year' | 'quarter';

/** The parts of the town that a row may be about. */
export const townParts = ['ward', 'suburb', 'hex', 'zone'] as const;

const titles: Readonly<Record<Part, Text>> = {
	ward: { en: 'Wards', af: 'Wyke', xh: 'Iiwadi' },
	suburb: { en: 'Suburbs', af: 'Woonbuurte', xh: 'Iidolophana' },
	hex: { en: 'Hexagons of 250 m', af: 'Seshoeke van 250 m', xh: 'Iiheksagoni ze-250 m' },
	zone: { en: 'Network zones', af: 'Netwerksones', xh: 'Imimandla yothungelwano' },
	class: { en: 'Asset classes', af: 'Bateklasse', xh: 'Iintlobo zempahla' },
	department: { en: 'Departments', af: 'Afdelings', xh: 'Amasebe' },
	mode: { en: 'Failures', af: 'Falings', xh: 'Iintlobo zeempazamo' },
	year: { en: 'Financial years', af: 'Finansiële jare', xh: 'Iminyaka-mali' },
	quarter: { en: 'Quarters of the financial year', af: 'Kwartale van die finansiële jaar', xh: 'Iikota zonyaka-mali' },
};

const heads: Readonly<Record<Part, Text>> = {
	ward: { en: 'Ward', af: 'Wyk', xh: 'Iwadi' },
	suburb: { en: 'Suburb', af: 'Woonbuurt', xh: 'Idolophana' },
	hex: { en: 'Hexagon', af: 'Seshoek', xh: 'Iheksagoni' },
	zone: { en: 'Network zone', af: 'Netwerksone', xh: 'Ummandla wothungelwano' },
	class: { en: 'Asset class', af: 'Bateklas', xh: 'Uhlobo lwempahla' },
	department: { en: 'Department', af: 'Afdeling', xh: 'Isebe' },
	mode: { en: 'Failure', af: 'Faling', xh: 'Uhlobo lwempazamo' },
	year: { en: 'Financial year', af: 'Finansiële jaar', xh: 'Unyaka-mali' },
	quarter: { en: 'Quarter', af: 'Kwartaal', xh: 'Ikota' },
};

const quarterTitle = (year: string, quarter: string): Text => ({
	en: `${year}, quarter ${quarter}`,
	af: `${year}, kwartaal ${quarter}`,
	xh: `${year}, ikota ${quarter}`,
});

const words = {
	noWard: { en: 'Outside today’s wards', af: 'Buite vandag se wyke', xh: 'Ngaphandle kweewadi zanamhlanje' },
	noSuburb: { en: 'Outside the suburbs', af: 'Buite die woonbuurte', xh: 'Ngaphandle kweedolophana' },
	noZone: { en: 'No zone known', af: 'Geen bekende sone nie', xh: 'Akukho mmandla waziwayo' },
	foremost: {
		en: 'Listed are the {n} hexagons with the most behind them, of {all}.',
		af: 'Gelys word die {n} seshoeke met die meeste daaragter, van {all}.',
		xh: 'Kudweliswe iiheksagoni ezi-{n} ezinokuninzi emva kwazo, kwezi-{all}.',
	},
};

/** By what an answer is told apart. */
export const partParameter = (parts: readonly Part[]): PartParameter => ({
	id: 'by',
	title: { en: 'Compare', af: 'Vergelyk', xh: 'Thelekisa' },
	kind: 'choice',
	choices: () => parts.map((id) => ({ id, title: titles[id] })),
	fallback: () => parts[0] ?? 'ward',
});

/** By what was asked. */
export const partBy = ({ values }: Pick<Asked, 'values'>): Part =>
	([...townParts, 'class', 'department', 'mode', 'year', 'quarter'] as const).find((it) => it === values['by']) ?? 'ward';

/** What a column of parts is headed by. */
export const partHead = (asked: Asked): string => asked.say(heads[partBy(asked)]);

/** In words what is compared. */
export const partWords = (asked: Asked): string => asked.say(titles[partBy(asked)]);

/** The day on which a fault was over, moved so that its calendar year and quarter are those of the financial year. */
const overSql = ({ zone, financialYearMonth }: Asked): Sql => sql`
	((coalesce(fault.fixed_at, fault.closed_at, fault.state_since) at time zone ${zone}) - make_interval(months => ${financialYearMonth - 1}::int))`;

const keys: Readonly<Record<Part, (asked: Asked) => Sql>> = {
	ward: () => sql`coalesce(fault.ward_id, 0)`,
	suburb: () => sql`coalesce(suburb_hex.suburb_id, 0)`,
	hex: () => sql`fault.hex`,
	zone: () => sql`coalesce(fault.zone, '')`,
	class: () => sql`fault.class`,
	department: () => sql`fault.department_id`,
	mode: () => sql`fault.failure_mode`,
	year: (asked) => sql`to_char(${overSql(asked)}, 'YYYY')`,
	quarter: (asked) => sql`to_char(${overSql(asked)}, 'YYYY-Q')`,
};

/** What rows of `fault` are joined with to know their part. */
export const partJoinSql = (asked: Pick<Asked, 'values'>): Sql =>
	partBy(asked) === 'suburb' ? sql`left join suburb_hex on suburb_hex.hex = fault.hex` : sql``;

const assetKeys: Readonly<Record<(typeof townParts)[number], Sql>> = {
	ward: sql`coalesce(asset.ward_id, 0)`,
	suburb: sql`coalesce(suburb_hex.suburb_id, 0)`,
	hex: sql`asset.hex`,
	zone: sql`coalesce(asset.zone, '')`,
};

/** The part of the town that a row of `asset` stands in, and what it is joined with to know it. */
export const assetPart = (asked: Pick<Asked, 'values'>): { part: Sql; join: Sql } => {
	const by = townParts.find((it) => it === asked.values['by']) ?? 'ward';
	return { part: assetKeys[by], join: by === 'suburb' ? sql`left join suburb_hex on suburb_hex.hex = asset.hex` : sql`` };
};

/** The part a row of `fault` belongs to, as it is stored: what is gathered by numbers takes half as long as by their texts. */
export const partKeySql = (asked: Asked): Sql => keys[partBy(asked)](asked);

/** The part a row of `fault` belongs to, as text. */
export const partSql = (asked: Asked): Sql => sql`${partKeySql(asked)}::text`;

/** Whether parts follow each other in time. */
export const partOfTime = (asked: Asked): boolean => partBy(asked) === 'year' || partBy(asked) === 'quarter';

function timeTitle({ financialYearMonth, say }: Asked, part: string): string {
	const [begins = '', quarter] = part.split('-');
	const { name } = financialYearFrom(Number(begins), financialYearMonth);
	return quarter === undefined ? name : say(quarterTitle(name, quarter));
}

const among = (known: readonly { readonly id: number; readonly name: string }[], part: string): string | undefined =>
	known.find(({ id }) => String(id) === part)?.name;

const called: Readonly<Record<Part, (part: string, asked: Asked) => string>> = {
	ward: (part, { wards, say }) => among(wards, part) ?? say(words.noWard),
	suburb: (part, { suburbs, say }) => among(suburbs, part) ?? say(words.noSuburb),
	// Its street is found when it is drawn.
	hex: (_, { say }) => say(heads.hex),
	zone: (part, { say }) => part || say(words.noZone),
	class: (part, { classes, say }) => say(classes.find((it) => String(it.number) === part)?.title ?? { en: part }),
	department: (part, { departments, say }) => say(departments.find((it) => String(it.id) === part)?.title ?? { en: part }),
	mode: (part, { classes, say }) => say(classes.flatMap((it) => it.modes).find((it) => it.code === part)?.title ?? { en: part }),
	year: (part, asked) => timeTitle(asked, part),
	quarter: (part, asked) => timeTitle(asked, part),
};

/** What a part is called. */
export const partTitle = (asked: Asked, part: string): string => called[partBy(asked)](part, asked);

const placed: { readonly [By in Part]?: (part: string, asked: Pick<Asked, 'wards' | 'suburbs'>) => boolean } = {
	ward: (part, { wards }) => among(wards, part) !== undefined,
	suburb: (part, { suburbs }) => among(suburbs, part) !== undefined,
	hex: () => true,
	zone: (part) => part !== '',
};

/** The shape of a part: wards that there are today, suburbs, hexagons and zones. */
export const partPlace = (asked: Asked, part: string): string | null => (placed[partBy(asked)]?.(part, asked) ? part : null);

/** Whether a row may be called so. */
export function isPartKey(asked: Pick<Asked, 'values'>, key: string): boolean {
	const by = partBy(asked);
	if (by === 'hex') return /^-?\d{1,15}$/.test(key);
	return by === 'ward' || by === 'suburb' || by === 'class' ? /^\d{1,15}$/.test(key) : key.length <= 80;
}

interface PlacedRow {
	readonly key: string;
	readonly place: string | null;
	readonly cells: Readonly<Record<string, unknown>>;
	readonly faint: string | null;
}

/** On which shapes parts of the town are drawn; undefined where answers are told apart by something else. */
export function drawnBy(asked: Pick<Asked, 'values'>): Pick<Geography, 'by' | 'part'> | undefined {
	const by = townParts.find((part) => part === partBy(asked));
	if (by === undefined) return undefined;
	return by === 'ward' ? { by } : { by: 'own', part: by };
}

/** Where rows about parts of the town are drawn, with the figure of one of their columns; nowhere where no row is about such a part. */
export function partGeography(asked: Asked, rows: readonly PlacedRow[], it: { title: string; label: string; value: string }): Geography | null {
	const places = rows.flatMap(({ key, place, cells, faint }) => {
		const value = cells[it.value];
		return place === null ? [] : [{ key: place, row: key, title: String(cells[it.label]), value: typeof value === 'number' ? value : null, faint }];
	});
	const on = drawnBy(asked);
	return places.length > 0 && on ? { ...on, title: it.title, places } : null;
}

/** A table and a map can show so many hexagons. */
const mostHexagons = 300;

/** Of very many hexagons those with most behind them, in the order in which they came; of all else all. */
export function foremost<It>(asked: Pick<Asked, 'values'>, all: readonly It[], of: (it: It) => number): readonly It[] {
	if (asked.values['by'] !== 'hex' || all.length <= mostHexagons) return all;
	const kept = new Set([...all].sort((a, b) => of(b) - of(a)).slice(0, mostHexagons));
	return all.filter((it) => kept.has(it));
}

/** The note on hexagons that are not listed; none where all are. */
export const foremostNote = ({ values, say, number }: Asked, all: number): string[] =>
	values['by'] === 'hex' && all > mostHexagons ? [say(words.foremost).replace('{n}', number(mostHexagons)).replace('{all}', number(all))] : [];

/** Faults between the days that were asked for, by the day of their first report, in the area that was asked for. */
export const reportedSql = ({ values, zone }: Asked): Sql => sql`
	fault.first_report_at >= (${values['from']}::date::timestamp at time zone ${zone}) and fault.first_report_at < ((${values['to']}::date + 1)::timestamp at time zone ${zone})`;
