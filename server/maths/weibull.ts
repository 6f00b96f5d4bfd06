import { fitPower, type PowerFit } from './power-fit.ts';

/** One life: from which age on it was watched, at which age it failed or was last seen alive. */
export interface Life {
	readonly entry?: number;
	readonly exit: number;
	readonly failed: boolean;
}

/**
 * Fits a Weibull distribution to lives that were watched only from some age on: the pipes that died before the register began are not in it, and leaving
 * that out makes those that are look longer-lived. Above a shape of one they fail the more the older they are; at the scale 63 % have failed.
 */
export function fitWeibull(lives: readonly Life[]): PowerFit | undefined {
	const used = lives.filter((it) => it.exit > (it.entry ?? 0));
	return fitPower(
		used.map(({ entry = 0, exit }) => ({ from: entry, to: exit, weight: 1 })),
		used.filter((it) => it.failed).map((it) => it.exit),
	);
}

/** The chance that one alive at an age fails before a later one. */
export function failsBetween({ shape, scale }: { shape: number; scale: number }, from: number, to: number): number {
	return -Math.expm1((from / scale) ** shape - (to / scale) ** shape);
}
