import type { Random } from '../../server/maths/random.ts';
import type { Frame, Way } from './frame.ts';
import { beside, nth, strand } from './geometry.ts';
import { type Asset, DAY, lineString, point } from './register.ts';

/** The lamps of one circuit in the order in which the cable reaches them; each knows how many sections of cable lie before it. */
export interface Circuit {
	readonly kiosk: Asset;
	readonly cables: readonly Asset[];
	readonly lamps: readonly Asset[];
	/** Ids of the blocks it runs along. */
	readonly ways: readonly number[];
	/** For each lamp the keys of the cable sections that feed it, from the kiosk on. */
	readonly fedBy: readonly (readonly string[])[];
}

const FULL = 21;

/** Lights every served street: lamps on alternating sides, on circuits that grow street by street from a kiosk. */
export function layPower(frame: Frame): Circuit[] {
	const random = frame.draw('power');
	const lit = new Set(frame.ways.filter((way) => way.served).map((way) => way.id));
	const circuits: Circuit[] = [];
	for (const way of frame.ways) {
		if (lit.has(way.id)) {
			circuits.push(layCircuit(frame, gather(frame, way, lit), random));
		}
	}
	return circuits;
}

interface Section {
	readonly way: Way;
	/** The junction the cable comes from. */
	readonly from: number;
	/** The section before it; -1 at the kiosk. */
	readonly before: number;
}

const lampsOn = (way: Way): number => (way.bridge ? 3 : Math.max(way.length > 38 ? 1 : 0, Math.round(way.length / way.suburb.kind.lampEvery)));

// Blocks that hang together, breadth first, until there are enough lamps for one circuit.
function gather(frame: Frame, first: Way, lit: Set<number>): Section[] {
	const sections: Section[] = [{ way: first, from: first.from, before: -1 }];
	lit.delete(first.id);
	let lamps = lampsOn(first);
	for (let i = 0; i < sections.length && lamps < FULL; i++) {
		const { way, from } = nth(sections, i);
		const end = way.from === from ? way.to : way.from;
		for (const id of nth(frame.streets.junctions, end).blocks) {
			const next = nth(frame.ways, id);
			if (lit.has(id) && next.cell === first.cell && lamps < FULL) {
				lit.delete(id);
				lamps += lampsOn(next);
				sections.push({ way: next, from: end, before: i });
			}
		}
	}
	return sections;
}

function layCircuit(frame: Frame, sections: readonly Section[], random: Random): Circuit {
	const { way, from } = nth(sections, 0);
	const houses = sections.reduce((sum, section) => sum + section.way.length, 0);
	const kiosk = frame.register.add({
		class: 'electricity-kiosks',
		shape: point(beside(way.from === from ? way.line : [...way.line].reverse(), 6, 6.5)),
		attributes: {
			kiosk_type: random.weighted([['kiosk', 8] as const, ['minisub', 2] as const]),
			capacity: random.pick([100, 200, 315, 500]),
			customers: Math.round(houses / 14),
		},
		street: way.name,
		cell: way.cell,
		built: way.built + random.between(0, 12),
		criticality: 4,
		luck: random.next(),
	});
	kiosk.attributes['feeder'] = kiosk.key;
	const cables: Asset[] = [];
	const lamps: Asset[] = [];
	const paths: string[][] = [];
	const fedBy: string[][] = [];
	for (const section of sections) {
		const cable = layCable(
			frame,
			{ section, kiosk, upstream: paths[section.before]?.at(-1) ?? kiosk.key, overhead: section.way.suburb.kindName === 'informal' },
			random,
		);
		const path = [...(paths[section.before] ?? []), cable.key];
		cables.push(cable);
		paths.push(path);
		for (let i = 0; i < lampsOn(section.way); i++) {
			lamps.push(layLamp(frame, { section, kiosk, cable, order: i, sequence: lamps.length }, random));
			fedBy.push(path);
		}
	}
	return { kiosk, cables, lamps, fedBy, ways: sections.map((section) => section.way.id) };
}

interface CableOf {
	readonly section: Section;
	readonly kiosk: Asset;
	readonly upstream: string;
	readonly overhead: boolean;
}

