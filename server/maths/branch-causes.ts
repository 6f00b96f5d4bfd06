import { type Branch, type Layout, layOut, type Span, type Tap, type Vague } from './branch-layout.ts';

/** What is assumed of those who report. */
export interface Habits {
	/** The share of the affected that reports, as it may be: each as likely as the others. */
	readonly shares: readonly number[];
	/** How likely somebody affected or another is seen to be well. */
	readonly affectedWell: number;
	readonly otherWell: number;
}

/** What may have failed: a section (-1: the source), wholly (an empty text) or by a phase. */
export interface Failing {
	readonly section: number;
	readonly phase: string;
}

/** What cannot be told apart as it would affect the same, and how likely it is that one of it has failed. */
export interface Weighed {
	readonly failing: readonly Failing[];
	/** Numbers of the taps it would affect. */
	readonly affected: readonly number[];
	readonly reported: number;
	/** Numbers of the reports not linked yet that are about one of them, if it has failed, likelier than not. */
	readonly vague: readonly number[];
	/** Of the cause and of what is known together, beside that all is coincidence. */
	readonly logJoint: number;
	readonly posterior: number;
}

/** All that may have happened, likeliest first; `independent`: how likely nothing common did. */
export interface Weighing {
	readonly causes: readonly Weighed[];
	readonly independent: number;
}

/** With so few taps beyond it a lost phase of a section is no cause of its own. */
const fewTaps = 3;
/** So many causes are told of, at most. */
const mostTold = 24;

interface Class {
	failing: Failing[];
	prior: number;
	span: Span;
}

/** All that may fail, by whom it would affect. */
function classesOf({ sections, source }: Branch, layout: Layout): Map<string, Class> {
	const found = new Map<string, Class>();
	const add = (span: Span | undefined, failing: Failing, prior: number): void => {
		if (!span || span.to <= span.from || prior <= 0) return;
		const known = found.get(span.key);
		if (known) {
			known.failing.push(failing);
			known.prior += prior;
		} else found.set(span.key, { failing: [failing], prior, span });
	};
	const addBoth = (section: number, whole: number, byPhase: number): void => {
		add(layout.beyond(section), { section, phase: '' }, whole);
		if (section >= 0 && layout.count(section) <= fewTaps) return;
		for (const phase of layout.phases) add(layout.onPhase(section, phase), { section, phase }, byPhase);
	};
	sections.forEach(({ whole, byPhase }, section) => {
		addBoth(section, whole, byPhase);
	});
	if (source) addBoth(-1, source.whole, source.byPhase);
	return found;
}

/** What a tap says of a cause that affects it, beside the share of reports. */
const aside = ({ said, alone }: Tap, { affectedWell, otherWell }: Habits): number =>
	said === 'explained'
		? 0
		: said === 'well'
			? Math.log(affectedWell / otherWell) - Math.log(1 - alone)
			: said === 'reported'
				? -Math.log(alone)
				: -Math.log(1 - alone);

/** How much a report that is not linked yet speaks of a cause: the chance that it is about what the cause affects, and that divided by the odds of each being reported alone. */
interface Speaking {
	readonly within: number;
	readonly overAlone: number;
}

/** How likely a report not linked yet is by a cause, beside coincidence: it may be about each of its candidates, or about something else. */
const outOf = (odds: number, { within, overAlone }: Speaking): number => 1 - within + odds * overAlone;

const chanceOfEach = (vague: Vague): ReadonlyMap<number, number> => {
	const found = new Map<number, number>();
	for (const { tap, p } of vague) found.set(tap, (found.get(tap) ?? 0) + p);
	return found;
};

/** What each report not linked yet says of the taps of a stretch. Of what is dark already, or explained, it tells nothing new. */
function speakingOf({ vague = [] }: Branch, layout: Layout): (span: Span) => Speaking[] {
	const asked = vague.map(chanceOfEach).flatMap((chances) => {
		const within = ({ said }: Tap, tap: number): number => (said === 'nothing' || said === 'well' ? (chances.get(tap) ?? 0) : 0);
		return [within, (it: Tap, tap: number): number => (within(it, tap) * (1 - it.alone)) / it.alone];
	});
	const sums = layout.sums(asked);
	return (span) => {
		const found = sums(span);
		return vague.map((_, i) => ({ within: found[2 * i] ?? 0, overAlone: found[2 * i + 1] ?? 0 }));
	};
}

/** Which reports not linked yet are likelier than not about what a cause affects, given the cause, with the share of reports that fits best. */
const likelyWithin = (speaking: readonly Speaking[], share: number): number[] =>
	speaking.flatMap((it, i) => ((share / (1 - share)) * it.overAlone > 1 - it.within ? [i] : []));

/** Whether a stretch lies in another; those of a phase are counted along that phase alone, so that of one phase and of all are not compared. */
const within = (it: Span, other: Span): boolean => it.phase === other.phase && it.from >= other.from && it.to <= other.to;

/** With the way to the likeliest of all that lies in the likeliest and holds so many of its reports that others beside it may have a cause of their own. */
interface Halved extends Weighing {
	half(least: number): Weighed | undefined;
}

const logSum = (values: readonly number[]): number => {
	const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
	return most + Math.log(values.reduce((sum, it) => sum + Math.exp(it - most), 0));
};

