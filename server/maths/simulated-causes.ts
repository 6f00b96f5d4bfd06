import { alike } from './alike.ts';
import { affectedBy, type Weighing } from './branch-causes.ts';
import { type Branch, layOut, type Tap, type Vague } from './branch-layout.ts';
import type { Random } from './random.ts';

/** A night as it was: what a common cause affected (nobody where there was none), and what was said of each tap. */
export interface Night {
	readonly affected: readonly number[];
	readonly taps: readonly Tap[];
	/** Reports of which it is not known which tap they are about. */
	readonly vague: readonly Vague[];
	/** How many of the affected were reported. */
	readonly reporters: number;
}

/** Draws what fails, each section and the source as likely as it is in the window; undefined where nothing can. */
function drawCause({ sections, source, taps }: Branch, random: Random): readonly number[] {
	const layout = layOut({ sections, source, taps });
	const phases = layout.phases;
	const those = [...sections.map((it, section) => ({ section, ...it })), ...(source ? [{ section: -1, ...source }] : [])].flatMap(
		({ section, whole, byPhase }) => [
			[{ section, phase: '' }, whole] as const,
			...(section < 0 || layout.count(section) > 3 ? phases.map((phase) => [{ section, phase }, byPhase] as const) : []),
		],
	);
	const { section, phase } = random.weighted(those);
	const span = phase === '' ? layout.beyond(section) : layout.onPhase(section, phase);
	return span ? layout.taps(span) : [];
}

/** Where somebody points who means a tap, in steps along the taps, and as likely what they mean who point there. */
const pointing = [
	[0, 0.5],
	[-1, 0.2],
	[1, 0.2],
	[-2, 0.05],
	[2, 0.05],
] as const;

/** What somebody may mean who means this tap: the tap is not said, only those about where they point. */
function pointed(tap: number, { count, random }: { count: number; random: Random }): Vague {
	const at = tap + random.weighted(pointing);
	return pointing.flatMap(([steps, p]) => (at + steps >= 0 && at + steps < count ? [{ tap: at + steps, p }] : []));
}

/** How a night is: the share of the affected that reports (none where there is no common cause), and of the reports those that are not linked yet. */
export interface Drawn {
	readonly share: number | null;
	readonly vague?: number;
}

/** Draws a night: a common cause of which a share of the affected reports, or none, and what is reported for reasons of its own. */
export function drawNight(branch: Branch, random: Random, { share, vague = 0 }: Drawn): Night {
	const affected = share === null ? [] : drawCause(branch, random);
	const dark = new Set(affected);
	const reported = branch.taps.flatMap(({ alone }, i) => (random.chance(dark.has(i) ? (share ?? 0) : alone) ? [i] : []));
	const unlinked = new Set(vague > 0 ? reported.filter(() => random.chance(vague)) : []);
	const linked = new Set(reported.filter((it) => !unlinked.has(it)));
	return {
		affected,
		taps: branch.taps.map((tap, i): Tap => ({ ...tap, said: linked.has(i) ? 'reported' : 'nothing' })),
		vague: [...unlinked].map((it) => pointed(it, { count: branch.taps.length, random })),
		reporters: reported.filter((it) => dark.has(it)).length,
	};
}

/** How well a night was understood. */
export interface Score {
	/** Of the likeliest cause: how likely it was said to be, given that there is one, and whether it was the very one. */
	readonly said: number;
	readonly right: boolean;
	/** How much the likeliest, and the best of three, have in common with what was affected. */
	readonly likeliest: number;
	readonly ofThree: number;
	/** Of each tap that may be affected: how likely that was said to be, and whether it was. */
	readonly taps: readonly { readonly said: number; readonly right: boolean }[];
}

/** Compares what was found with what was; undefined where nothing was found. */
export function scoreNight({ affected }: Night, weighing: Weighing): Score | undefined {
	const [best] = weighing.causes;
	if (!best) return undefined;
	const truth = new Set(affected);
	const common = weighing.causes.reduce((sum, { posterior }) => sum + posterior, 0);
	const overlaps = weighing.causes.slice(0, 3).map((it) => alike(it.affected, affected));
	return {
		said: best.posterior / common,
		right: overlaps[0] === 1,
		likeliest: overlaps[0] ?? 0,
		ofThree: Math.max(...overlaps),
		taps: [...affectedBy(weighing)].map(([tap, said]) => ({ said, right: truth.has(tap) })),
	};
}
