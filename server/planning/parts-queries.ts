import { financialYearFrom } from '../maths/financial-year.ts';
import { type Sql, sql } from '../platform/sql.ts';

type Text = Readonly<Record<string, string>>;

/** What has to be known of a question to tell its parts apart. */
interface Asked {
	readonly values: Readonly<Record<string, string>>;
	readonly zone: string;
	/** In which its financial year begins, 1 to 12. */
	readonly financialYearMonth: number;
	readonly wards: readonly { readonly id: number; readonly name: string }[];
	readonly departments: readonly { readonly id: number; readonly title: Text }[];
	readonly classes: readonly { readonly number: number; readonly title: Text; readonly modes: readonly { readonly code: string; readonly title: Text }[] }[];
	say(text: Text): string;
}

interface PartParameter {
	readonly id: 'by';
	readonly title: Text;
	readonly kind: 'choice';
	readonly choices: () => readonly { readonly id: Part; readonly title: Text }[];
	readonly fallback: () => Part;
}

/** By what faults are told apart. */
export type Part = 'ward' | 'class' | 'department' | 'mode' | 'year' | 'quarter';

const titles: Readonly<Record<Part, Text>> = {
	ward: { en: 'Wards', af: 'Wyke', xh: 'Iiwadi' },
	class: { en: 'Asset classes', af: 'Bateklasse', xh: 'Iintlobo zempahla' },
	department: { en: 'Departments', af: 'Afdelings', xh: 'Amasebe' },
	mode: { en: 'Failures', af: 'Falings', xh: 'Iintlobo zeempazamo' },
	year: { en: 'Financial years', af: 'Finansiële jare', xh: 'Iminyaka-mali' },
	quarter: { en: 'Quarters of the financial year', af: 'Kwartale van die finansiële jaar', xh: 'Iikota zonyaka-mali' },
};

const heads: Readonly<Record<Part, Text>> = {
	ward: { en: 'Ward', af: 'Wyk', xh: 'Iwadi' },
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

const noWard: Text = { en: 'Outside today’s wards', af: 'Buite vandag se wyke', xh: 'Ngaphandle kweewadi zanamhlanje' };

/** By what an answer is told apart. */
export const partParameter = (parts: readonly Part[]): PartParameter => ({
	id: 'by',
	title: { en: 'Compare', af: 'Vergelyk', xh: 'Thelekisa' },
	kind: 'choice',
	choices: () => parts.map((id) => ({ id, title: titles[id] })),
	fallback: () => parts[0] ?? 'ward',
});

/** By what was asked. */
export const partBy = ({ values }: Asked): Part =>
	(['ward', 'class', 'department', 'mode', 'year', 'quarter'] as const).find((it) => it === values['by']) ?? 'ward';

/** What a column of parts is headed by. */
export const partHead = (asked: Asked): string => asked.say(heads[partBy(asked)]);

/** In words what is compared. */
export const partWords = (asked: Asked): string => asked.say(titles[partBy(asked)]);

/** The day on which a fault was over, moved so that its calendar year and quarter are those of the financial year. */
const overSql = ({ zone, financialYearMonth }: Asked): Sql => sql`
	((coalesce(fault.fixed_at, fault.closed_at, fault.state_since) at time zone ${zone}) - make_interval(months => ${financialYearMonth - 1}::int))`;

const keys: Readonly<Record<Part, (asked: Asked) => Sql>> = {
	ward: () => sql`coalesce(fault.ward_id, 0)`,
	class: () => sql`fault.class`,
	department: () => sql`fault.department_id`,
	mode: () => sql`fault.failure_mode`,
	year: (asked) => sql`to_char(${overSql(asked)}, 'YYYY')`,
	quarter: (asked) => sql`to_char(${overSql(asked)}, 'YYYY-Q')`,
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

/** What a part is called. */
export function partTitle(asked: Asked, part: string): string {
	const { say, wards, classes, departments } = asked;
	const by = partBy(asked);
	if (partOfTime(asked)) return timeTitle(asked, part);
	if (by === 'ward') return wards.find((it) => String(it.id) === part)?.name ?? say(noWard);
	if (by === 'department') return say(departments.find((it) => String(it.id) === part)?.title ?? { en: part });
	if (by === 'class') return say(classes.find((it) => String(it.number) === part)?.title ?? { en: part });
	return say(classes.flatMap((it) => it.modes).find((it) => it.code === part)?.title ?? { en: part });
}

/** The shape of a part: wards that there are today. */
export const partPlace = (asked: Asked, part: string): string | null =>
	partBy(asked) === 'ward' && asked.wards.some((it) => String(it.id) === part) ? part : null;

/** Faults between the days that were asked for, by the day of their first report, in the area that was asked for. */
export const reportedSql = ({ values, zone }: Asked): Sql => sql`
	fault.first_report_at >= (${values['from']}::date::timestamp at time zone ${zone}) and fault.first_report_at < ((${values['to']}::date + 1)::timestamp at time zone ${zone})`;
