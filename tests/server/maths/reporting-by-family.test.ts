import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Random, random } from '../../../server/maths/random.ts';
import { correctedCount, everReported, placeAndFamilyRates, type Watched } from '../../../server/maths/reporting-by-family.ts';
import vector from '../../../server/maths/vectors/underreporting.json' with { type: 'json' };

const lines = readFileSync(new URL('../../../server/maths/vectors/underreporting_incidents.csv', import.meta.url), 'utf8')
	.trim()
	.split('\n')
	.slice(1);
const incidents = lines.map((line) => line.replaceAll('"', '').split(','));
const wards: Watched[] = vector.expect.ward.map((ward, i) => {
	const own = incidents.filter(([it]) => it === ward);
	const sum = (at: number): number => own.reduce((total, it) => total + Number(it[at]), 0);
	return { place: ward, family: 'all', seen: vector.truth[i]?.observed ?? 0, duplicates: sum(2), days: sum(1) };
});

const life = 30;

/** Four hundred true faults of a family in a place, as far as anybody reported them. */
function lived(dice: Random, { place, family, rate }: { place: string; family: string; rate: number }): Watched {
	const row = { place, family, seen: 0, duplicates: 0, days: 0 };
	for (let fault = 0; fault < 400; fault += 1) {
		const [first, end] = [dice.exponential(rate), dice.exponential(1 / life)];
		if (first > end) continue;
		row.seen += 1;
		row.days += end - first;
		row.duplicates += dice.poisson(rate * (end - first));
	}
	return row;
}

const places = { quiet: 0.02, usual: 0.1, loud: 0.3 };
const families = { lamp: 0.5, pipe: 3 };
const townOf = (dice: Random): Watched[] =>
	Object.entries(places).flatMap(([place, rate]) => Object.entries(families).map(([family, notice]) => lived(dice, { place, family, rate: rate * notice })));

describe('how fast people report', () => {
	it('is what the oracle finds in eight wards, with its chances and corrected counts', () => {
		const rates = placeAndFamilyRates(wards);
		vector.expect.ward.forEach((ward, i) => {
			const expected = vector.expect.lambda[i] ?? 0;
			const rate = (rates.place.get(ward) ?? 0) * (rates.family.get('all') ?? 0);
			expect(rate).toBeCloseTo(expected, 9);
			expect(everReported(rate, 21)).toBeCloseTo(vector.expect.p_ever_reported_life21[i] ?? 0, 9);
			const corrected = correctedCount(wards.slice(i, i + 1), rates, 21);
			expect(corrected?.count).toBeCloseTo(vector.expect.implied_incidents[i] ?? 0, 5);
			expect(corrected?.low).toBeLessThan(vector.truth[i]?.incidents ?? 0);
			expect(corrected?.high).toBeGreaterThan(vector.truth[i]?.incidents ?? 0);
		});
	});

	it('is told apart from how much a family is noticed, with the truth within the interval in about 95 of 100', () => {
		let [within, all] = [0, 0];
		for (let town = 0; town < 60; town += 1) {
			const rows = townOf(random(`quiet ${town}`));
			const rates = placeAndFamilyRates(rows);
			for (const place of Object.keys(places)) {
				const its = rows.filter((it) => it.place === place);
				const corrected = correctedCount(its, rates, life);
				all += 1;
				within += corrected && corrected.low <= 800 && 800 <= corrected.high ? 1 : 0;
			}
		}
		expect(within / all).toBeGreaterThan(0.9);
	});

	it('says nothing of a place where nobody ever reported a second time', () => {
		const rows = [{ place: 'A', family: 'x', seen: 4, duplicates: 0, days: 90 }];
		expect(correctedCount(rows, placeAndFamilyRates(rows), 21)).toBeUndefined();
	});
});
