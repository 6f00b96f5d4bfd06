import type { MetricGeometry } from './geometry.ts';
import type { GridAsset, GridClass, GridTown } from './grid-town.ts';
import { heavyTailed, kernel } from './kernels.ts';
import { lineLength, locate, positionAt } from './linear.ts';
import { posterior } from './posterior.ts';
import type { Random } from './random.ts';
import type { SnapCase } from './snap-scores.ts';
import { type PinMethod, type SimulatedPin, simulatePin } from './snap-simulation.ts';

type Trouble = 'light-out' | 'leak' | 'overflow' | 'blocked-drain' | 'pothole';

// Of a hundred reports, how many are about the class, and as what they come in.
const CLASSES: Readonly<Record<GridClass, { readonly share: number; readonly troubles: readonly (readonly [Trouble, number])[] }>> = {
	lamp: { share: 45, troubles: [['light-out', 1]] },
	water: {
		share: 15,
		troubles: [
			['leak', 0.95],
			['pothole', 0.05],
		],
	},
	hydrant: { share: 3, troubles: [['leak', 1]] },
	sewer: {
		share: 12,
		troubles: [
			['overflow', 0.85],
			['leak', 0.15],
		],
	},
	manhole: {
		share: 5,
		troubles: [
			['overflow', 0.7],
			['pothole', 0.3],
		],
	},
	inlet: {
		share: 5,
		troubles: [
			['blocked-drain', 0.8],
			['overflow', 0.2],
		],
	},
	road: {
		share: 15,
		troubles: [
			['pothole', 0.9],
			['blocked-drain', 0.1],
		],
	},
};

const UNLISTED = 0.05;
const DUPLICATES = 0.25;
const OPEN_FAULTS = 12;

/** A town with a life: how often each asset is reported, and what is open. */
interface LivingTown extends GridTown {
	/** Share of all new reports that are about each asset, and what its class alone would say. */
	readonly own: readonly number[];
	readonly ofClass: readonly number[];
	/** The trouble that is open on an asset, by its index. */
	readonly open: ReadonlyMap<number, Trouble>;
}

interface Report {
	readonly trouble: Trouble;
	readonly pin: SimulatedPin;
	/** The asset's index; undefined for one that is not in the register. */
	readonly truth: number | undefined;
}

/** The same reports as weighed with each asset's own rate and the open faults, and with the rates of classes alone. */
export interface SimulatedCases {
	readonly full: SnapCase[];
	readonly classRates: SnapCase[];
}

/**
 * Reports with known truth about a town, weighed as the product weighs them. Assets differ in their rate (exponentially about their class), 25 in 100
 * reports repeat one of twelve open faults, 5 in 100 are about an asset that is not in the register (somewhere along a street).
 */
export function simulateReports(grid: GridTown, method: PinMethod, count: number, stream: Random): SimulatedCases {
	const town = bringToLife(grid, stream);
	const assets = grid.assets.map((_, index): [number, number] => [index, town.own[index] ?? 0]);
	const cases: SimulatedCases = { full: [], classRates: [] };
	for (let i = 0; i < count; i++) {
		weigh(town, drawReport(town, assets, method, stream), cases);
	}
	return cases;
}

function bringToLife(grid: GridTown, stream: Random): LivingTown {
	const ofClass = grid.assets.map((asset) => CLASSES[asset.class].share / grid.assets.filter((other) => other.class === asset.class).length);
	const drawn = ofClass.map((rate) => rate * stream.exponential(1));
	const [whole, wholeOfClasses] = [drawn, ofClass].map((rates) => rates.reduce((sum, rate) => sum + rate, 0));
	const own = drawn.map((rate) => rate / (whole ?? 1));
	const open = new Map<number, Trouble>();
	while (open.size < OPEN_FAULTS) {
		const index = stream.weighted(own.map((rate, i): [number, number] => [i, rate]));
		open.set(index, troubleOf(grid.assets[index], stream));
	}
	return { ...grid, own, ofClass: ofClass.map((rate) => rate / (wholeOfClasses ?? 1)), open };
}

