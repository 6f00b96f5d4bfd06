/** Faults of one family in one place that somebody reported. */
export interface Watched {
	place: string;
	family: string;
	/** Faults that were reported at least once. */
	seen: number;
	/** Further people who reported them while nobody worked on them. */
	duplicates: number;
	/** For how many days they could have, all together. */
	days: number;
}

export interface Reporting {
	/** Reports a day on a fault of usual notice, by place: of those places that say enough. */
	place: Map<string, number>;
	/** How much more or less a family is noticed than is usual. */
	family: Map<string, number>;
}

const sumBy = (rows: readonly Watched[], key: 'place' | 'family', of: (it: Watched) => number): Map<string, number> => {
	const sums = new Map<string, number>();
	for (const row of rows) sums.set(row[key], (sums.get(row[key]) ?? 0) + of(row));
	return sums;
};

/**
 * How fast people report what others have reported already (Liu, Bhandaram & Garg 2023): a Poisson regression of the further reports with the days as
 * exposure, a factor for each place and one for each family: lamps are noticed less than bursts, and places have more of the one or of the other. Solved by turns: given the one the other is a quotient.
 */
export function placeAndFamilyRates(rows: readonly Watched[], turns = 200): Reporting {
	const told = { place: sumBy(rows, 'place', (it) => it.duplicates), family: sumBy(rows, 'family', (it) => it.duplicates) };
	let family = new Map([...told.family.keys()].map((it) => [it, 1]));
	let place = new Map<string, number>();
	const quotient = (key: 'place' | 'family', other: (it: Watched) => number): Map<string, number> => {
		const expected = sumBy(rows, key, (it) => it.days * other(it));
		return new Map([...told[key]].map(([it, count]) => [it, count === 0 ? 0 : count / (expected.get(it) ?? 0)]));
	};
	for (let turn = 0; turn < turns; turn += 1) {
		place = quotient('place', (it) => family.get(it.family) ?? 0);
		family = quotient('family', (it) => place.get(it.place) ?? 0);
	}
	// Usual notice is the one that all days together have.
	const days = rows.reduce((sum, it) => sum + it.days, 0);
	const usual = days === 0 ? 1 : rows.reduce((sum, it) => sum + it.days * (family.get(it.family) ?? 0), 0) / days || 1;
	return {
		place: new Map([...place].map(([it, rate]) => [it, rate * usual])),
		family: new Map([...family].map(([it, factor]) => [it, factor / usual])),
	};
}

/** The chance that a fault is ever reported that would last so many days on the average. */
export const everReported = (rate: number, life: number): number => rate / (rate + 1 / life);

export interface Corrected {
	/** Faults that truly were, seen or not. */
	count: number;
	low: number;
	high: number;
}

/** How many faults there truly were in a place; undefined where nothing says how fast people report there. */
export function correctedCount(rows: readonly Watched[], { place, family }: Reporting, life: number): Corrected | undefined {
	const duplicates = rows.reduce((sum, it) => sum + it.duplicates, 0);
	const seen = rows.reduce((sum, it) => sum + it.seen, 0);
	const chances = rows.map((it) => everReported((place.get(it.place) ?? 0) * (family.get(it.family) ?? 0), life));
	if (duplicates === 0 || seen === 0) return undefined;
	let count = 0;
	let slope = 0;
	rows.forEach((it, i) => {
		const chance = chances[i] ?? 0;
		// What a family of which nobody ever reported twice hides cannot be told: it counts as seen.
		const own = chance > 0 ? it.seen / chance : it.seen;
		count += own;
		slope += chance > 0 ? own * (1 - chance) : 0;
	});
	const error = Math.sqrt(1 / seen + (slope / count) ** 2 / duplicates);
	return { count, low: Math.max(seen, count * Math.exp(-1.96 * error)), high: count * Math.exp(1.96 * error) };
}
