import { type Random, random as randomOf } from '../../server/maths/random.ts';
import { nth } from '../town/geometry.ts';
import { groupBy } from '../town/lists.ts';
import { type Asset, DAY } from '../town/register.ts';
import type { Town } from '../town/town.ts';
import type { Office } from './calendar.ts';
import { burstCauses, type CommonCause, deadPhase, deadPhases, segments, shutDown } from './causes.ts';
import type { Teller } from './course.ts';
import { type Incident, mainFailures, onAsset, placelessFailures, steadyFailures } from './incidents.ts';
import { lampFailures } from './lamps.ts';
import { modeOf } from './modes.ts';
import { blockedSewer } from './sewers.ts';
import { type Story, tell } from './story.ts';

/** A story with that of the larger trouble it belongs to, where that is known. */
export interface Told {
	readonly story: Story;
	readonly parent: Story | null;
}

export interface Life {
	readonly now: number;
	readonly rates: readonly { readonly rate: number }[];
	readonly office: Office;
	/** Plants three common causes of the last hours that nobody has recognised yet. */
	readonly fresh: boolean;
}

/** Lets the town live for the years of its history: everything that broke, who told of it, what was done. In the order of the first report. */
export function live(town: Town, { now, rates, office, fresh }: Life): Told[] {
	const draw = (label: string): Random => randomOf(`${town.frame.seed}/history/${label}`);
	const slow = slowness(draw('slow'));
	const teller: Teller = { now, office, random: draw('tell'), slow, rate: (ward) => nth(rates, ward - 1).rate };
	const chronicle = new Chronicle(teller);
	if (fresh) {
		for (const cause of unrecognised(town, teller, draw('fresh'))) {
			chronicle.cause(cause, { recognised: false });
		}
		const blockage = blockedSewer(town, teller, draw('blockage'));
		// With a draw of its own: whatever else is told of the town stays as it was.
		if (blockage) chronicle.cause(blockage, { recognised: false }, { ...teller, random: draw('blockage/told') });
	}
	const mains = mainFailures(town, now, draw('mains'));
	const caused = [...burstCauses(town, mains, draw('segments')), ...deadPhases(town, now, draw('phases'))];
	const roots = new Set(caused.map(({ root }) => root));
	const alone = [...mains.filter((it) => !roots.has(it)), ...steadyFailures(town, now, draw('steady')), ...placelessFailures(town, now, draw('placeless'))];
	for (const lamp of town.assets) {
		if (lamp.class === 'street-lights') {
			lampFailures(lamp, now, { random: teller.random, mend: (incident) => chronicle.single(incident) });
		}
	}
	for (const cause of caused.sort((a, b) => a.root.began - b.root.began)) {
		chronicle.cause(cause);
	}
	for (const incident of alone.sort((a, b) => a.began - b.began)) {
		chronicle.single(incident);
	}
	return chronicle.told.sort((a, b) => a.story.first - b.story.first);
}

function slowness(draw: Random): (family: string) => number {
	const known = new Map<string, number>();
	return (family) => {
		const it = known.get(family) ?? draw.fork(family).between(0.75, 1.45);
		known.set(family, it);
		return it;
	};
}

type Span = readonly [from: number, until: number];

// One trouble of a kind at a time on one asset: of two that would be there together the one told of first is kept, the other is not noticed beside it.
class Chronicle {
	readonly told: Told[] = [];
	readonly #teller: Teller;
	readonly #spans = new Map<string, Span[]>();

	constructor(teller: Teller) {
		this.#teller = teller;
	}

	/** Tells of one trouble; says when it was over. */
	single(incident: Incident): number | undefined {
		const story = tell(incident, this.#teller);
		const other = story && this.#beside(story);
		if (story && !other) {
			this.#keep(story, null);
			return story.over;
		}
		return other && other[1] < Infinity ? Math.max(other[1], incident.began) : undefined;
	}

	/** Tells of what has one cause; until somebody has recognised it, nothing says what belongs to what. */
	cause({ root, children }: CommonCause, { recognised } = { recognised: true }, teller = this.#teller): void {
		const hidden = root.shown === false;
		const story = hidden ? undefined : this.#try(tell(root, teller), null);
		const until = story ? (story.over ?? Infinity) : hidden ? Infinity : root.began + 12 * DAY;
		for (const child of children) {
			this.#try(tell(child, teller, until), (recognised && story) || null);
		}
	}

	#try(story: Story | undefined, parent: Story | null): Story | undefined {
		if (story && !this.#beside(story)) {
			this.#keep(story, parent);
			return story;
		}
		return undefined;
	}

	#keep(story: Story, parent: Story | null): void {
		this.told.push({ story, parent });
		const key = keyOf(story.incident);
		if (key) {
			this.#spans.set(key, [...(this.#spans.get(key) ?? []), spanOf(story)]);
		}
	}

	#beside(story: Story): Span | undefined {
		const [from, until] = spanOf(story);
		return this.#spans.get(keyOf(story.incident) ?? '')?.find((span) => span[0] < until && span[1] > from);
	}
}

const spanOf = ({ incident, over }: Story): Span => [incident.began, over ?? Infinity];
const keyOf = ({ asset, mode }: Incident): string | undefined => (asset ? `${asset.id}/${mode.mode.family}` : undefined);

/** So many in a row are told of by all but one: three of four dark lamps, and of those without water every second. */
const [lampsToldOf, homesToldOf] = [4, 2];
/** Fewer would be called coincidence by whoever weighs them, and rightly. */
const [leastLamps, leastHomes, mostHomes] = [6, 12, 40];

const told = (children: readonly Incident[], share: number): Incident[] => children.map((child, i) => ({ ...child, shown: i % share !== share - 1 }));

// Last night a phase died in a street where people do report, and this morning a main burst: both still to be recognised, and by enough people to be.
function unrecognised(town: Town, teller: Teller, random: Random): CommonCause[] {
	const { now, rate } = teller;
	const hour = 3_600_000;
	const lively = [...town.circuits].sort((a, b) => rate(b.kiosk.ward) - rate(a.kiosk.ward));
	const dark = lively
		.map((circuit) => deadPhase(circuit, { began: now - 31 * hour, section: 0, phases: ['W'] }, random.fork(circuit.kiosk.key)))
		.find(({ children }) => children.length >= leastLamps);
	const of = segments(town);
	const byPipe = groupBy(town.connections, (connection) => String(connection.attributes['pipe']));
	const homes = (pipe: Asset): readonly Asset[] => of(pipe).flatMap((it) => byPipe.get(it.key) ?? []);
	const mains = town.water.all.filter((it) => it.retired === null && it.length > 60);
	const fit = mains.filter((it) => homes(it).length >= leastHomes && homes(it).length <= mostHomes);
	const pipe = random.fork('pipe').pick(fit.length > 0 ? fit : mains);
	const burst = onAsset(modeOf('water-pipe.burst'), pipe, { began: now - 5 * hour, random, shown: true, certain: true });
	const dry = shutDown(burst, homes(pipe), random);
	const causes = dark ? [{ root: { ...dark.root, shown: false }, children: told(dark.children, lampsToldOf) }] : [];
	return [...causes, { root: burst, children: told(dry.children, homesToldOf) }];
}
