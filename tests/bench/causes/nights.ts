import type { Knex } from 'knex';
import type { Utility } from '../../../gis-layers/index.ts';
import { surroundings } from '../../../server/faults/causes/look.ts';
import { model } from '../../../server/faults/causes/rules.ts';
import { commonCauses } from '../../../server/maths/branch-causes.ts';
import type { Branch } from '../../../server/maths/branch-layout.ts';
import { calibrationError } from '../../../server/maths/calibration.ts';
import type { Random } from '../../../server/maths/random.ts';
import { drawNight, type Score, scoreNight } from '../../../server/maths/simulated-causes.ts';

/** A part of a network as the product weighs it, with the sections that count as its own: each of a town is that of one part. */
export interface TownPart {
	readonly branch: Branch;
	readonly own: ReadonlySet<number>;
	/** How much of the nights is its. */
	readonly weight: number;
}

/** The branch in which only its own sections fail. */
const failingOwn = ({ branch, own }: TownPart): Branch => ({
	...branch,
	sections: branch.sections.map((it, section) => (own.has(section) ? it : { ...it, whole: 0, byPhase: 0 })),
});

type Around = NonNullable<Awaited<ReturnType<typeof surroundings>>>;

/** What a look at a part answers for. */
const answered = ({ network: { taps, whole } }: Around): number[] => taps.flatMap(({ asset, section }) => (!whole || whole.has(section) ? [asset] : []));

/** What is asked about a part: all of it, or of sewers what lies on its way down, but for what other parts were asked about. */
function partOf({ network, branch }: Around, taken: Set<number>): TownPart {
	const { sections, taps, whole } = network;
	const own = new Set(sections.flatMap(({ line }, section) => (!whole || (whole.has(section) && !taken.has(line)) ? [section] : [])));
	if (whole) for (const section of own) taken.add(sections[section]?.line ?? 0);
	return {
		branch: { ...branch, taps: branch.taps.map((tap) => ({ ...tap, said: 'nothing' as const })) },
		own,
		weight: whole ? [...own].reduce((sum, section) => sum + (branch.sections[section]?.whole ?? 0), 0) : taps.length,
	};
}

/** Every part of a town's networks, as the product weighs it, with nothing said of anything yet. */
export async function branchesOf(db: Knex, utility: Utility): Promise<TownPart[]> {
	const { rows } = await db.raw('select asset_id as asset from network_tap where utility = ? and (utility <> ? or customers > 0) order by asset_id', [
		utility,
		'water',
	]);
	const seen = new Set<number>();
	const taken = new Set<number>();
	const found: TownPart[] = [];
	for (const { asset } of rows) {
		if (seen.has(asset)) continue;
		const around = await surroundings(db, { asset, now: new Date() });
		seen.add(asset);
		if (!around) continue;
		for (const it of answered(around)) seen.add(it);
		found.push(partOf(around, taken));
	}
	return found.filter(({ own }) => own.size > 0);
}

export interface Understood {
	nights: number;
	/** Nights with so many reporters as the bar asks. */
	counted: number;
	suggested: number;
	top1: number;
	top3: number;
	/** Calibration errors: of the likeliest cause given that there is one, and of each lamp or house. */
	causeError: number;
	tapError: number;
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** Nights with a common cause somewhere, of whose affected 10 to 60 of 100 report, with independent faults mixed in; `vague`: the share of reports that are not linked yet. */
export function nightsWith(
	parts: readonly TownPart[],
	random: Random,
	{ nights, least, vague = 0 }: { nights: number; least: number; vague?: number },
): Understood {
	const scores: Score[] = [];
	let counted = 0;
	const weights = parts.map((it) => [it, it.weight] as const);
	for (let i = 0; i < nights; i++) {
		const part = random.weighted(weights);
		const { branch } = part;
		const night = drawNight(failingOwn(part), random, { share: random.between(0.1, 0.6), vague });
		if (night.reporters < least) continue;
		counted += 1;
		const [first] = commonCauses({ ...branch, taps: night.taps, vague: night.vague }, model, model.belief);
		const score = first && scoreNight(night, first);
		if (score) scores.push(score);
	}
	const taps = scores.flatMap((it) => it.taps);
	return {
		nights,
		counted,
		suggested: scores.length / counted,
		top1: scores.filter(({ likeliest }) => likeliest >= 0.8).length / counted,
		top3: scores.filter(({ ofThree }) => ofThree >= 0.8).length / counted,
		causeError: calibrationError(
			scores.map(({ said }) => said),
			scores.map(({ right }) => right),
		),
		tapError: calibrationError(
			taps.map(({ said }) => said),
			taps.map(({ right }) => right),
		),
	};
}

/** Nights of the whole town without a common cause: how many suggestions each made. */
export function quietNights(parts: readonly TownPart[], random: Random, { nights, vague = 0 }: { nights: number; vague?: number }): number {
	const suggestions = Array.from({ length: nights }, () =>
		parts.reduce((sum, { branch, own }) => {
			const { taps, vague: unlinked } = drawNight(branch, random, { share: null, vague });
			// With too few reports nothing is ever suggested: most of the town need not be weighed.
			if (taps.filter(({ said }) => said === 'reported').length + unlinked.length < model.belief.reports) return sum;
			const believed = commonCauses({ ...branch, taps, vague: unlinked }, model, model.belief);
			// What another part would be asked about counts there.
			return sum + believed.filter(({ causes: [best] }) => best?.failing.some(({ section }) => section < 0 || own.has(section))).length;
		}, 0),
	);
	return mean(suggestions);
}