/**
 * Weighs what may have caused reports in a part of a network by Bayes (methods §3.3): every section and the source, wholly or by phase, against that all is
 * coincidence. The same as `inferCause` over the causes one by one, but in time that grows with the network and not with its square: what a section affects is a
 * stretch of the taps in the order in which a walk meets them, so that counts are differences of running sums.
 */
export function weighBranch(branch: Branch, habits: Habits): Halved {
	const layout = layOut(branch);
	const classes = [...classesOf(branch, layout).values()];
	const coincidence = Math.max(1e-9, 1 - classes.reduce((sum, { prior }) => sum + prior, 0));
	const sums = layout.sums([({ said }) => (said === 'reported' ? 1 : 0), ({ said }) => (said === 'explained' ? 0 : 1), (tap) => aside(tap, habits)]);
	const speaking = speakingOf(branch, layout);
	const weighed = classes.map(({ failing, prior, span }) => {
		const [linked = 0, asked = 0, rest = 0] = sums(span);
		const spoken = speaking(span);
		const told = habits.shares.map(
			(share) =>
				linked * Math.log(share) + (asked - linked) * Math.log(1 - share) + spoken.reduce((sum, it) => sum + Math.log(outOf(share / (1 - share), it)), 0),
		);
		const vague = likelyWithin(spoken, habits.shares[told.indexOf(Math.max(...told))] ?? 0);
		return { failing, span, vague, reported: linked + vague.length, logJoint: Math.log(prior) + rest + logSum(told) - Math.log(habits.shares.length) };
	});
	const total = logSum([Math.log(coincidence), ...weighed.map(({ logJoint }) => logJoint)]);
	const sorted = weighed.sort((a, b) => b.logJoint - a.logJoint);
	const told = ({ span, ...it }: (typeof sorted)[number]): Weighed => ({ ...it, affected: layout.taps(span), posterior: Math.exp(it.logJoint - total) });
	return {
		causes: sorted.slice(0, mostTold).map(told),
		independent: Math.exp(Math.log(coincidence) - total),
		half: (least) => {
			const [best, ...others] = sorted;
			const half = best && others.find((it) => it.reported >= least && it.reported <= best.reported - least && within(it.span, best.span));
			return half && told(half);
		},
	};
}

/** When a common cause is believed. */
export interface Belief {
	/** Logarithm of the odds that there is one. */
	readonly odds: number;
	/** At least so many reports in it. */
	readonly reports: number;
	/** At most so many at once. */
	readonly causes: number;
}

/** What is left to be explained once a cause is believed. */
function beside(branch: Branch, { affected, vague: its }: Weighed): Branch {
	const dark = new Set(affected);
	return {
		...branch,
		taps: branch.taps.map((tap, i) => (dark.has(i) ? { ...tap, said: 'explained' as const } : tap)),
		// Such a report keeps its number, and has nothing more to say.
		vague: (branch.vague ?? []).map((it, i) => (its.includes(i) ? [] : it)),
	};
}

/**
 * Two causes at once look like one further up on which both hang. Where two explain more than that one, what is believed of the first is weighed beside
 * the second; else the weighing as it is.
 */
function apart(branch: Branch, weighing: Halved, { habits, belief }: { habits: Habits; belief: Belief }): Weighing {
	const [best] = weighing.causes;
	const half = weighing.half(belief.reports);
	if (!best || !half) return weighing;
	const [other] = weighBranch(beside(branch, half), habits).causes;
	if (!other || other.reported < belief.reports || half.logJoint + other.logJoint <= best.logJoint) return weighing;
	return weighBranch(beside(branch, other), habits);
}

/** Common causes that are believed, one beside another: the likeliest explains what it affects, then the rest is weighed again (methods §3.3). */
export function commonCauses(branch: Branch, habits: Habits, belief: Belief): Weighing[] {
	const found: Weighing[] = [];
	let rest = branch;
	while (found.length < belief.causes) {
		const weighing = apart(rest, weighBranch(rest, habits), { habits, belief });
		const [best] = weighing.causes;
		const odds = Math.log((1 - weighing.independent) / weighing.independent);
		if (!best || best.reported < belief.reports || odds < belief.odds) break;
		found.push(weighing);
		rest = beside(rest, best);
	}
	return found;
}

/** How likely each tap is affected, by the causes that are told of, given that there is a common one. */
export function affectedBy({ causes }: Weighing): Map<number, number> {
	const total = causes.reduce((sum, { posterior }) => sum + posterior, 0);
	const chance = new Map<number, number>();
	for (const { affected, posterior } of causes) for (const it of affected) chance.set(it, (chance.get(it) ?? 0) + posterior / total);
	return chance;
}

/** The tap of which it is worth most to know whether it is affected: where the likely causes differ most evenly. Undefined where they do not. */
export function worthTesting(weighing: Weighing, taps: readonly Tap[]): number | undefined {
	const open = [...affectedBy(weighing)].filter(([tap, chance]) => taps[tap]?.said === 'nothing' && chance > 0.05 && chance < 0.95);
	return open.sort(([a, p], [b, q]) => Math.abs(p - 0.5) - Math.abs(q - 0.5) || a - b)[0]?.[0];
}
