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

function layRoad(frame: Frame, way: Way, random: Random): Asset {
	const rank = way.street.rank;
	const gravel = way.country ? 0.75 : rank === 'street' || rank === 'track' ? way.suburb.kind.gravel : 0;
	const street = frame.draw(`surface/${way.street.id}`);
	const surface = street.chance(gravel)
		? 'gravel'
		: street.weighted([['asphalt', 30] as const, ['block', way.suburb.built > 1995 ? 5 : 1] as const, ['concrete', 0.5] as const]);
	const relaid = way.built + Math.max(0, 12 * Math.floor((2024 - way.built) / 12) - street.int(10));
	return frame.register.add({
		class: 'roads',
		shape: lineString(way.line),
		attributes: {
			...{ name: way.name, road_class: rank === 'main' ? 'arterial' : rank === 'collector' ? 'collector' : 'local', surface },
			...{
				lanes: rank === 'main' ? 4 : 2,
				owner: way.country && rank !== 'street' ? 'province' : 'municipal',
				from_node: `${frame.mark}J${way.from}`,
				to_node: `${frame.mark}J${way.to}`,
			},
		},
		...{
			owner: way.country ? 'province' : 'municipal',
			street: way.name,
			cell: way.cell,
			built: relaid,
			criticality: rank === 'main' ? 5 : rank === 'collector' ? 4 : 2,
			luck: random.next(),
		},
	});
}

const signs = [
	['warning', 'W308', 2],
	['regulatory', 'R201', 2],
	['direction', 'GD1', 0.6],
	['warning', 'W306', 1],
	['regulatory', 'R216', 1],
] as const;

// A stop sign and a street name where a small street meets a larger one; now and then another sign along the way.
function laySigns(frame: Frame, way: Way, random: Random): void {
	if (way.bridge || way.length < 30) {
		return;
	}
	const put = (s: number, left: number, [sign_type, sign_code]: readonly [string, string]): void => {
		frame.register.add({
			class: 'road-signs',
			shape: point(beside(way.line, s, left)),
			attributes: { sign_type, sign_code },
			...{ street: way.name, cell: way.cell, built: 2026 - 12 * random.next(), criticality: sign_code === 'R1' ? 4 : 2, luck: random.next() },
		});
	};
	for (const [end, s, left] of [
		[way.from, 8, -4.4],
		[way.to, way.length - 8, 4.4],
	] as const) {
		const meets = nth(frame.streets.junctions, end).blocks.map((id) => nth(frame.ways, id));
		const larger = meets.some((other) => ['main', 'collector'].includes(other.street.rank));
		if (way.street.rank === 'street' && larger && !way.country) {
			put(s, left, ['stop', 'R1']);
		}
		if (meets.length > 2 && random.chance(0.13)) {
			put(s < 10 ? 5 : way.length - 5, -left, ['street-name', 'GL1']);
		}
	}
	if (random.chance(way.street.rank === 'street' ? 0.05 : 0.25)) {
		const [type, code] = random.weighted(signs.map((it) => [it, it[2]] as const));
		put(way.length * random.between(0.35, 0.65), -4.6, [type, code]);
	}
}

function laySignals(frame: Frame, random: Random): void {
	for (const junction of frame.streets.junctions) {
		const here = junction.blocks.map((id) => nth(frame.ways, id));
		const large = here.filter((way) => way.street.rank !== 'street' && way.street.rank !== 'track' && !way.country);
		const busy = here.some((way) => ['centre', 'old', 'industrial'].includes(way.suburb.kindName));
		if (here.length < 4 || large.length < 2 || !random.chance(large.length > 2 ? 0.75 : busy ? 0.2 : 0.05)) {
			continue;
		}
		const names = [...new Set(here.map((way) => way.name))];
		frame.register.add({
			class: 'traffic-signals',
			shape: point([junction.at[0] + 5, junction.at[1] + 5]),
			attributes: {
				intersection: names.slice(0, 2).join(' / '),
				controller: `TC${frame.mark}${junction.id}`,
				approaches: here.length,
				backup_power: random.chance(0.4),
			},
			...{ street: nth(names, 0), cell: nth(here, 0).cell, built: 2000 + 22 * random.next(), criticality: 5, luck: random.next() },
		});
	}
}

// Stormwater runs under the larger streets and two fifths of the others, from inlet to inlet down the hill.
function layStormwater(frame: Frame, random: Random): void {
	for (const way of frame.ways) {
		const piped = way.street.rank === 'main' || way.street.rank === 'collector' || frame.draw(`drained/${way.street.id}`).chance(0.42);
		if (!(way.served && piped && way.length > 30)) {
			continue;
		}
		const [a, b] = [nth(frame.streets.junctions, way.from), nth(frame.streets.junctions, way.to)];
		const down = a.height >= b.height;
		const line = down ? way.line : [...way.line].reverse();
		frame.register.add({
			class: 'stormwater-pipes',
			shape: lineString(strand(line, [2, way.length - 2], down ? -3.6 : 3.6)),
			attributes: {
				...{
					conduit: way.bridge ? 'culvert' : random.weighted([['pipe', 9] as const, ['culvert', 1] as const, ['channel', 0.6] as const]),
					diameter: random.pick([375, 450, 600, 750]),
				},
				...{
					outfall: Math.abs(a.plan[0]) < 900 ? 'river' : 'retention pond',
					from_node: `${frame.mark}D${down ? a.id : b.id}`,
					to_node: `${frame.mark}D${down ? b.id : a.id}`,
				},
			},
			...{ street: way.name, cell: way.cell, built: way.built + random.between(0, 10), positionSd: 2, luck: random.next() },
		});
		layInlets(frame, way, { line, random });
	}
}

function layInlets(frame: Frame, way: Way, { line, random }: { line: readonly Point[]; random: Random }): void {
	const marks = way.length > 110 ? [way.length * 0.45, way.length - 9] : [way.length - 9];
	for (const s of marks) {
		for (const left of random.chance(0.55) ? [3.4, -3.4] : [random.chance(0.5) ? 3.4 : -3.4]) {
			frame.register.add({
				class: 'stormwater-inlets',
				shape: point(beside(line, s, left)),
				attributes: {
					inlet_type: random.weighted([['kerb', 6] as const, ['grid', 3] as const, ['channel', 1] as const]),
					cleaned_on: new Date(frame.register.now - (20 + random.int(420)) * DAY).toISOString().slice(0, 10),
				},
				...{ street: way.name, cell: way.cell, built: way.built + random.between(0, 10), criticality: 2, luck: random.next() },
			});
		}
	}
}
