/** Fewer different people than this in a published number could be found again. */
export const leastPeople = 5;

/** How many people stand behind one published number. */
export interface Cell<Key extends string | number = string> {
	readonly cell: Key;
	readonly people: number;
}

const byPeople = <Key extends string | number>(a: Cell<Key>, b: Cell<Key>): number => a.people - b.people || (a.cell < b.cell ? -1 : 1);

/**
 * The cells of one published total that must be hidden: those of 1 to k - 1 people, and where that is one alone, the smallest other that is not empty (the
 * first by its name among equals), because the hidden one would be the total less the rest. Empty cells tell of nobody and are shown.
 */
export function hidden<Key extends string | number>(cells: readonly Cell<Key>[], k = leastPeople): ReadonlySet<Key> {
	const few = cells.filter(({ people }) => people > 0 && people < k);
	if (few.length !== 1) return new Set(few.map(({ cell }) => cell));
	const [other] = cells.filter(({ people }) => people >= k).sort(byPeople);
	return new Set([...few, ...(other ? [other] : [])].map(({ cell }) => cell));
}

/** Whether the total of some cells may be told beside those that are shown: what it would tell of all hidden ones together must be nothing, or enough people. */
export function mayTotal(cells: readonly Cell<string | number>[], hiding: ReadonlySet<string | number>, k = leastPeople): boolean {
	const people = cells.reduce((sum, it) => (hiding.has(it.cell) ? sum + it.people : sum), 0);
	return people === 0 || people >= k;
}

/** One report: of what kind, in which ward (null: the town), in which month (2026-03, which may become a quarter, 2026-Q1, or a year), by whom. */
export interface Told {
	readonly ward: string | null;
	readonly category: string;
	readonly period: string;
	/** Who it was, by any name that is theirs alone. */
	readonly person: string | number;
	/** Must not say its month and ward, whoever else does: with other figures that would tell of too few. */
	readonly coarse?: boolean;
}

/** So many reports that say the same of where, when and what, by so many different people. */
export interface Row extends Omit<Told, 'person' | 'coarse'> {
	readonly reports: number;
	readonly people: number;
}

const quarterOf = (period: string): string => (/^\d{4}-\d\d$/.test(period) ? `${period.slice(0, 4)}-Q${Math.ceil(Number(period.slice(5)) / 3)}` : period);

/** What a report says, ever less of it: its month becomes a quarter, its ward the town, its quarter the year. */
const coarser: readonly ((told: Told) => Told)[] = [
	(told) => told,
	(told) => ({ ...told, period: quarterOf(told.period) }),
	(told) => ({ ...told, ward: null }),
	(told) => ({ ...told, period: told.period.slice(0, 4) }),
];

/** Reports by all that they say, in the order in which that is first said. */
export function classes(reports: readonly Told[]): Told[][] {
	const found = new Map<string, Told[]>();
	for (const told of reports) {
		const key = JSON.stringify([told.ward, told.category, told.period]);
		const there = found.get(key);
		if (there) there.push(told);
		else found.set(key, [told]);
	}
	return [...found.values()];
}

const peopleIn = (reports: readonly Told[]): number => new Set(reports.map(({ person }) => person)).size;

/**
 * Reports as rows that may be published, each of at least k different people: those of fewer say their quarter instead of their month, then the town instead
 * of their ward, then the year; what is still too few is left out, and how many reports that were is told. No report is in two rows.
 */
export function generalised(reports: readonly Told[], k = leastPeople): { rows: Row[]; left: number } {
	const rows: Row[] = [];
	let few = reports;
	for (const [step, say] of coarser.entries()) {
		const groups = classes(few.map(say)).map((group) => ({ group, people: peopleIn(group), tells: step > 0 || !group.some((it) => it.coarse) }));
		for (const { group, people, tells } of groups) {
			const [first] = group;
			if (first && tells && people >= k) rows.push({ ward: first.ward, category: first.category, period: first.period, reports: group.length, people });
		}
		few = groups.filter(({ people, tells }) => !tells || people < k).flatMap(({ group }) => group);
	}
	return { rows, left: few.length };
}
