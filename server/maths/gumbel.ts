/** How the highest of very many is spread (Gumbel 1958): most often at `location`, and `scale` is how far it strays. */
export interface Gumbel {
	readonly location: number;
	readonly scale: number;
}

/** Euler's constant: so many scales lie between the location and the mean. */
const euler = 0.5772156649015329;

/** The spread with the same mean and the same standard deviation as at least two values, in their unit. */
export function fitGumbel(values: ArrayLike<number>): Gumbel {
	const all = Array.from(values);
	const mean = all.reduce((sum, it) => sum + it, 0) / all.length;
	const scale = Math.sqrt((6 * all.reduce((sum, it) => sum + (it - mean) ** 2, 0)) / (all.length - 1)) / Math.PI;
	return { location: mean - euler * scale, scale };
}

/** The chance of a value above `x`: one rarer than any that was simulated still has a chance. */
export const gumbelAbove = ({ location, scale }: Gumbel, x: number): number => -Math.expm1(-Math.exp((location - x) / scale));
