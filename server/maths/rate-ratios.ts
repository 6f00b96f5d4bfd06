import { normal975 } from './normal.ts';
import { type CountModel, poissonRegression, spreadRegression } from './regression.ts';

/** An asset that was watched for a while. */
export interface Watched {
	/** What it is in each respect: its material, how it is laid. Every asset has the same respects in the same order. */
	readonly levels: readonly string[];
	/** How big it is, above 0; null where nobody knows. */
	readonly size: number | null;
	/** Years, in the middle of the time it was watched. */
	readonly age: number;
	/** What failures are in proportion to: kilometre-years, or years. */
	readonly exposed: number;
	readonly failures: number;
}

/** What is compared: one level of a respect with that of most failures, twice the size, an unknown size, or ten more years of age. */
export type Term =
	| { readonly kind: 'level'; readonly respect: number; readonly level: string }
	| { readonly kind: 'size' | 'no-size' | 'age'; readonly respect: -1; readonly level: '' };

/** How many times as many failures go with it, all else alike, and where 95 of 100 such intervals hold the truth. */
export interface RateRatio {
	readonly term: Term;
	/** What the others of its respect are compared with: 1, without an interval. */
	readonly reference: boolean;
	readonly assets: number;
	readonly exposed: number;
	readonly failures: number;
	readonly ratio: number;
	readonly low: number;
	readonly high: number;
}

export interface RateRatios {
	readonly ratios: readonly RateRatio[];
	readonly assets: number;
	readonly failures: number;
	/** How many times as much counts vary as chance would have them vary, under the Poisson model. */
	readonly dispersion: number;
	/** Of the negative binomial model: variance = mean + mean² / theta. Null: the Poisson model says it all. */
	readonly theta: number | null;
	/** Levels without a single failure: no ratio can be told, and they are left out. */
	readonly silent: readonly Term[];
	/** Whether the size had to be left out because it goes with the other respects. */
	readonly withoutSize: boolean;
}

/** A column of the model; the ratio is that of so many steps of it. */
interface Column {
	readonly term: Term;
	readonly of: (it: Watched) => number;
	readonly steps: number;
}

const about = (kind: 'size' | 'no-size' | 'age'): Term => ({ kind, respect: -1, level: '' });
const total = (list: readonly Watched[], of: (it: Watched) => number): number => list.reduce((sum, it) => sum + of(it), 0);
const various = (list: readonly Watched[], of: (it: Watched) => number): boolean => list.some((it) => of(it) !== of(list[0] as Watched));

/** The levels of each respect, that of most failures first: compared with one that hardly failed, nothing could be told. */
function levelsOf(list: readonly Watched[]): Term[][] {
	const respects = list[0]?.levels.length ?? 0;
	return Array.from({ length: respects }, (_, respect) => {
		const failures = new Map<string, number>();
		for (const it of list) failures.set(it.levels[respect] ?? '', (failures.get(it.levels[respect] ?? '') ?? 0) + it.failures);
		const ranked = [...failures].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
		return ranked.map(([level]) => ({ kind: 'level', respect, level }));
	});
}

const has = (term: Term, it: Watched): boolean => {
	if (term.kind === 'no-size') return it.size === null;
	return term.kind === 'level' ? it.levels[term.respect] === term.level : term.kind === 'age' || it.size !== null;
};

/** Leaves out whatever belongs to a level without any failure, until each that is left has some. */
function speaking(all: readonly Watched[]): { list: readonly Watched[]; silent: Term[] } {
	let list = all;
	const silent: Term[] = [];
	for (;;) {
		const terms: Term[] = [...levelsOf(list).flat(), ...(list.some((it) => it.size === null) ? [about('no-size')] : [])];
		const quiet = terms.filter((term) => !list.some((it) => has(term, it) && it.failures > 0));
		if (quiet.length === 0) return { list, silent };
		silent.push(...quiet);
		list = list.filter((it) => !quiet.some((term) => has(term, it)));
	}
}

function columnsOf(list: readonly Watched[], withSize: boolean): Column[] {
	const others = levelsOf(list).flatMap((levels) => levels.slice(1));
	const sized = list.filter((it) => it.size !== null);
	const middle = total(sized, (it) => Math.log(it.size ?? 1)) / Math.max(1, sized.length);
	const size: Column = { term: about('size'), of: (it) => (it.size === null ? 0 : Math.log(it.size) - middle), steps: Math.LN2 };
	const unknown: Column = { term: about('no-size'), of: (it) => Number(it.size === null), steps: 1 };
	const age: Column = { term: about('age'), of: (it) => (it.age - 30) / 10, steps: 1 };
	return [
		...others.map((term): Column => ({ term, of: (it) => Number(has(term, it)), steps: 1 })),
		...(withSize && various(sized, size.of) ? [size, unknown] : []).filter(({ of }) => various(list, of)),
		...[age].filter(({ of }) => various(list, of)),
	];
}

interface Fitted {
	readonly columns: readonly Column[];
	readonly plain: CountModel;
	readonly model: CountModel;
	readonly theta: number | null;
}

function fitted(list: readonly Watched[], withSize: boolean): Fitted | undefined {
	const columns = columnsOf(list, withSize);
	const counted = {
		rows: list.map((it) => [1, ...columns.map(({ of }) => of(it))]),
		counts: list.map((it) => it.failures),
		exposures: list.map((it) => it.exposed),
	};
	const plain = poissonRegression(counted);
	if (!plain) return;
	// counts that vary less than chance has them vary have no spread to be found
	const spread = plain.dispersion > 1 ? spreadRegression(counted) : undefined;
	return { columns, plain, model: spread ?? plain, theta: spread?.theta ?? null };
}

/**
 * What goes with more failures and what with fewer, each with all else alike: a negative binomial model of the failures of each asset (McCullagh & Nelder;
 * spread by Lawless 1987), in proportion to the time it was watched; a Poisson model where counts vary no more than chance has them vary. Undefined where
 * there is nothing to compare, or the respects cannot be told apart. Throws nothing; assets without exposure are left out.
 */
export function rateRatios(all: readonly Watched[]): RateRatios | undefined {
	const { list, silent } = speaking(all.filter((it) => it.exposed > 0));
	if (list.length === 0) return;
	const full = fitted(list, true);
	const found = full ?? fitted(list, false);
	if (!found || found.columns.length === 0) return;
	const { columns, plain, model, theta } = found;
	const known = (term: Term): Pick<RateRatio, 'term' | 'assets' | 'exposed' | 'failures'> => {
		const own = list.filter((it) => has(term, it));
		return { term, assets: own.length, exposed: total(own, (it) => it.exposed), failures: total(own, (it) => it.failures) };
	};
	const references = levelsOf(list).flatMap((levels) => (levels.length > 1 ? levels.slice(0, 1) : []));
	const compared = columns.map(({ term, steps }, i): RateRatio => {
		const { value = 0, standardError = 0 } = model.coefficients[i + 1] ?? {};
		const at = (errors: number): number => Math.exp(steps * (value + errors * standardError));
		return { ...known(term), reference: false, ratio: at(0), low: at(-normal975), high: at(normal975) };
	});
	return {
		ratios: [...references.map((term): RateRatio => ({ ...known(term), reference: true, ratio: 1, low: 1, high: 1 })), ...compared],
		assets: list.length,
		failures: total(list, (it) => it.failures),
		dispersion: plain.dispersion,
		theta,
		silent,
		withoutSize: full === undefined,
	};
}
