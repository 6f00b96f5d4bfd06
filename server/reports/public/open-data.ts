import type { Knex } from 'knex';
import { type Cell, generalised, hidden, mayTotal, type Row, type Told } from '../../maths/privacy.ts';
import { type Context, catalogue } from '../../municipality/index.ts';
import { badField } from '../../platform/problem.ts';
import { all, one } from '../../platform/sql.ts';
import { type HexagonRow, hexagonsSql, peopleSql, reachSql, type Span, type ToldRow } from './open-queries.ts';

/** The terms under which anybody may use the files. */
export const licence = { licence: 'CC BY 4.0', licenceUrl: 'https://creativecommons.org/licenses/by/4.0/' } as const;

/** A hexagon in a month and a class; without figures where they would tell of too few people. */
export interface Hexagon {
	month: string;
	class: string;
	hex: number;
	q: number;
	r: number;
	ward: string | null;
	reports: number | null;
	people: number | null;
}

/** The files of one year. */
export interface OpenYear {
	hexagons: Hexagon[];
	wards: Row[];
	/** Reports of the year that no row tells of. */
	left: number;
}

const groupKey = (it: { month: string; class: number; ward: string | null }): string => JSON.stringify([it.month, it.class, it.ward]);
const classOf = (number: number): string => catalogue.byNumber.get(number)?.id ?? '';

function groupsOf<T extends { month: string; class: number; ward: string | null }>(rows: readonly T[]): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const row of rows) groups.set(groupKey(row), [...(groups.get(groupKey(row)) ?? []), row]);
	return groups;
}

const cellsOf = (rows: readonly HexagonRow[]): Cell<number>[] => rows.map(({ hex, people }) => ({ cell: hex, people }));

/** Hexagons with what may be told of them. Where assets are no public matter their faults are not told by place at all. */
function hexagonsOf(groups: ReadonlyMap<string, readonly HexagonRow[]>): Hexagon[] {
	return [...groups.values()].flatMap((rows) => {
		const hiding = hidden(cellsOf(rows));
		return rows
			.filter((row) => catalogue.byNumber.get(row.class)?.secrecy === 'public')
			.map(({ class: number, reports, people, ...row }) => ({
				...row,
				class: classOf(number),
				...(hiding.has(row.hex) ? { reports: null, people: null } : { reports, people }),
			}));
	});
}

/** Rows of wards. What a row would tell, less the hexagons that are shown, must be of enough people as well: else it says less. */
function wardsOf(told: readonly ToldRow[], groups: ReadonlyMap<string, readonly HexagonRow[]>): { rows: Row[]; left: number } {
	const mayTell = new Map([...groups].map(([key, rows]) => [key, mayTotal(cellsOf(rows), hidden(cellsOf(rows)))]));
	const reports = told.flatMap(({ month, class: number, ward, person, reports: count }): Told[] => {
		const open = mayTell.get(groupKey({ month, class: number, ward })) ?? false;
		return Array.from({ length: count }, () => ({ ward: ward ?? '', category: classOf(number), period: month, person, coarse: !open }));
	});
	return generalised(reports);
}

async function made(db: Knex, span: Span): Promise<OpenYear> {
	const hexagons = groupsOf(await all<HexagonRow>(db, hexagonsSql(span)));
	const { rows, left } = wardsOf(await all<ToldRow>(db, peopleSql(span)), hexagons);
	return { hexagons: hexagonsOf(hexagons), wards: rows, left };
}

/** What there is: only months that are over, so that a file never differs from the one before by what one day brought. */
export async function reach(db: Knex): Promise<{ until: string; monthEnd: string; years: number[] }> {
	const { today, first } = await one<{ today: string; first: string | null }>(db, reachSql);
	const monthEnd = `${today.slice(0, 7)}-01`;
	const last = new Date(Date.parse(monthEnd) - 86_400_000).toISOString();
	const from = Number((first ?? today).slice(0, 4));
	const to = Number(last.slice(0, 4));
	return { until: last.slice(0, 7), monthEnd, years: Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i) };
}

const kept = new WeakMap<object, Map<string, Promise<OpenYear>>>();

/** The files of a year, made once a month: from one reading to the next nobody can learn what came between. */
export async function openYear({ db, town }: Context, year: number): Promise<OpenYear> {
	const { monthEnd, years } = await reach(db);
	if (!years.includes(year)) throw badField('year', 'There is nothing of this year yet.');
	const of = kept.get(db.client) ?? new Map<string, Promise<OpenYear>>();
	kept.set(db.client, of);
	const key = `${town.municipality.slug} ${year} ${monthEnd}`;
	const next = `${year + 1}-01-01`;
	const there = of.get(key) ?? made(db, { from: `${year}-01-01`, until: next < monthEnd ? next : monthEnd });
	of.set(key, there);
	there.catch(() => of.delete(key));
	return there;
}
