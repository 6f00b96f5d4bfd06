import { describe, expect, test } from 'vitest';
import { concentration } from '../../../server/maths/concentration.ts';
import { fitGumbel, gumbelAbove } from '../../../server/maths/gumbel.ts';
import { hotSurroundings, hotspots } from '../../../server/maths/hotspot.ts';
import { dependentDiscoveryRate, falseDiscoveryRate, familyWise } from '../../../server/maths/many-tests.ts';
import { localMoran, moran, moranOfRates, shuffledLikeness } from '../../../server/maths/moran.ts';
import { neighboursWithin, type Places } from '../../../server/maths/neighbours.ts';
import { random } from '../../../server/maths/random.ts';
import { highestByChance, logLikelihoodRatio, scan } from '../../../server/maths/scan.ts';
import scanned from '../../../server/maths/vectors/scan_nc_sids.json' with { type: 'json' };
import sids from '../../../server/maths/vectors/spatial_nc_sids.json' with { type: 'json' };

const { name, cases74, births74, x, y, queen_neighbours_0based: queen } = sids.data;
const rates = cases74.map((it, i) => it / (births74[i] ?? 1));

function near(actual: readonly (number | undefined)[], expected: readonly number[], tolerance = 1e-8): void {
	expect(actual).toHaveLength(expected.length);
	expected.forEach((value, i) => {
		expect(Math.abs((actual[i] ?? Number.NaN) - value)).toBeLessThanOrEqual(tolerance);
	});
}

describe('like beside like', () => {
	test('is measured over all places as in spdep and PySAL', () => {
		const expected = sids.global_moran_W;
		const found = moran(rates, queen);
		near(
			[found.index, found.expected, found.variance, found.varianceNormal, found.z, found.p],
			[expected.I, expected.EI, expected.VI_rand, expected.VI_norm, expected.z, expected.p_greater],
		);
		near([moranOfRates(cases74, births74, queen)], [sids.EBI_moran.I]);
	});

	test('is measured at each place as in spdep, with what remains after many were tested', () => {
		const expected = sids.local_moran_W;
		const found = localMoran(rates, queen);
		near(
			found.map((it) => it.index),
			expected.Ii,
		);
		near(
			found.map((it) => it.expected),
			expected.E_cond,
		);
		near(
			found.map((it) => it.variance),
			expected.Var_cond,
		);
		near(
			found.map((it) => it.z),
			expected.Z_cond,
		);
		near(
			found.map((it) => it.p),
			expected.p_cond,
		);
		near(falseDiscoveryRate(found.map((it) => it.p)), expected.p_fdr);
		expect(found.map((it) => it.kind)).toEqual(expected.quadr.map((it) => it.toLowerCase()));
		const shuffled = shuffledLikeness(rates, queen);
		near(
			shuffled.flatMap((it) => [it.expected, it.variance, it.z]),
			expected.E_tot.flatMap((it, i) => [it, expected.Var_tot[i] ?? Number.NaN, expected.Z_tot[i] ?? Number.NaN]),
		);
	});
});

