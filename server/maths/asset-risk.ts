import { expectedFailures, type Failing } from './expected-failures.ts';
import { chanceOfFailure, consequenceGrade, type Grade, likelihoodGrade } from './risk.ts';

/** The parts of what one failure costs, in one currency. */
export const costParts = ['repair', 'safety', 'water', 'people', 'damage', 'late'] as const;
export type CostParts = Readonly<Record<(typeof costParts)[number], number>>;

/** What a failure of a class costs at an importance that makes nothing of it more or less; `perPerson` is what it is worth to one who goes without. */
export interface FailureCosts extends CostParts {
	readonly perPerson: number;
}

/** An asset, its past, and what a failure of it means. */
export interface RiskyAsset extends Failing {
	/** By how much its importance multiplies danger and hardship. */
	readonly factor: number;
	/** Who goes without when it fails; null: as many as is usual. */
	readonly customers: number | null;
}

export interface AssetRisk {
	/** Failures expected within 12 months, and the chance of at least one. */
	readonly yearly: number;
	readonly chance: number;
	readonly parts: CostParts;
	/** What one failure costs, and that times its chance: money a year. */
	readonly consequence: number;
	readonly risk: number;
	readonly likelihoodGrade: Grade;
	readonly consequenceGrade: Grade;
}

/** What one failure of an asset costs, part by part: danger and hardship by its importance, hardship by who goes without. */
export function partsOf({ factor, customers }: Pick<RiskyAsset, 'factor' | 'customers'>, costs: FailureCosts): CostParts {
	const people = factor * (customers === null ? costs.people : customers * costs.perPerson);
	return { repair: costs.repair, safety: factor * costs.safety, water: costs.water, people, damage: costs.damage, late: costs.late };
}

/**
 * Likelihood × consequence of each asset in money a year (ISO 31000, ISO 55000): the chance of a failure within 12 months by empirical Bayes from its cohort and
 * its own past, times what a failure costs. `top` is the cost from which a consequence has grade 5. The same order as the assets.
 */
export function assetRisks(assets: readonly RiskyAsset[], costs: FailureCosts, top: number): AssetRisk[] {
	const yearly = expectedFailures(assets);
	return assets.map((asset, i) => {
		const expected = yearly[i] ?? 0;
		const chance = chanceOfFailure(expected);
		const parts = partsOf(asset, costs);
		const consequence = costParts.reduce((sum, part) => sum + parts[part], 0);
		return {
			...{ yearly: expected, chance, parts, consequence, risk: chance * consequence },
			...{ likelihoodGrade: likelihoodGrade(chance), consequenceGrade: consequenceGrade(consequence, top) },
		};
	});
}
