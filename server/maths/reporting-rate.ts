import { normal975 } from './normal.ts';

/** A fault that was live and known for a while, and how many others told of it in that time; the first report is not among them. */
export interface Live {
	readonly place: string;
	/** From the first report until a crew was there, it was said to be in hand, or it was closed: whichever came first. */
	readonly days: number;
	/** Reports and "I see it too" of other people. The first report says that the fault was seen at all; counting it too makes quiet places look loud. */
	readonly duplicates: number;
}

/** How readily a place's people report, or why that cannot be said. */
export type Readiness = { readonly place: string; readonly seen: number; readonly duplicates: number } & (Known | { readonly refused: 'too-few-duplicates' });

interface Known {
	/** Reports a day on a live fault, with the interval that holds 95 %. */
	readonly perDay: number;
	readonly low: number;
	readonly high: number;
	/** The relative standard error: of the rate's logarithm. */
	readonly errorOfLogarithm: number;
	/** Days until the first report, on average. */
	readonly delay: number;
	/** The chance that a fault is reported at all before it ends by itself, and how many there really were. */
	readonly everReported: number;
	readonly faults: number;
	readonly faultsLow: number;
	readonly faultsHigh: number;
}

/** What the estimate supposes: how long faults live unreported, and how many duplicates are enough to say anything (50 give 15 % either way). */
export interface Supposed {
	readonly lifeDays: number;
	readonly fewestDuplicates?: number;
}

/**
 * How readily each place reports, from how often others tell of what is already known (Liu, Bhandaram & Garg 2023), and how many faults there were with the
 * unreported ones. A place with too few duplicates gets no figure but the reason. It is for inspections and for adding to rates, never to put anyone back.
 */
export function reportingRates(live: Iterable<Live>, supposed: Supposed): Readiness[] {
	const places = new Map<string, { seen: number; days: number; duplicates: number }>();
	for (const { place, days, duplicates } of live) {
		const sums = places.get(place) ?? { seen: 0, days: 0, duplicates: 0 };
		places.set(place, { seen: sums.seen + 1, days: sums.days + days, duplicates: sums.duplicates + duplicates });
	}
	return [...places].map(([place, sums]) => readiness({ place, ...sums }, supposed));
}

/** The same from a place's sums. */
export function readiness(sums: { place: string; seen: number; days: number; duplicates: number }, { lifeDays, fewestDuplicates = 50 }: Supposed): Readiness {
	const { place, seen, days, duplicates } = sums;
	if (duplicates < fewestDuplicates || !(days > 0)) return { place, seen, duplicates, refused: 'too-few-duplicates' };
	const perDay = duplicates / days;
	const errorOfLogarithm = 1 / Math.sqrt(duplicates);
	const everReported = perDay / (perDay + 1 / lifeDays);
	const faults = seen / everReported;
	// the number seen is itself one of many that might have been (a binomial), and the rate behind the share is only estimated
	const share = Math.sqrt((1 - everReported) / seen + (errorOfLogarithm * (1 - everReported)) ** 2);
	const [rateFactor, faultFactor] = [Math.exp(normal975 * errorOfLogarithm), Math.exp(normal975 * share)];
	return {
		place,
		seen,
		duplicates,
		perDay,
		low: perDay / rateFactor,
		high: perDay * rateFactor,
		errorOfLogarithm,
		delay: 1 / perDay,
		everReported,
		faults,
		faultsLow: faults / faultFactor,
		faultsHigh: faults * faultFactor,
	};
}
