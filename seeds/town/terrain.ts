import { random } from '../../server/maths/random.ts';
import { densify, type Line, type Point } from './geometry.ts';

/** How the flat plan lies on the land: streets bend, the river winds, the ground falls to it. */
export interface Terrain {
	/** From the plan to metres in the town's system. */
	place(point: Point): Point;
	/** A line of the plan, bent as the land is. */
	bend(line: Line): Point[];
	/** Metres above the sea at a point of the plan. */
	height(point: Point): number;
}

/** The land of a seed. `middle` is where the plan's origin lies, in metres; `at` is the plan's own place in a larger plan. */
export function terrain(seed: string, middle: Point, at: Point = [0, 0]): Terrain {
	const draw = random(`${seed}/terrain`);
	const waves = [
		[300, 8400],
		[78, 2500],
		[11, 560],
	].map(([size, long]) => ({ size: size as number, turn: (2 * Math.PI) / (long as number), phases: [draw.between(0, 6.28), draw.between(0, 6.28)] as const }));
	const turn = 0.13;
	const place = ([px, py]: Point): Point => {
		const [x, y] = [px + at[0], py + at[1]];
		let [dx, dy] = [0, 0];
		for (const wave of waves) {
			dx += wave.size * Math.sin(wave.turn * (y + 0.25 * x) + wave.phases[0]);
			dy += 0.8 * wave.size * Math.sin(wave.turn * (x - 0.25 * y) + wave.phases[1]);
		}
		const [bx, by] = [x + dx, y + dy];
		return [middle[0] + bx * Math.cos(turn) - by * Math.sin(turn), middle[1] + bx * Math.sin(turn) + by * Math.cos(turn)];
	};
	return {
		place,
		bend: (line) => densify(line, 42).map(place),
		height: ([x, y]) => 96 + 0.028 * Math.abs(x) - 0.0035 * y + 4 * Math.sin(x / 610 + 1) * Math.sin(y / 780),
	};
}