function troubleOf(asset: GridAsset | undefined, stream: Random): Trouble {
	return stream.weighted(CLASSES[asset?.class ?? 'lamp'].troubles);
}

function drawReport(town: LivingTown, assets: readonly (readonly [number, number])[], method: PinMethod, stream: Random): Report {
	const open = [...town.open];
	const repeated = stream.chance(DUPLICATES) ? stream.pick(open) : undefined;
	const index = repeated?.[0] ?? stream.weighted(assets);
	const asset = town.assets[index] as GridAsset;
	const trouble = repeated?.[1] ?? troubleOf(asset, stream);
	// a report about what the register does not have: the same trouble somewhere along the streets
	const unlisted = !repeated && stream.chance(UNLISTED / (1 - DUPLICATES));
	const place = unlisted ? alongStreets(town, stream) : { at: somewhereOn(asset.geometry, stream), street: asset.street };
	return { trouble, pin: simulatePin(stream, method, place.at, place.street), truth: unlisted ? undefined : index };
}

function alongStreets(town: LivingTown, stream: Random): { at: [number, number]; street: readonly [number, number] } {
	const road = stream.pick(town.assets.filter((asset) => asset.class === 'road'));
	const [x, y] = somewhereOn(road.geometry, stream);
	const off = stream.between(-5, 5);
	return { at: [x - off * road.street[1], y + off * road.street[0]], street: road.street };
}

function somewhereOn(geometry: MetricGeometry, stream: Random): [number, number] {
	const line = lineOf(geometry);
	return positionAt(line, stream.next() * lineLength(line));
}

function lineOf(geometry: MetricGeometry): readonly (readonly number[])[] {
	const point = geometry.coordinates as readonly number[];
	return geometry.type === 'LineString' ? geometry.coordinates : [point, point];
}

function weigh(town: LivingTown, { trouble, pin, truth }: Report, cases: SimulatedCases): void {
	const measure = pin.heavyTails ? heavyTailed : kernel;
	const reach = 3 * (pin.heavyTails ? 3 : 1) * pin.sigma + 60;
	let listed = 0;
	const near = town.assets.flatMap((asset, index) => {
		const weight = CLASSES[asset.class].troubles.find(([name]) => name === trouble)?.[1] ?? 0;
		listed += weight * (town.ofClass[index] ?? 0);
		const distance = weight > 0 ? distanceTo(asset.geometry, pin.position) : Number.POSITIVE_INFINITY;
		return distance < reach ? [{ asset, index, weight, distance, kernel: measure(asset.geometry, pin.position, pin.sigma) / sizeOf(asset) }] : [];
	});
	const background = (UNLISTED * listed) / town.areaM2;
	const distances = near.map(({ distance }) => distance);
	const found = truth === undefined ? undefined : near.findIndex(({ index }) => index === truth);
	const fresh = (rates: readonly number[], index: number) => (1 - DUPLICATES - UNLISTED) * (rates[index] ?? 0);
	const repeats = (index: number, weight: number) => (town.open.get(index) === trouble ? DUPLICATES / OPEN_FAULTS / weight : 0);
	const full = near.map((one) => ({ ...one, rate: fresh(town.own, one.index) + repeats(one.index, one.weight) }));
	const classRates = near.map((one) => ({ ...one, rate: fresh(town.ofClass, one.index) }));
	cases.full.push({ ...posterior(full, background), distances, truth: found });
	cases.classRates.push({ ...posterior(classRates, background), distances, truth: found });
}

// Rates are per asset here: a line's kernel is divided by its length, where the product would divide the rate.
function sizeOf({ geometry }: GridAsset): number {
	return geometry.type === 'LineString' ? lineLength(geometry.coordinates) : 1;
}

function distanceTo(geometry: MetricGeometry, pin: readonly number[]): number {
	return locate(lineOf(geometry), pin).offset;
}