describe('places that stand above the rest', () => {
	test('are those of spdep, twelve at first sight and two after many were tested', () => {
		near(
			hotSurroundings(rates, queen).map((it) => it.z),
			sids.Gi_B,
		);
		const found = hotspots(rates, queen);
		near(
			found.map((it) => it.z),
			sids.Gi_star_B,
		);
		near(
			found.map((it) => it.p),
			sids.Gi_star_p_two,
		);
		const adjusted = falseDiscoveryRate(found.map((it) => it.p));
		near(adjusted, sids.Gi_star_p_BH);
		near(dependentDiscoveryRate(found.map((it) => it.p)), sids.Gi_star_p_BY);
		near(familyWise(found.map((it) => it.p)), sids.Gi_star_p_bonferroni);
		expect(name.filter((_, i) => (found[i]?.p ?? 1) < 0.05)).toEqual(sids.Gi_star_significant.raw05);
		expect(name.filter((_, i) => (adjusted[i] ?? 1) < 0.05)).toEqual(sids.Gi_star_significant.bh05);
	});

	test('are PySAL’s among six points with neighbours by distance', () => {
		const { points, threshold, y: values, Zs0_binary, Zs0_star_binary } = sids.pysal_published.G_local;
		const neighbours = neighboursWithin(points as unknown as Places, threshold);
		near([hotspots(values, neighbours)[0]?.z], [Zs0_star_binary]);
		near([hotSurroundings(values, neighbours)[0]?.z], [Zs0_binary], 1e-7);
		const all = concentration(values, neighbours);
		near([all.share], [sids.pysal_published.G_local.G_global], 5e-9);
		near([all.p], [sids.pysal_published.G_local.G_p_norm], 5e-7);
		expect(hotspots([1, 1, 1], [[1], [0, 2], [1]]).map((it) => it.p)).toEqual([1, 1, 1]);
	});
});

describe('circles with more than should be', () => {
	const places = x.map((it, i) => [it, y[i] ?? 0] as const);

	test('are the vector’s, members and all, with chances within a hundredth', () => {
		const found = scan({ places, counts: cases74, exposures: births74, seed: 1 });
		scanned.clusters.forEach((expected, i) => {
			const cluster = found[i];
			if (!cluster) throw new Error(`no cluster ${i}`);
			expect(name[cluster.centre]).toBe(expected.center);
			expect(cluster.members.map((it) => name[it])).toEqual([expected.members].flat());
			expect(cluster.count).toBe(expected.cases);
			near([cluster.expected, cluster.relativeRate, cluster.logLikelihoodRatio], [expected.expected, expected.rel_risk, expected.llr], 1e-8);
			near([cluster.p], [expected.p], 0.01 + 1e-9);
		});
		const own = found.flatMap((it) => it.members);
		expect(new Set(own).size).toBe(own.length);
	});

	test('come by chance as high as extremes do, so that one rarer than any draw has a chance too', () => {
		const highest = highestByChance({ places, counts: cases74, exposures: births74, simulations: 499 });
		const fit = fitGumbel(highest);
		for (const share of [0.5, 0.9, 0.95]) {
			const quantile = highest.toSorted()[Math.floor(share * highest.length)] ?? Number.NaN;
			expect(Math.abs(gumbelAbove(fit, quantile) - (1 - share))).toBeLessThan(0.06);
		}
		expect(gumbelAbove(fit, 15.76)).toBeLessThan(1e-4);
		expect(gumbelAbove({ location: 2, scale: 1 }, 2)).toBeCloseTo(1 - Math.exp(-1), 12);
	});

	test('hold no more than the share of a crew’s round, find a planted one, and find nothing where nothing is', () => {
		const draws = random('grid');
		const grid = Array.from({ length: 400 }, (_, i) => [(i % 20) * 250, Math.floor(i / 20) * 250] as const);
		const exposures = grid.map(() => 1);
		const planted = grid.map(([px, py]) => draws.poisson(Math.hypot(px - 1000, py - 1000) < 600 ? 6 : 2));
		const [first] = scan({ places: grid, counts: planted, exposures, mostShare: 0.1, simulations: 99 });
		expect(first?.p).toBe(0.01);
		expect(first?.members.length).toBeLessThanOrEqual(40);
		expect(Math.hypot((grid[first?.centre ?? 0]?.[0] ?? 0) - 1000, (grid[first?.centre ?? 0]?.[1] ?? 0) - 1000)).toBeLessThan(500);
		expect(scan({ places: grid, counts: exposures, exposures, simulations: 9 })).toEqual([]);
		expect(scan({ places: grid, counts: grid.map(() => 0), exposures })).toEqual([]);
		expect(logLikelihoodRatio(3, 4, 10)).toBe(0);
	});
});
