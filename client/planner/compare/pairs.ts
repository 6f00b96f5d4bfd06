import type { ReportAnswer, Row } from '../../../server/planning/contract.ts';
import { figure, interval, rowTitle } from '../figures.ts';

/** One side of a comparison. */
interface Side {
	value: number | null;
	span: readonly [number, number] | null;
	/** Why it says little. */
	faint: string | null;
}

/** The same row of two answers. */
export interface Pair {
	key: string;
	title: string;
	place: string | null;
	first: Side;
	second: Side;
	/** First less second; null where one of them has no figure. */
	difference: number | null;
	/** Whether the two intervals have something in common, so that chance alone could make the difference; null where one is missing. */
	overlap: boolean | null;
}

const sideOf = (row: Row | undefined, { chart }: ReportAnswer): Side => ({
	value: row ? figure(row, chart.value) : null,
	span: row && chart.interval !== undefined ? interval(row, chart.interval) : null,
	faint: row?.faint ?? null,
});

const shared = (a: Side['span'], b: Side['span']): boolean | null => (a && b ? a[0] <= b[1] && b[0] <= a[1] : null);

/** The rows of two answers side by side: those of the first in their order, then those that only the second has. */
export function pairsOf(first: ReportAnswer, second: ReportAnswer): Pair[] {
	const here = new Map(first.rows.map((it) => [it.key, it]));
	const there = new Map(second.rows.map((it) => [it.key, it]));
	return [...new Set([...here.keys(), ...there.keys()])].flatMap((key) => {
		const row = here.get(key) ?? there.get(key);
		if (!row) return [];
		const [a, b] = [sideOf(here.get(key), first), sideOf(there.get(key), second)];
		const difference = a.value === null || b.value === null ? null : a.value - b.value;
		const title = rowTitle(row, here.has(key) ? first.columns : second.columns);
		return [{ key, title, place: row.place, first: a, second: b, difference, overlap: shared(a.span, b.span) }];
	});
}

/** Whether a difference says little: its intervals meet, or one of its figures is weak. */
export const unsure = ({ overlap, first, second }: Pair): boolean => overlap !== false || first.faint !== null || second.faint !== null;

const day = 86_400_000;
const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** A period, both days included. */
interface Period {
	from: string;
	to: string;
}

/**
 * What to compare a period with: the days before it, as many as it has; where these would lie before `earliest`, from which on there are figures, its newer
 * half with its older. Null where a report knows no period.
 */
export function periodsToCompare(values: Readonly<Record<string, string>>, earliest: string): { first: Period; second: Period } | null {
	const [from = Number.NaN, to = Number.NaN] = [values['from'], values['to']].map((it) => Date.parse(`${it}T00:00:00Z`));
	if (!(to > from)) return null;
	const before = from - (to - from) - day;
	if (iso(before) >= earliest) return { first: { from: iso(from), to: iso(to) }, second: { from: iso(before), to: iso(from - day) } };
	const half = from + Math.ceil((to - from) / day / 2) * day;
	return { first: { from: iso(half), to: iso(to) }, second: { from: iso(from), to: iso(half - day) } };
}
