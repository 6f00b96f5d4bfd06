import { conformalQuantile, fitTemper } from '../../maths/calibration.ts';
import type { PinMethod } from '../../maths/snap-simulation.ts';
import { compareFigures, median, snappingFigures, spreadOf } from '../../maths/snapping-figures.ts';
import { catalogue } from '../../municipality/index.ts';
import { model } from '../model.ts';
import { type Ground, type Weights, weightsFrom } from '../weights.ts';
import type { Learnt } from './learnt.ts';
import { type Label, weighAgain } from './weigh-again.ts';

/** Fewer confirmed links than this say too little: the numbers that are shipped stay. */
export const fewest = 100;

/** From so many links of one way to place pins on, its scatter and its power are learnt; the shipped error weighs like as many as these. */
const fewestOfMethod = 30;
const priorUnlisted = 20;

/** Beyond this calibration error probabilities are raised to a power. */
const errorBound = 0.05;

/** The oldest part is for learning, the next for the promise, the latest is what neither has seen. */
const parts = { learn: 0.6, promise: 0.8 } as const;

const groups: readonly PinMethod[] = ['gnss', 'click17', 'click19', 'address'];

/** How well each failure mode fits each class: counted links, smoothed by what is shipped. */
function fits(labels: readonly Label[]): Learnt['about'] {
	const about: Learnt['about'] = {};
	for (const { mode } of catalogue.modes.values()) {
		const own = labels.filter((it) => it.mode === mode.code && it.class !== null);
		if (own.length === 0) continue;
		const seen = (id: string): number => own.filter((it) => it.class === catalogue.byId.get(id)?.number).length;
		const counted = Object.entries(mode.about).map(([id, prior]) => ({ id, prior, n: seen(id) }));
		const total = counted.reduce((sum, { n }) => sum + n, 0);
		about[mode.code] = Object.fromEntries(counted.map(({ id, prior, n }) => [id, (n + model.priorLinks * prior) / (total + model.priorLinks)]));
	}
	return about;
}

/** How often each failure mode is about what the register does not have. */
function missing(labels: readonly Label[]): Learnt['unlisted'] {
	const unlisted: Learnt['unlisted'] = {};
	for (const code of new Set(labels.map(({ mode }) => mode))) {
		const own = labels.filter(({ mode }) => mode === code);
		unlisted[code] = (own.filter(({ asset }) => asset === null).length + priorUnlisted * model.unlisted) / (own.length + priorUnlisted);
	}
	return unlisted;
}

/** How much wider pins of one way scatter than was said, between half and double. */
function scatters(labels: readonly Label[], was: (it: Label) => Weights): Pick<Learnt['methods'][string], 'metres' | 'spread'> {
	const misses = labels.flatMap((it) =>
		it.metres !== null && (it.shape === 'Point' || it.shape === 'LineString') && it.method !== 'asset-click' && it.method !== 'list'
			? [{ metres: it.metres, sigma: it.sigma / was(it).spread(it.group), from: it.shape }]
			: [],
	);
	const spread = misses.length >= fewestOfMethod ? (spreadOf(misses) ?? 1) : 1;
	return { metres: median(misses.map(({ metres }) => metres)) ?? null, spread: Math.min(2, Math.max(0.5, spread)) };
}

interface Learning {
	labels: readonly Label[];
	ground: Ground;
	/** The weights of the version that weighed a link. */
	was: (it: Label) => Weights;
	inForce: Weights;
}

/** The power of each way to place pins: one, unless what was said and what was right lie apart. */
function powers(learnt: Learnt, learning: readonly Label[], { ground, was }: Learning): void {
	const is = weightsFrom(ground, { version: 0, learnt });
	for (const group of groups) {
		const own = learning.filter((it) => it.group === group).map((it) => weighAgain(it, { was: was(it), is }));
		const method = learnt.methods[group];
		if (method && own.length >= fewestOfMethod && snappingFigures(own).error > errorBound) method.power = fitTemper(own);
	}
}

/** The quantile of each way, from links that the rest was not learnt from. */
function promises(learnt: Learnt, calibrating: readonly Label[], { ground, was }: Learning): void {
	const is = weightsFrom(ground, { version: 0, learnt });
	for (const group of groups) {
		const own = calibrating.filter((it) => it.group === group).map((it) => weighAgain(it, { was: was(it), is }));
		const quantile = conformalQuantile(
			own.map(({ probabilities, truth }) => 1 - (probabilities[truth] ?? 0)),
			1 - model.coverage,
		);
		const method = learnt.methods[group];
		// Below this many every set would have to hold everything: the quantile from simulation says more.
		if (method && own.length >= Math.ceil(1 / (1 - model.coverage)) - 1) method.quantile = quantile;
	}
}

/** Learns from confirmed links in the order of their time, and compares with what is in force on the latest of them, which neither has seen. */
export function learnFrom(it: Learning) {
	const { labels, ground, was, inForce } = it;
	const learning = labels.slice(0, Math.floor(labels.length * parts.learn));
	const calibrating = labels.slice(learning.length, Math.floor(labels.length * parts.promise));
	const unseen = labels.slice(learning.length + calibrating.length);
	const methods = Object.fromEntries(
		groups.map((group) => {
			const own = learning.filter((label) => label.group === group);
			return [group, { n: own.length, ...scatters(own, was), power: 1, quantile: null }] as const;
		}),
	);
	const learnt: Learnt = { unlisted: missing(learning), about: fits(learning), methods };
	powers(learnt, learning, it);
	promises(learnt, calibrating, it);
	const fresh = weightsFrom(ground, { version: 0, learnt });
	const [before, after] = [inForce, fresh].map((is) => snappingFigures(unseen.map((label) => weighAgain(label, { was: was(label), is }))));
	if (!before || !after) throw new Error('nothing was compared');
	return { learnt, compared: { before, after, ...compareFigures(before, after, model.coverage) } };
}
