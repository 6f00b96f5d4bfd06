import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rateRatios, type Watched } from '../../../server/maths/rate-ratios.ts';
import rates from '../../../server/maths/vectors/rates.json' with { type: 'json' };

const PIPES: Watched[] = readFileSync(new URL('../../../server/maths/vectors/pipes_rates.csv', import.meta.url), 'utf8')
	.trim()
	.split('\n')
	.slice(1)
	.map((line) => line.replaceAll('"', '').split(','))
	.map(([, material = '', diameter, , , , exposed, age, failures]) => ({
		levels: [material],
		...{ size: Number(diameter), age: Number(age), exposed: Number(exposed), failures: Number(failures) },
	}));

const found = rateRatios(PIPES);
const of = (name: string) => found?.ratios.find(({ term }) => (term.level || term.kind) === name);

describe('what goes with failures', () => {
	test('is what R’s glm.nb finds, for each material against the one of most failures, twice the diameter and ten more years', () => {
		const { coef, se } = rates.negbin_glm;
		expect(of('AC')).toMatchObject({ reference: true, ratio: 1, failures: 324 });
		for (const it of ['CI', 'HDPE', 'uPVC'] as const) expect(Math.log(of(it)?.ratio ?? 0)).toBeCloseTo(coef[`material${it}`], 6);
		expect(Math.log(of('size')?.ratio ?? 0)).toBeCloseTo(Math.LN2 * coef.ld, 6);
		expect(Math.log(of('age')?.ratio ?? 0)).toBeCloseTo(10 * coef.a30, 6);
		expect(Math.log(of('CI')?.high ?? 0)).toBeCloseTo(coef.materialCI + 1.959964 * se.materialCI, 5);
		expect(found?.theta).toBeCloseTo(rates.negbin_glm.theta, 6);
		expect(found?.dispersion).toBeCloseTo(rates.poisson_glm.pearson_dispersion, 6);
	});

	test('says nothing of a kind that never failed, keeps those whose size nobody knows, and is silent where there is nothing to compare', () => {
		const never: Watched[] = PIPES.slice(0, 40).map((it) => ({ ...it, levels: ['GRP'], failures: 0 }));
		const more = rateRatios([...PIPES.map((it, i) => (i % 9 === 0 ? { ...it, size: null } : it)), ...never]);
		expect(more?.silent).toMatchObject([{ level: 'GRP' }]);
		expect(more?.ratios.map(({ term }) => term.kind)).toContain('no-size');
		expect(more?.failures).toBe(found?.failures);
		expect(rateRatios([])).toBeUndefined();
		expect(rateRatios(PIPES.map((it) => ({ ...it, failures: 0 })))).toBeUndefined();
		const alike = PIPES.map((it) => ({ ...it, size: it.levels[0] === 'AC' ? 100 : 200, levels: [it.levels[0] === 'AC' ? 'AC' : 'others'] }));
		expect(rateRatios(alike)).toMatchObject({ withoutSize: true });
	});
});