function layCable(frame: Frame, { section: { way, from }, kiosk, upstream, overhead }: CableOf, random: Random): Asset {
	const forward = way.from === from;
	const line = forward ? way.line : [...way.line].reverse();
	return frame.register.add({
		class: 'feeder-cables',
		shape: lineString(strand(line, [1, way.length - 1], forward ? 5.4 : -5.4)),
		attributes: {
			feeder: kiosk.key,
			laid: overhead || random.chance(0.12) ? 'overhead' : 'underground',
			voltage: 400,
			cross_section: random.pick([16, 25, 35, 70]),
			upstream,
			from_node: `${frame.mark}E${from}`,
			to_node: `${frame.mark}E${forward ? way.to : way.from}`,
		},
		zone: kiosk.key,
		street: way.name,
		cell: way.cell,
		built: way.built + random.between(0, 10),
		criticality: 3,
		luck: random.next(),
	});
}

interface LampOf {
	readonly section: Section;
	readonly kiosk: Asset;
	readonly cable: Asset;
	readonly order: number;
	readonly sequence: number;
}

function layLamp(frame: Frame, { section: { way, from }, kiosk, cable, order, sequence }: LampOf, random: Random): Asset {
	const count = lampsOn(way);
	const gap = way.length / count;
	const along = gap * (order + 0.5) + random.normal(0, 1);
	const s = way.from === from ? along : way.length - along;
	const left = (Math.floor((way.start + s) / gap) % 2 === 0 ? 1 : -1) * random.between(4.2, 4.9);
	const type = lampType(way, random);
	const lamp = frame.register.add({
		class: 'street-lights',
		shape: point(beside(way.line, Math.min(way.length - 2, Math.max(2, s)), left)),
		attributes: {
			feeder: kiosk.key,
			phase: nth(['R', 'W', 'B'], sequence % 3),
			sequence: sequence + 1,
			cable: cable.key,
			lamp_type: type.name,
			watts: random.pick(type.watts),
			pole_height: way.street.rank === 'main' ? 10 : random.pick([7, 8, 9]),
			pole_material: random.weighted(poles),
		},
		zone: kiosk.key,
		street: way.name,
		cell: way.cell,
		built: lampYear(frame, way, { type, random }),
		criticality: way.street.rank === 'main' ? 4 : 2,
		positionSd: 0.8,
		luck: random.next(),
	});
	lamp.attributes['pole_number'] = lamp.key;
	return lamp;
}

// Most hung there when the history began, as old as such lamps get; one in twenty was put up since.
function lampYear(frame: Frame, way: Way, { type, random }: { type: LampType; random: Random }): number {
	const { from, now } = frame.register;
	if (random.chance(0.05)) {
		return yearOf(random.between(from, now - 60 * DAY));
	}
	const age = Math.min(type.life * random.weibull(1.4, 0.75), new Date(from).getUTCFullYear() - way.built - 0.5, type.name === 'LED' ? 8 : 20);
	return yearOf(from - Math.max(0.1, age) * 365.25 * DAY);
}

const poles = [['steel', 6] as const, ['wood', 3] as const, ['concrete', 1] as const];
const yearOf = (at: number): number => new Date(at).getUTCFullYear() + (at - Date.UTC(new Date(at).getUTCFullYear(), 0, 1)) / (365 * DAY);

interface LampType {
	readonly name: string;
	readonly watts: readonly number[];
	/** About so many years between replacements: how old lamps can be found. */
	readonly life: number;
}

const types = {
	LED: { name: 'LED', watts: [36, 60, 90], life: 7 },
	HPS: { name: 'HPS', watts: [70, 100, 150], life: 5 },
	MV: { name: 'MV', watts: [80, 125], life: 5 },
	CFL: { name: 'CFL', watts: [57, 2 * 36], life: 3 },
} as const;

// Streets were relit one by one, main roads and new suburbs first.
function lampType(way: Way, random: Random): LampType {
	const led = way.street.rank === 'main' ? 0.85 : way.suburb.built > 2000 ? 0.65 : way.street.id % 3 === 0 ? 0.9 : 0.12;
	if (random.chance(led)) {
		return types.LED;
	}
	return random.weighted<LampType>([
		[types.HPS, 7],
		[types.MV, way.suburb.built < 1975 ? 2 : 0.4],
		[types.CFL, 1],
	]);
}
