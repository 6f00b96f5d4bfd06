import type { MetricGeometry } from '../../server/maths/geometry.ts';
import { areaOf, beside, centreOf, type Line, lengthOf, nth, type Point } from './geometry.ts';

export const DAY = 86_400_000;

/** The classes of the shelf that the town has, with number and prefix as they stand there. */
export const classes = {
	'street-lights': [1, 'SL'],
	'water-pipes': [2, 'WP'],
	'water-valves': [3, 'WV'],
	hydrants: [4, 'HY'],
	'sewer-pipes': [5, 'SP'],
	manholes: [6, 'MH'],
	'stormwater-inlets': [7, 'SI'],
	'stormwater-pipes': [8, 'SD'],
	roads: [9, 'RD'],
	'traffic-signals': [10, 'TS'],
	'road-signs': [11, 'SG'],
	'electricity-kiosks': [12, 'EK'],
	'feeder-cables': [13, 'FC'],
	reservoirs: [14, 'RS'],
	'pump-stations': [15, 'PS'],
	'service-connections': [16, 'SC'],
	'public-ground': [17, 'PG'],
} as const;

export type ClassId = keyof typeof classes;

/** Useful life in years, and what a new one costs in rand: each, or a metre of a line, or a square metre of ground. */
const worth: Record<ClassId, readonly [life: number, rand: number]> = {
	'street-lights': [25, 14_500],
	'water-pipes': [60, 1_650],
	'water-valves': [40, 11_000],
	hydrants: [40, 16_500],
	'sewer-pipes': [70, 1_900],
	manholes: [60, 24_000],
	'stormwater-inlets': [50, 13_500],
	'stormwater-pipes': [60, 2_300],
	roads: [25, 3_400],
	'traffic-signals': [20, 780_000],
	'road-signs': [10, 1_900],
	'electricity-kiosks': [30, 68_000],
	'feeder-cables': [45, 520],
	reservoirs: [80, 18_500_000],
	'pump-stations': [35, 6_400_000],
	'service-connections': [30, 6_200],
	'public-ground': [50, 140],
};

export interface Asset {
	readonly id: number;
	readonly class: ClassId;
	readonly number: number;
	readonly key: string;
	readonly reference: string;
	readonly shape: MetricGeometry;
	readonly length: number;
	/** Itself, or the middle of it. */
	readonly at: Point;
	readonly attributes: Record<string, unknown>;
	readonly zone: string | null;
	readonly street: string | null;
	readonly ward: number;
	/** The suburb, by its place in the plan. */
	readonly cell: number;
	/** Milliseconds since 1970. */
	readonly installed: number;
	readonly inRegister: number;
	retired: number | null;
	replacedBy: number | null;
	readonly positionSd: number;
	readonly grade: number;
	readonly gradeOn: number;
	readonly criticality: number;
	readonly cost: number;
	readonly life: number;
	readonly owner: string;
}

export interface NewAsset {
	readonly class: ClassId;
	readonly shape: MetricGeometry;
	readonly attributes?: Record<string, unknown>;
	readonly zone?: string;
	readonly street?: string | undefined;
	readonly cell: number;
	/** A year with fraction. */
	readonly built: number;
	readonly criticality?: number;
	readonly owner?: string;
	readonly positionSd?: number;
	/** A draw in [0, 1) for what nobody planned: the condition found and when. */
	readonly luck: number;
}

/** Ids and numbers already given away, carried from one part of a large town to the next. */
export interface Counters {
	asset: number;
	readonly byClass: Partial<Record<ClassId, number>>;
}

export interface RegisterOptions {
	readonly counters: Counters;
	readonly wardOf: (point: Point) => number;
	/** Instants between which the history of the town runs. */
	readonly from: number;
	readonly now: number;
}

export const point = (at: Point): MetricGeometry => ({ type: 'Point', coordinates: at });
export const lineString = (line: Line): MetricGeometry => ({ type: 'LineString', coordinates: line });
/** A polygon of one closed ring. */
export const polygon = (ring: Line): MetricGeometry => ({ type: 'Polygon', coordinates: [ring] });

/** The register of a town while it is drawn up. */
export class Register {
	readonly assets: Asset[] = [];
	readonly from: number;
	readonly now: number;
	readonly #options: RegisterOptions;

	constructor(options: RegisterOptions) {
		this.#options = options;
		this.from = options.from;
		this.now = options.now;
	}

	/** Enters an asset: gives it id, key and public reference, and says in which ward it lies. */
	add(it: NewAsset): Asset {
		const { counters, wardOf, from, now } = this.#options;
		const [number, prefix] = classes[it.class];
		const serial = (counters.byClass[it.class] ?? 0) + 1;
		counters.byClass[it.class] = serial;
		counters.asset += 1;
		const [at, size] = measure(it.shape);
		const [life, rand] = worth[it.class];
		const installed = Math.min(instant(it.built), now - 20 * DAY);
		const asset: Asset = {
			id: counters.asset,
			class: it.class,
			number,
			key: `${prefix}${10_000 + serial}`,
			reference: `${prefix}-${10_000 + serial}`,
			shape: it.shape,
			length: it.shape.type === 'LineString' ? size : 0,
			at,
			attributes: it.attributes ?? {},
			zone: it.zone ?? null,
			street: it.street ?? null,
			ward: wardOf(at),
			cell: it.cell,
			installed,
			inRegister: Math.max(installed, from),
			retired: null,
			replacedBy: null,
			positionSd: it.positionSd ?? 1,
			grade: gradeOf((now - installed) / (365.25 * DAY) / life, it.luck),
			gradeOn: Math.max(installed, now - (60 + 900 * ((it.luck * 17) % 1)) * DAY),
			criticality: it.criticality ?? 3,
			cost: Math.round((rand * Math.max(1, size)) / 10) * 10,
			life,
			owner: it.owner ?? 'municipal',
		};
		this.assets.push(asset);
		return asset;
	}
}

function measure(shape: MetricGeometry): [Point, number] {
	if (shape.type === 'Point') {
		return [shape.coordinates as unknown as Point, 1];
	}
	const line = (shape.type === 'Polygon' ? nth(shape.coordinates, 0) : shape.coordinates) as unknown as Line;
	const length = lengthOf(line);
	return shape.type === 'Polygon' ? [centreOf(line.slice(1)), Math.abs(areaOf(line))] : [beside(line, length / 2, 0), length];
}

/** The instant of a year with fraction. */
export const instant = (year: number): number => Date.UTC(Math.floor(year), 0, 1) + Math.floor((year % 1) * 365) * DAY;

// The older against its useful life, the worse, with luck.
function gradeOf(age: number, luck: number): number {
	return Math.max(1, Math.min(5, Math.round(0.8 + 3.1 * age + 1.6 * (luck - 0.5))));
}
