import type { Random } from '../../server/maths/random.ts';
import type { Frame, Way } from './frame.ts';
import { beside, nth, type Point, strand } from './geometry.ts';
import { type Asset, DAY, lineString, point } from './register.ts';

/** Everything one sees of a street: the road itself, signals, signs, inlets and what drains them. */
export function laySurface(frame: Frame): { roads: Map<number, Asset> } {
	const random = frame.draw('surface');
	const roads = new Map<number, Asset>();
	for (const way of frame.ways) {
		roads.set(way.id, layRoad(frame, way, random));
		laySigns(frame, way, random);
	}
	laySignals(frame, random);
	layStormwater(frame, frame.draw('stormwater'));
	return { roads };
}

const yearOf = (frame: Frame): number => new Date(frame.register.now).getUTCFullYear();
const isSmall = ({ street: { rank } }: Way): boolean => rank === 'street' || rank === 'track';

function surfaceOf(frame: Frame, way: Way): string {
	const street = frame.draw(`surface/${way.street.id}`);
	if (street.chance(way.country ? 0.75 : isSmall(way) ? way.suburb.kind.gravel : 0)) {
		return 'gravel';
	}
	return street.weighted([['asphalt', 30] as const, ['block', way.suburb.built > 1995 ? 5 : 1] as const, ['concrete', 0.5] as const]);
}

const classOf = { main: 'arterial', collector: 'collector', street: 'local', track: 'local' } as const;
const weightOf = { main: 5, collector: 4, street: 2, track: 2 } as const;

function layRoad(frame: Frame, way: Way, random: Random): Asset {
	const rank = way.street.rank;
	const owner = way.country ? 'province' : 'municipal';
	// a road is laid anew every dozen years
	const relaid = way.built + Math.max(0, 12 * Math.floor((yearOf(frame) - 2 - way.built) / 12) - frame.draw(`relaid/${way.street.id}`).int(10));
	const nodes = { from_node: `${frame.mark}J${way.from}`, to_node: `${frame.mark}J${way.to}` };
	return frame.register.add({
		class: 'roads',
		shape: lineString(way.line),
		attributes: { name: way.name, road_class: classOf[rank], surface: surfaceOf(frame, way), lanes: rank === 'main' ? 4 : 2, owner, ...nodes },
		owner,
		street: way.name,
		cell: way.cell,
		built: relaid,
		criticality: weightOf[rank],
		luck: random.next(),
	});
}

const usual = [
	['warning', 'W308', 2],
	['regulatory', 'R201', 2],
	['direction', 'GD1', 0.6],
	['warning', 'W306', 1],
	['regulatory', 'R216', 1],
] as const;

interface Sign {
	readonly s: number;
	readonly left: number;
	readonly sign_type: string;
	readonly sign_code: string;
}

// A stop sign and a street name where a small street meets a larger one; now and then another sign along the way.
function laySigns(frame: Frame, way: Way, random: Random): void {
	if (way.bridge || way.length < 30) {
		return;
	}
	const ends = [
		{ junction: way.from, s: 8, left: -4.4 },
		{ junction: way.to, s: way.length - 8, left: 4.4 },
	];
	const signs = ends.flatMap(({ junction, s, left }) => {
		const meets = nth(frame.streets.junctions, junction).blocks.map((id) => nth(frame.ways, id));
		const yields = isSmall(way) && !way.country && meets.some((other) => !isSmall(other));
		return [
			...(yields ? [{ s, left, sign_type: 'stop', sign_code: 'R1' }] : []),
			...(meets.length > 2 && random.chance(0.13) ? [{ s: s < 10 ? 5 : way.length - 5, left: -left, sign_type: 'street-name', sign_code: 'GL1' }] : []),
		];
	});
	for (const sign of random.chance(isSmall(way) ? 0.05 : 0.25) ? [...signs, alongWay(way, random)] : signs) {
		putSign(frame, way, { sign, random });
	}
}

function alongWay(way: Way, random: Random): Sign {
	const [sign_type, sign_code] = random.weighted(usual.map((it) => [it, it[2]] as const));
	return { s: way.length * random.between(0.35, 0.65), left: -4.6, sign_type, sign_code };
}

