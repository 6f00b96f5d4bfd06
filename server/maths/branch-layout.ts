/** Something that hangs on a section and goes without when that fails. */
export interface Tap {
	readonly section: number;
	/** Its phase, where the network has any; else an empty text. */
	readonly phase: string;
	/** How likely it is reported in the window for reasons of its own. */
	readonly alone: number;
	/** `explained`: it says nothing, as another cause or an announcement tells of it already. */
	readonly said: 'reported' | 'well' | 'nothing' | 'explained';
}

/** Something of which nobody knows which tap it is about: those it may be, and how likely each; what is left of one is something else. */
export type Vague = readonly { readonly tap: number; readonly p: number }[];

/** A part of a network in which all beyond a section goes without when the section fails (but for what that spares); sections come in any order. */
export interface Branch {
	readonly sections: readonly {
		/** The section through which all comes that reaches it; -1: none. */
		readonly before: number;
		/** How likely it fails in the window, wholly and by each phase. */
		readonly whole: number;
		readonly byPhase: number;
		/** Sections beyond it that are not affected when it fails, nor what lies beyond those. */
		readonly spared?: readonly number[];
	}[];
	readonly taps: readonly Tap[];
	/** Reports that are not linked yet. */
	readonly vague?: readonly Vague[];
	/** What feeds all of it, if that may fail. */
	readonly source: { readonly whole: number; readonly byPhase: number } | null;
}

/** A stretch of the taps in the order of the walk, of all (an empty text) or of one phase. Equal keys: the same taps. */
export interface Span {
	readonly key: string;
	readonly phase: string;
	readonly from: number;
	readonly to: number;
	/** Stretches in it that are left out, in order. */
	readonly but?: readonly (readonly [from: number, to: number])[] | undefined;
}

/** A branch in the order in which a walk meets its taps. */
export interface Layout {
	readonly phases: readonly string[];
	/** How many taps lie beyond a section; -1: the source. */
	count(section: number): number;
	/** All taps beyond a section, and those of a phase. */
	beyond(section: number): Span | undefined;
	onPhase(section: number, phase: string): Span | undefined;
	/** Numbers of the taps of a stretch. */
	taps(span: Span): number[];
	/** Sums of what was asked of each tap, over a stretch. */
	sums(asked: readonly ((tap: Tap, number: number) => number)[]): (span: Span) => number[];
}

interface Walked {
	/** Taps in the order of the walk. */
	order: number[];
	from: Int32Array;
	to: Int32Array;
}

/** Numbers below each index, as lists one after another. */
function grouped(count: number, owners: readonly number[]): (owner: number) => readonly number[] {
	const lists: (number[] | undefined)[] = Array.from({ length: count });
	owners.forEach((owner, i) => {
		const known = lists[owner];
		if (known) known.push(i);
		else if (owner >= 0) lists[owner] = [i];
	});
	return (owner) => lists[owner] ?? [];
}

function walk({ sections, taps }: Branch): Walked {
	const below = grouped(
		sections.length,
		sections.map(({ before }) => before),
	);
	const on = grouped(
		sections.length,
		taps.map(({ section }) => section),
	);
	const from = new Int32Array(sections.length);
	const to = new Int32Array(sections.length);
	const order: number[] = [];
	// A section is met twice: when the walk comes to it (its number), and when it leaves it (the number turned negative).
	const left = sections.flatMap(({ before }, section) => (before < 0 ? [section] : [])).reverse();
	for (let at = left.pop(); at !== undefined; at = left.pop()) {
		if (at < 0) to[-at - 1] = order.length;
		else {
			from[at] = order.length;
			for (const tap of on(at)) order.push(tap);
			left.push(-at - 1);
			for (const next of below(at)) left.push(next);
		}
	}
	return { order, from, to };
}

/** Lays a branch out in the order of a walk, so that all beyond a section is one stretch (an Euler tour). */
export function layOut(branch: Branch): Layout {
	const { order, from, to } = walk(branch);
	const phaseAt = order.map((tap) => branch.taps[tap]?.phase ?? '');
	const phases = [...new Set(phaseAt)].filter((it) => it !== '').sort();
	const places = new Map(phases.map((phase) => [phase, order.flatMap((_, place) => (phaseAt[place] === phase ? [place] : []))]));
	const earlier = new Map(phases.map((phase) => [phase, runningSums(phaseAt.map((it) => (it === phase ? 1 : 0)))]));
	const ends = (section: number): [number, number] => (section < 0 ? [0, order.length] : [from[section] ?? 0, to[section] ?? 0]);
	const spanOf = (phase: string, start: number, end: number): Span => ({ key: `${phase}:${start}:${end}`, phase, from: start, to: end });
	const without = (span: Span, spared: readonly number[]): Span => {
		const but = spared
			.map(ends)
			.filter(([start, end]) => end > start)
			.sort(([one], [other]) => one - other);
		return { ...span, key: [span.key, ...but].join(), but };
	};
	const onPhase = (section: number, phase: string): Span | undefined => {
		const counts = earlier.get(phase);
		const [start, end] = ends(section);
		return counts && spanOf(phase, counts[start] ?? 0, counts[end] ?? 0);
	};
	return {
		phases,
		count: (section) => ends(section)[1] - ends(section)[0],
		onPhase,
		beyond: (section) => {
			const [start, end] = ends(section);
			// Where all are of one phase, losing it and losing all are the same.
			const only = phaseAt[start] && onPhase(section, phaseAt[start]);
			const spared = branch.sections[section]?.spared ?? [];
			if (spared.length > 0) return without(spanOf('', start, end), spared);
			return only && only.to - only.from === end - start ? only : spanOf('', start, end);
		},
		taps: ({ phase, from: start, to: end, but = [] }) => {
			const all = phase === '' ? order : (places.get(phase) ?? []).map((place) => order[place] ?? -1);
			return all.slice(start, end).filter((_, i) => !but.some(([from, to]) => start + i >= from && start + i < to));
		},
		sums: (asked) => {
			const values = asked.map((ask) => order.map((tap) => ask(branch.taps[tap] as Tap, tap)));
			const whole = values.map(runningSums);
			const split = new Map(phases.map((phase) => [phase, values.map((its) => runningSums((places.get(phase) ?? []).map((place) => its[place] ?? 0)))]));
			const over = (sums: Float64Array, start: number, end: number): number => (sums[end] ?? 0) - (sums[start] ?? 0);
			return ({ phase, from: start, to: end, but = [] }) =>
				(split.get(phase) ?? whole).map((its) => but.reduce((sum, [from, to]) => sum - over(its, from, to), over(its, start, end)));
		},
	};
}

/** Sums of all values before each place, and of all. */
function runningSums(values: readonly number[]): Float64Array {
	const sums = new Float64Array(values.length + 1);
	values.forEach((it, i) => {
		sums[i + 1] = (sums[i] ?? 0) + it;
	});
	return sums;
}
