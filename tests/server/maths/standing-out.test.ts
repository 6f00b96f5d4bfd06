import { describe, expect, it } from 'vitest';
import { hexCentre } from '../../../server/maths/hex.ts';
import { random } from '../../../server/maths/random.ts';
import { standingOut } from '../../../server/maths/standing-out.ts';

/** A town of 14 × 14 hexagons where things fail at one rate, but for some of them. */
function town(seed: string, worse: (q: number, r: number) => boolean) {
	const dice = random(seed);
	const hexes = Array.from({ length: 196 }, (_, i) => ({ q: i % 14, r: Math.floor(i / 14) }));
	const exposures = hexes.map(() => dice.between(20, 200));
	return {
		places: hexes.map((hex) => hexCentre(hex, 250)),
		exposures,
		counts: hexes.map(({ q, r }, i) => dice.poisson((exposures[i] ?? 0) * 0.05 * (worse(q, r) ? 4 : 1))),
		planted: hexes.flatMap(({ q, r }, i) => (worse(q, r) ? [i] : [])),
	};
}

describe('where it is worse than exposure lets expect', () => {
	it('is where it was planted, by circle and with the surroundings, and hardly anywhere else', () => {
		const ground = { ...town('worse', (q, r) => q >= 5 && q < 8 && r >= 5 && r < 8), simulations: 99 };
		const found = standingOut(ground);
		const named = found.filter((it) => it.hot || it.circle);
		const hit = named.filter((it) => ground.planted.includes(it.index));
		expect(hit.length).toBeGreaterThanOrEqual(ground.planted.length - 1);
		expect(found.find((it) => it.index === ground.planted[4])).toMatchObject({ hot: true, circle: { number: 1 } });
		// With its neighbours a hexagon at the rim of the planted ones stands out rightly; far from them none may.
		const far = named.filter(({ index }) =>
			ground.planted.every((it) => Math.hypot(...[0, 1].map((axis) => (ground.places[index]?.[axis] ?? 0) - (ground.places[it]?.[axis] ?? 0))) > 520),
		);
		expect(far.length).toBeLessThanOrEqual(2);
	});

	it('is anywhere in even towns no oftener than one in twenty, and what chance adds to so few', { timeout: 60_000 }, () => {
		const towns = 24;
		const alarms = Array.from({ length: towns }, (_, i) => standingOut({ ...town(`even ${i}`, () => false), simulations: 99 })).filter((it) =>
			it.some(({ circle }) => circle),
		);
		expect(alarms.length).toBeLessThanOrEqual(towns * 0.05 + 3 * Math.sqrt(towns * 0.05 * 0.95));
	});

	it('is not judged where there is nothing to judge by', () => {
		expect(standingOut({ places: [], counts: [], exposures: [] })).toEqual([]);
		expect(standingOut({ places: [[0, 0]], counts: [3], exposures: [2] })).toEqual([]);
	});
});
