import { hexCentre, hexOf } from '../../server/maths/hex.ts';
import { locate } from '../../server/maths/linear.ts';
import type { Random } from '../../server/maths/random.ts';
import { distance, type Line, type Point } from '../town/geometry.ts';
import type { Asset } from '../town/register.ts';
import { truths } from '../truths.ts';
import { hourOf } from './calendar.ts';
import { type Channel, type Pin, placePin, type Surroundings } from './pins.ts';
import type { Story } from './story.ts';

/** One report: when, by which way, where its pin was put. */
export interface Report {
	readonly at: number;
	readonly channel: Channel;
	readonly pin: Pin;
}

/** To which asset a fault was linked, how and where. */
export interface Link {
	readonly asset: Asset | null;
	readonly method: 'none' | 'snap' | 'resident' | 'confirmed' | 'inspection';
	readonly p: number | null;
	/** Somebody said which asset it truly is. */
	readonly confirmedAt: number | null;
	/** What the first pin was taken for before that. */
	readonly guessed: Asset | null;
	readonly needsLook: boolean;
	readonly at: Point;
	readonly chainage: number | null;
	readonly chainageSd: number | null;
}

const SURE = 0.9;

/** The reports of a story; clerks take calls only while somebody works. */
export function reportsOf({ incident, tellings }: Story, around: Surroundings, random: Random): Report[] {
	return tellings
		.filter((telling) => !telling.meToo)
		.map(({ at }) => {
			const channel = channelAt(hourOf(at), random);
			return { at, channel, pin: placePin(incident, { channel, at }, { around, random }) };
		});
}

function channelAt(hour: number, random: Random): Channel {
	const day = hour > 7.5 && hour < 16;
	return random.weighted([
		['web', 52] as const,
		['phone', day ? 30 : 8] as const,
		['walk-in', day ? 9 : 0] as const,
		['email', 8] as const,
		['sms', 3] as const,
	]);
}

/** What a fault is linked to by now: what the crew saw, else what its first pin was clearly about, else nothing yet. */
export function linkOf(story: Story, reports: readonly Report[], random: Random): Link {
	const { incident, inspection, moves } = story;
	const first = reports[0]?.pin;
	const certain = { asset: incident.asset, needsLook: false, ...spot(incident.asset, incident) };
	if (inspection || !first) {
		return { ...certain, method: 'inspection', p: null, confirmedAt: null, guessed: null };
	}
	const best = first.candidates[0];
	const guessed = best && best.p >= SURE ? best.asset : null;
	const seen = seenAt(story, random);
	if (seen !== null && random.chance(truths.confirmed)) {
		return { ...certain, method: 'confirmed', p: incident.asset ? 1 : null, confirmedAt: seen, guessed };
	}
	return unconfirmed(first, {
		linked: moves.length > 0 ? incident.asset : guessed,
		guessed,
		untouched: moves.length === 0 && incident.mode.mode.offAsset !== 'allowed',
	});
}

// When a crew stood before it, or somebody looked at it from the desk.
function seenAt({ visits, moves, state }: Story, random: Random): number | null {
	const visited = visits[0]?.from;
	if (visited !== undefined) {
		return visited;
	}
	return state !== 'rejected' && random.chance(0.35) ? (moves[0]?.at ?? null) : null;
}

function unconfirmed(pin: Pin, { linked, guessed, untouched }: { linked: Asset | null; guessed: Asset | null; untouched: boolean }): Link {
	const common = { asset: linked, confirmedAt: null, guessed };
	if (!linked) {
		return { ...common, method: 'none', p: null, needsLook: untouched, at: pin.at, chainage: null, chainageSd: null };
	}
	const p = pin.candidates.find(({ asset }) => asset === linked)?.p ?? null;
	return { ...common, method: pin.claimed === linked ? 'resident' : 'snap', p, needsLook: false, ...spot(linked, { at: pin.at, chainage: null }, pin.sigma) };
}

// On a point asset the asset itself; on a line the true place if it was seen, else where the pin falls.
function spot(asset: Asset | null, { at, chainage }: { at: Point; chainage: number | null }, sigma = 1): Pick<Link, 'at' | 'chainage' | 'chainageSd'> {
	if (asset?.shape.type === 'LineString') {
		const on = locate(asset.shape.coordinates, at);
		return { at: on.snapped, chainage: chainage ?? on.chainage, chainageSd: Math.min(sigma, asset.length / Math.sqrt(12)) };
	}
	return { at: asset?.shape.type === 'Point' ? asset.at : at, chainage: null, chainageSd: null };
}

/** How far a fault on a line reaches: repairs this close to each other are one dig. */
export function rangeOf({ chainage, chainageSd }: Link): string | null {
	if (chainage === null) {
		return null;
	}
	const reach = 5 + Math.min(2 * (chainageSd ?? 0), 20);
	return `[${(chainage - reach).toFixed(2)},${(chainage + reach).toFixed(2)}]`;
}

/** Where the public sees a fault: on a public asset, on the street, else in the middle of a hexagon of 250 m. */
export function publicPlace({ incident }: Story, { asset, at }: Link, roads: (at: Point) => readonly Asset[]): Point {
	const { mode, home } = incident.mode;
	if (asset && home.secrecy === 'public' && home.geometry !== 'Polygon' && !mode.houseLevel) {
		return at;
	}
	if (!(asset || mode.houseLevel)) {
		const lines = roads(at).map((road) => locate(road.shape.coordinates as unknown as Line, at).snapped as Point);
		if (lines.length > 0) {
			return lines.reduce((best, it) => (distance(it, at) < distance(best, at) ? it : best));
		}
	}
	return hexCentre(hexOf(at[0], at[1], 250), 250);
}
