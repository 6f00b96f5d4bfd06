// W. J. Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23 (1969): relative error near the rounding of a double.
const A = [3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694] as const;
const B = [23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171] as const;
const C = [
	0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001, 881.952221241769, 1712.0476126340707, 2051.0783778260716, 1230.3393547979972,
] as const;
const D = [
	15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597, 4362.619090143247, 3439.3676741437216, 1230.3393548037495,
] as const;
const P = [0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275, 0.0006587491615298378] as const;
const Q = [2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918] as const;

/** The error function. */
export function erf(x: number): number {
	const size = Math.abs(x);
	if (size <= 0.46875) {
		return x * central(x * x);
	}
	const rest = 1 - tail(size);
	return x < 0 ? -rest : rest;
}

/** The complementary error function 1 − erf(x), with its relative accuracy kept in the far tail (until about x = 26.5, where it underflows). */
export function erfc(x: number): number {
	if (Math.abs(x) <= 0.46875) {
		return 1 - x * central(x * x);
	}
	return x < 0 ? 2 - tail(-x) : tail(x);
}

/** The probability that a standard normal draw lies between two bounds (a ≤ b), accurate in both far tails. */
export function normalBetween(a: number, b: number): number {
	if (a > 0) {
		return (erfc(a * Math.SQRT1_2) - erfc(b * Math.SQRT1_2)) / 2;
	}
	if (b < 0) {
		return (erfc(-b * Math.SQRT1_2) - erfc(-a * Math.SQRT1_2)) / 2;
	}
	return (erf(b * Math.SQRT1_2) - erf(a * Math.SQRT1_2)) / 2;
}

function central(square: number): number {
	let top = 0.18577770618460315 * square;
	let bottom = square;
	for (let i = 0; i < 3; i++) {
		top = (top + (A[i] as number)) * square;
		bottom = (bottom + (B[i] as number)) * square;
	}
	return (top + A[3]) / (bottom + B[3]);
}

function tail(x: number): number {
	if (x > 27.3) {
		return 0;
	}
	// exp(-x²) in two steps: squaring x in one would lose digits where x is large
	const coarse = Math.trunc(x * 16) / 16;
	const gauss = Math.exp(-coarse * coarse) * Math.exp(-(x - coarse) * (x + coarse));
	return gauss * (x <= 4 ? middle(x) : far(x));
}

function middle(x: number): number {
	let top = 2.1531153547440383e-8 * x;
	let bottom = x;
	for (let i = 0; i < 7; i++) {
		top = (top + (C[i] as number)) * x;
		bottom = (bottom + (D[i] as number)) * x;
	}
	return (top + C[7]) / (bottom + D[7]);
}

function far(x: number): number {
	const inverse = 1 / (x * x);
	let top = 0.016315387137302097 * inverse;
	let bottom = inverse;
	for (let i = 0; i < 4; i++) {
		top = (top + (P[i] as number)) * inverse;
		bottom = (bottom + (Q[i] as number)) * inverse;
	}
	return (1 / Math.sqrt(Math.PI) - (inverse * (top + P[4])) / (bottom + Q[4])) / x;
}