function putSign(frame: Frame, way: Way, { sign: { s, left, sign_type, sign_code }, random }: { sign: Sign; random: Random }): void {
	frame.register.add({
		class: 'road-signs',
		shape: point(beside(way.line, s, left)),
		attributes: { sign_type, sign_code },
		street: way.name,
		cell: way.cell,
		built: yearOf(frame) - 12 * random.next(),
		criticality: sign_code === 'R1' ? 4 : 2,
		luck: random.next(),
	});
}

const bustling: ReadonlySet<string> = new Set(['centre', 'old', 'industrial']);

// How likely a junction has traffic signals: where large roads cross, more so in the busy parts.
function signalled(here: readonly Way[]): number {
	const large = here.filter((way) => !(isSmall(way) || way.country)).length;
	if (here.length < 4 || large < 2) {
		return 0;
	}
	return large > 2 ? 0.75 : here.some((way) => bustling.has(way.suburb.kindName)) ? 0.2 : 0.05;
}

function laySignals(frame: Frame, random: Random): void {
	for (const junction of frame.streets.junctions) {
		const here = junction.blocks.map((id) => nth(frame.ways, id));
		if (random.chance(signalled(here))) {
			const names = [...new Set(here.map((way) => way.name))];
			const intersection = names.slice(0, 2).join(' / ');
			frame.register.add({
				class: 'traffic-signals',
				shape: point([junction.at[0] + 5, junction.at[1] + 5]),
				attributes: { intersection, controller: `TC${frame.mark}${junction.id}`, approaches: here.length, backup_power: random.chance(0.4) },
				street: names[0],
				cell: nth(here, 0).cell,
				built: yearOf(frame) - 4 - 22 * random.next(),
				criticality: 5,
				luck: random.next(),
			});
		}
	}
}

// Stormwater runs under the larger streets and two fifths of the others, from inlet to inlet down the hill.
function layStormwater(frame: Frame, random: Random): void {
	for (const way of frame.ways) {
		const drained = !isSmall(way) || frame.draw(`drained/${way.street.id}`).chance(0.42);
		if (way.served && drained && way.length > 30) {
			layCulvert(frame, way, { upper: upperEnd(frame, way), random });
		}
	}
}

function upperEnd(frame: Frame, { from, to }: Way): number {
	return nth(frame.streets.junctions, from).height >= nth(frame.streets.junctions, to).height ? from : to;
}

function layCulvert(frame: Frame, way: Way, { upper, random }: { upper: number; random: Random }): void {
	const forward = upper === way.from;
	const line = forward ? way.line : [...way.line].reverse();
	const usualConduit = random.weighted([['pipe', 9] as const, ['culvert', 1] as const, ['channel', 0.6] as const]);
	const nodes = { from_node: `${frame.mark}D${upper}`, to_node: `${frame.mark}D${forward ? way.to : way.from}` };
	const outfall = Math.abs(nth(frame.streets.junctions, upper).plan[0]) < 900 ? 'river' : 'retention pond';
	frame.register.add({
		class: 'stormwater-pipes',
		shape: lineString(strand(line, [2, way.length - 2], forward ? -3.6 : 3.6)),
		attributes: { conduit: way.bridge ? 'culvert' : usualConduit, diameter: random.pick([375, 450, 600, 750]), outfall, ...nodes },
		street: way.name,
		cell: way.cell,
		built: way.built + random.between(0, 10),
		positionSd: 2,
		luck: random.next(),
	});
	layInlets(frame, way, { line, random });
}

function layInlets(frame: Frame, way: Way, { line, random }: { line: readonly Point[]; random: Random }): void {
	const last = way.length - 9;
	for (const s of way.length > 110 ? [way.length * 0.45, last] : [last]) {
		const first = random.chance(0.5) ? 3.4 : -3.4;
		for (const left of random.chance(0.55) ? [first, -first] : [first]) {
			layInlet(frame, way, { at: beside(line, s, left), random });
		}
	}
}

function layInlet(frame: Frame, way: Way, { at, random }: { at: Point; random: Random }): void {
	frame.register.add({
		class: 'stormwater-inlets',
		shape: point(at),
		attributes: {
			inlet_type: random.weighted([['kerb', 6] as const, ['grid', 3] as const, ['channel', 1] as const]),
			cleaned_on: new Date(frame.register.now - (20 + random.int(420)) * DAY).toISOString().slice(0, 10),
		},
		street: way.name,
		cell: way.cell,
		built: way.built + random.between(0, 10),
		criticality: 2,
		luck: random.next(),
	});
}
