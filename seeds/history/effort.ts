import type { Random } from '../../server/maths/random.ts';
import type { Story } from './story.ts';

/** What a repair took: rand and hours, the part and the cause, by class. */
interface Effort {
	readonly rand: number;
	readonly hours: number;
	readonly parts: readonly string[];
	readonly causes: readonly string[];
}

const efforts: Readonly<Record<string, Effort>> = {
	'street-lights': {
		rand: 1150,
		hours: 1.1,
		parts: ['lamp', 'driver', 'photocell', 'fuse', 'pole'],
		causes: ['lamp failed', 'vandalism', 'vehicle', 'worn out'],
	},
	'water-pipes': {
		rand: 14_500,
		hours: 7,
		parts: ['pipe barrel', 'joint', 'repair clamp', 'saddle'],
		causes: ['corrosion', 'joint failure', 'ground movement'],
	},
	'water-valves': { rand: 4200, hours: 3, parts: ['gland', 'spindle', 'cover'], causes: ['worn out', 'vehicle', 'theft'] },
	hydrants: { rand: 3800, hours: 2.5, parts: ['seat', 'standpipe', 'cover'], causes: ['worn out', 'vehicle', 'misuse'] },
	'sewer-pipes': { rand: 3600, hours: 3, parts: ['pipe barrel', 'joint'], causes: ['fat', 'roots', 'foreign objects', 'collapse'] },
	manholes: { rand: 2600, hours: 2.2, parts: ['cover', 'frame', 'benching'], causes: ['theft', 'fat', 'foreign objects', 'vehicle'] },
	'stormwater-inlets': { rand: 1700, hours: 1.8, parts: ['grid', 'kerb inlet', 'cover'], causes: ['leaves', 'litter', 'theft', 'sand'] },
	'stormwater-pipes': { rand: 6800, hours: 5, parts: ['pipe barrel', 'headwall'], causes: ['roots', 'litter', 'collapse'] },
	roads: { rand: 2900, hours: 2.4, parts: ['surfacing', 'base', 'kerb', 'markings'], causes: ['water ingress', 'traffic', 'age', 'trench'] },
	'traffic-signals': {
		rand: 5200,
		hours: 2.6,
		parts: ['controller', 'lamp module', 'cable', 'pole'],
		causes: ['power supply', 'lightning', 'vehicle', 'theft'],
	},
	'road-signs': { rand: 1650, hours: 1.2, parts: ['sign plate', 'post'], causes: ['vehicle', 'theft', 'vandalism', 'vegetation'] },
	'electricity-kiosks': { rand: 8800, hours: 4, parts: ['fuse', 'door', 'busbar', 'breaker'], causes: ['overload', 'vandalism', 'vehicle', 'theft'] },
	'feeder-cables': { rand: 16_500, hours: 6, parts: ['cable', 'joint', 'insulator'], causes: ['theft', 'excavation', 'tree', 'age'] },
	reservoirs: { rand: 9200, hours: 5, parts: ['level control', 'hatch', 'inlet valve'], causes: ['control failure', 'vandalism'] },
	'pump-stations': { rand: 21_000, hours: 8, parts: ['pump', 'motor', 'controller'], causes: ['power supply', 'worn out', 'blockage'] },
	'service-connections': { rand: 1400, hours: 1.6, parts: ['meter', 'stopcock', 'pipe', 'breaker'], causes: ['worn out', 'tampering', 'main shut down'] },
	'public-ground': { rand: 1900, hours: 2.8, parts: ['ground', 'tree', 'bin', 'equipment'], causes: ['people', 'storm', 'growth', 'vandalism'] },
};

const general: Effort = { rand: 2500, hours: 2, parts: ['other'], causes: ['other'] };

export interface Spent {
	readonly cost: number;
	readonly hours: number;
	readonly component: string;
	readonly cause: string;
}

/** What one visit of a crew cost; one that found nothing to mend only took its time. */
export function effortOf({ incident }: Story, mended: boolean, random: Random): Spent {
	const effort = efforts[incident.mode.home.id] ?? general;
	const hours = effort.hours * random.gamma(2.5, 0.4) * (mended ? 1 : 0.4) + 0.2;
	const material = mended ? effort.rand * random.gamma(2, 0.35) : 0;
	return {
		cost: Math.round(100 * (material + hours * 620)) / 100,
		hours: Math.round(hours * 100) / 100,
		component: random.pick(effort.parts),
		cause: incident.cause ?? random.pick(effort.causes),
	};
}

const teams = {
	electricity: 'Lights',
	water: 'Water',
	sewer: 'Drains',
	roads: 'Roads',
	stormwater: 'Storm',
	parks: 'Parks',
	waste: 'Cleaning',
	traffic: 'Signals',
} as const;

/** The crew that went: each department has three. */
export const crewOf = ({ incident }: Story, random: Random): string => `${teams[incident.mode.mode.department]} ${random.pick(['A', 'B', 'C'])}`;
