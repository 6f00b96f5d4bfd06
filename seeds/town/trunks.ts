import type { Random } from '../../server/maths/random.ts';
import type { Frame } from './frame.ts';
import { add, between, distance, nth, type Point } from './geometry.ts';
import { type Asset, lineString, point } from './register.ts';

/** The name of the water network's node at a junction. */
export const waterNode = (frame: Frame, junction: number): string => `${frame.mark}W${junction}`;
/** Where it lies: beside the middle of the crossing. */
export const waterAt = (frame: Frame, junction: number): Point => add(nth(frame.streets.junctions, junction).at, [1.7, 2.1]);

/** From each reservoir a trunk main runs down to the nearest junction of its zone, in steps as long as a valve section. */
export function layTrunks(frame: Frame, random: Random): Asset[] {
	return frame.hills.flatMap((hill, zone) => {
		const served = frame.streets.junctions.filter(({ blocks }) => blocks.some((id) => nth(frame.ways, id).served));
		const near = served.reduce((best, it) => (distance(it.plan, hill) < distance(best.plan, hill) ? it : best));
		const cell = nth(frame.ways, nth(near.blocks, 0)).cell;
		const steps = Math.max(1, Math.round(distance(hill, near.plan) / 350));
		const name = `${frame.mark}PZ${zone + 1}`;
		layReservoir(frame, { at: frame.land.place(hill), cell, zone: name, height: frame.land.height(hill) }, random);
		return Array.from({ length: steps }, (_, i) => {
			const ends = [between(hill, near.plan, i / steps), between(hill, near.plan, (i + 1) / steps)] as const;
			const line = frame.land.bend(ends);
			const bent = i === steps - 1 ? [...line.slice(0, -1), waterAt(frame, near.id)] : line;
			return frame.register.add({
				class: 'water-pipes',
				shape: lineString(bent),
				attributes: {
					material: 'steel',
					diameter: 450,
					pressure_zone: name,
					depth: 1.6,
					from_node: i === 0 ? `${frame.mark}R${zone + 1}` : `${frame.mark}T${zone + 1}-${i}`,
					to_node: i === steps - 1 ? waterNode(frame, near.id) : `${frame.mark}T${zone + 1}-${i + 1}`,
				},
				zone: name,
				cell,
				built: 1972 + 5 * zone,
				criticality: 5,
				luck: random.next(),
			});
		});
	});
}

interface Stand {
	readonly at: Point;
	readonly cell: number;
	readonly zone: string;
	readonly height: number;
}

function layReservoir(frame: Frame, { at, cell, zone, height }: Stand, random: Random): void {
	const name = `${nth(frame.suburbs, cell).name} reservoir`;
	frame.register.add({
		class: 'reservoirs',
		shape: point(at),
		attributes: {
			name,
			capacity: random.pick([2500, 5000, 8000, 12000]),
			top_level: Math.round(height + 62),
			pressure_zone: zone,
			node: zone.replace('PZ', 'R'),
		},
		zone,
		cell,
		built: 1972 + random.between(0, 30),
		criticality: 5,
		luck: random.next(),
	});
	frame.register.add({
		class: 'pump-stations',
		shape: point(add(at, [-38, -24])),
		attributes: { name: `${name} booster`, pumps: 'water', capacity: random.pick([40, 80, 120]), standby_power: random.chance(0.5) },
		zone,
		cell,
		built: 1985 + random.between(0, 25),
		criticality: 5,
		luck: random.next(),
	});
}
