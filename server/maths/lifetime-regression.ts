import { dot, inverse, lowerRoot, times } from './matrix.ts';

/** One life with the numbers that may explain its length (the first commonly 1), seen to its failure or only until it was last looked at. */
export interface ExplainedLife {
	readonly exit: number;
	readonly failed: boolean;
	readonly row: readonly number[];
}

/** A model of lives: the logarithm of a life is the sum of the coefficients times the row, and a spread of `scale` around it. */
export interface LifetimeModel {
	readonly coefficients: readonly number[];
	/** One over the Weibull shape: below one they fail the more the older they are. */
	readonly scale: number;
	readonly logLikelihood: number;
	/** Of the coefficients, and last of the logarithm of the scale. */
	readonly covariance: readonly (readonly number[])[];
}

interface Slopes {
	value: number;
	readonly slope: number[];
	readonly information: number[][];
}

/**
 * Explains how long things live by a Weibull model in which one more of a number stretches all lives by the same factor (accelerated failure time, R's
 * survreg; Kalbfleisch & Prentice 2002, chapter 3): Newton's way, with the observed information. Lives in any one unit and above nought, rows of p numbers.
 * Undefined where the rows cannot tell the coefficients apart or nothing failed.
 */
export function lifetimeRegression(lives: readonly ExplainedLife[]): LifetimeModel | undefined {
	const start = begun(lives);
	return start && climb(lives, start);
}

function climb(lives: readonly ExplainedLife[], start: readonly number[]): LifetimeModel | undefined {
	let [at, here] = [start, slopesAt(lives, start)];
	for (let round = 0; round < 200; round++) {
		const covariance = lowerRoot(here.information) && inverse(here.information);
		// far from the top the surface may bend the wrong way, and straight up is a way too
		const step = covariance ? times(covariance, here.slope) : here.slope.map((it) => it / lives.length);
		if (covariance && dot(step, here.slope) < 1e-20) {
			return { coefficients: at.slice(0, -1), scale: Math.exp(at.at(-1) ?? Number.NaN), logLikelihood: here.value, covariance };
		}
		const next = climbed(lives, { at, step, from: here.value });
		if (!next) return;
		[at, here] = next;
	}
	return;
}

// Least squares through the logarithms of all lives, as if all had failed; and where nothing did, no beginning.
function begun(lives: readonly ExplainedLife[]): number[] | undefined {
	if (!lives.some((it) => it.failed)) return;
	const size = lives[0]?.row.length ?? 0;
	const every = Array.from({ length: size }, (_, a) => a);
	const back = inverse(every.map((a) => every.map((b) => lives.reduce((sum, { row }) => sum + (row[a] as number) * (row[b] as number), 0))));
	const against = every.map((a) => lives.reduce((sum, { row, exit }) => sum + (row[a] as number) * Math.log(exit), 0));
	return back && [...times(back, against), 0];
}

// The whole step, or as much of it as does not lead down.
function climbed(
	lives: readonly ExplainedLife[],
	{ at, step, from }: { at: readonly number[]; step: readonly number[]; from: number },
): [number[], Slopes] | undefined {
	for (let part = 1; part > 1e-9; part /= 2) {
		const next = at.map((it, k) => it + part * (step[k] as number));
		const slopes = slopesAt(lives, next);
		if (slopes.value >= from - 1e-10) return [next, slopes];
	}
	return;
}

function slopesAt(lives: readonly ExplainedLife[], at: readonly number[]): Slopes {
	const [beta, log] = [at.slice(0, -1), at.at(-1) ?? Number.NaN];
	const scale = Math.exp(log);
	const slopes: Slopes = { value: 0, slope: at.map(() => 0), information: at.map(() => at.map(() => 0)) };
	for (const { exit, failed, row } of lives) {
		const z = (Math.log(exit) - dot(row, beta)) / scale;
		const [hazard, event] = [Math.exp(z), failed ? 1 : 0];
		slopes.value += event * (z - log - Math.log(exit)) - hazard;
		// a life's share in the slopes is that of its z, times how z changes with each
		const changes = [...row.map((it) => -it / scale), -z];
		const away = event - hazard;
		changes.forEach((one, a) => {
			slopes.slope[a] = (slopes.slope[a] as number) + away * one;
			const into = slopes.information[a] as number[];
			changes.forEach((other, b) => {
				into[b] = (into[b] as number) + hazard * one * other - away * bend(a, b, changes);
			});
		});
		const last = at.length - 1;
		slopes.slope[last] = (slopes.slope[last] as number) - event;
	}
	return slopes;
}

// How the change of z with one parameter itself changes with another: only where the scale is one of the two.
function bend(a: number, b: number, changes: readonly number[]): number {
	const last = changes.length - 1;
	if (a !== last && b !== last) return 0;
	return -(changes[a === last ? b : a] as number);
}
