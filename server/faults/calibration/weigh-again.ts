import { temper } from '../../maths/calibration.ts';
import type { MetricGeometry } from '../../maths/geometry.ts';
import { heavyTailed, kernel } from '../../maths/kernels.ts';
import type { PinMethod } from '../../maths/snap-simulation.ts';
import type { Answered } from '../../maths/snapping-figures.ts';
import { catalogue } from '../../municipality/index.ts';
import { groupOf, shippedQuantile } from '../shipped.ts';
import type { Weights } from '../weights.ts';
import type { LabelRow } from './queries.ts';

/** A confirmed link that can be weighed again: with the shapes of its candidates, as seen from its pin. */
export interface Label extends LabelRow {
	group: PinMethod;
	shapes: ReadonlyMap<number, MetricGeometry>;
}

/** Where among the answers the truth is: a candidate, none of the register, or an asset that was not listed. */
const truthOf = ({ asset, candidates }: LabelRow): number => {
	if (asset === null) return candidates.length;
	const index = candidates.findIndex((it) => it.asset === asset);
	return index < 0 ? candidates.length + 1 : index;
};

const answer = (it: LabelRow, probabilities: number[], weights: Weights): Answered => ({
	probabilities,
	assets: it.candidates.length,
	truth: truthOf(it),
	quantile: weights.quantile(groupOf(it.method, it.zoom)) ?? shippedQuantile(it.method, it.zoom ?? undefined),
});

/** What a pin was told at its time: its candidates, none of them, and all that was not listed. */
const told = (it: LabelRow): number[] => {
	const listed = it.candidates.map(({ p }) => p);
	return [...listed, it.none, Math.max(0, 1 - it.none - listed.reduce((sum, p) => sum + p, 0))];
};

/** A confirmed link as it was weighed at its time, with the quantile of that time. */
export const asTold = (it: LabelRow, weights: Weights): Answered => answer(it, told(it), weights);

const heavy: ReadonlySet<LabelRow['method']> = new Set(['gnss', 'photo', 'address']);

/** How the kernel of a candidate changes where pins scatter otherwise. */
function reshaped(it: Label, asset: number, times: number): number {
	const shape = it.shapes.get(asset);
	if (times === 1 || !shape) return 1;
	const weighed = heavy.has(it.method) ? heavyTailed : kernel;
	const before = weighed(shape, [0, 0], it.sigma);
	return before > 0 ? weighed(shape, [0, 0], it.sigma * times) / before : 1;
}

/**
 * A confirmed link weighed by other numbers than at its time: each share is taken as it was and multiplied by what has changed of its compatibility, its
 * kernel and the background, so that open faults and rates stay what they were then.
 */
export function weighAgain(it: Label, { was, is }: { was: Weights; is: Weights }): Answered {
	const mode = catalogue.modes.get(it.mode)?.mode;
	if (!mode) return answer(it, told(it), is);
	const power = was.power(it.group);
	const base = power === 1 ? told(it) : temper(told(it), 1 / power);
	const times = is.spread(it.group) / was.spread(it.group);
	const changed = it.candidates.map(
		({ asset, class: number }, i) => (base[i] ?? 0) * ((is.about(mode).get(number) ?? 0) / (was.about(mode).get(number) || 1)) * reshaped(it, asset, times),
	);
	const none = (base[it.candidates.length] ?? 0) * (is.background(mode) / (was.background(mode) || 1));
	const shares = [...changed, none, base[it.candidates.length + 1] ?? 0];
	const whole = shares.reduce((sum, share) => sum + share, 0) || 1;
	return answer(
		it,
		temper(
			shares.map((share) => share / whole),
			is.power(it.group),
		),
		is,
	);
}
