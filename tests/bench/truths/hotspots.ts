import { mainRate } from '../../../seeds/history/incidents.ts';
import { hotspots } from '../../../server/maths/hotspot.ts';
import { falseDiscoveryRate } from '../../../server/maths/many-tests.ts';
import { neighboursWithin } from '../../../server/maths/neighbours.ts';
import { random } from '../../../server/maths/random.ts';
import { scan } from '../../../server/maths/scan.ts';
import type { SmallTown } from './towns.ts';

/** Within this of the planted middle, mains fail so many times as often as they should. */
const reach = 260;
const factor = 4;
const cell = 125;

export interface Found {
	towns: number;
	/** The scan's likeliest circle is no chance (p ≤ 0.05) and its middle lies in the planted place. */
	scanFound: number;
	/** Some circle where none was planted. */
	scanFalse: number;
	/** Cells called hot after the adjustment, those that touch nothing planted, and towns in which the planted place was hit. */
	hot: number;
	hotFalse: number;
	hotFound: number;
	/** Some cell called hot where nothing was planted. */
	hotFalseTowns: number;
}

interface Cell {
	readonly at: readonly [number, number];
	readonly expected: number;
}

/** Cells of the town that have mains, each with the failures that material and age would have it have. */
function cellsOf({ town, now }: SmallTown): Cell[] {
	const cells = new Map<string, { at: [number, number]; expected: number }>();
	for (const pipe of town.water.all) {
		const [x, y] = [Math.floor(pipe.at[0] / cell), Math.floor(pipe.at[1] / cell)];
		const span = (pipe.retired ?? now) - pipe.inRegister;
		const expected = mainRate(pipe, pipe.inRegister + span / 2) * (pipe.length / 1000) * (span / 31_557_600_000);
		const known = cells.get(`${x}/${y}`);
		if (known) known.expected += expected;
		else cells.set(`${x}/${y}`, { at: [(x + 0.5) * cell, (y + 0.5) * cell], expected });
	}
	return [...cells.values()].filter(({ expected }) => expected >= 0.5);
}

const away = (a: readonly [number, number], b: readonly [number, number]): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

interface Told {
	/** The middle of the scan's likeliest circle, where it is no chance. */
	readonly circle: readonly [number, number] | undefined;
	/** The middles of the cells that Gi* calls hot. */
	readonly hot: readonly (readonly [number, number])[];
}

function tell(cells: readonly Cell[], counts: readonly number[], seed: string): Told {
	const places = cells.map(({ at }) => at);
	const exposures = cells.map(({ expected }) => expected);
	const [first] = scan({ places, counts, exposures, mostShare: 0.25, simulations: 199, seed });
	const each = hotspots(
		counts.map((count, i) => count / (exposures[i] as number)),
		neighboursWithin(places, cell * 1.5),
	);
	const adjusted = falseDiscoveryRate(each.map(({ p }) => p));
	return {
		circle: first && first.p <= 0.05 ? places[first.centre] : undefined,
		hot: places.filter((_, i) => (adjusted[i] as number) <= 0.05 && (each[i]?.z ?? 0) > 0),
	};
}

/** Whether a planted hotspot is found by the scan and by Gi*, and how often one is where none was planted. */
export function hotspotsOf(it: SmallTown, found: Found): void {
	const draw = random(`${it.seed}/truths/hotspots`);
	const cells = cellsOf(it);
	const middle = draw.pick(cells).at;
	const drawn = (planted: boolean) => cells.map(({ at, expected }) => draw.poisson(expected * (planted && away(at, middle) <= reach ? factor : 1)));
	const planted = tell(cells, drawn(true), it.seed);
	const even = tell(cells, drawn(false), it.seed);
	// a cell is rightly called hot where it or a neighbour is
	const right = planted.hot.filter((at) => away(at, middle) <= reach + cell * 1.5);
	found.towns += 1;
	found.scanFound += planted.circle && away(planted.circle, middle) <= reach + cell ? 1 : 0;
	found.scanFalse += even.circle ? 1 : 0;
	found.hot += planted.hot.length;
	found.hotFalse += planted.hot.length - right.length;
	found.hotFound += right.length > 0 ? 1 : 0;
	found.hotFalseTowns += even.hot.length > 0 ? 1 : 0;
}
