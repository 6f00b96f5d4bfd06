/** A grade from 1 (least) to 5 (most). */
export type Grade = 1 | 2 | 3 | 4 | 5;

/** How a risk is spoken of. */
export type RiskBand = 'low' | 'medium' | 'high' | 'extreme';

/** Likelihood × consequence (ISO 31000): for the screen and the audit only; such scores can be neither added nor budgeted. */
export function riskScore(likelihood: Grade, consequence: Grade): number {
	return likelihood * consequence;
}

/** The band of a score: low to 4, medium to 9, high to 15, extreme above. */
export function riskBand(score: number): RiskBand {
	if (score <= 4) {
		return 'low';
	}
	if (score <= 9) {
		return 'medium';
	}
	return score <= 15 ? 'high' : 'extreme';
}

/** From which chance of a failure within 12 months a likelihood has the grades 2 to 5; to be confirmed by whoever answers for the risk. */
export const likelihoodFrom = [0.01, 0.05, 0.2, 0.5] as const;

/** From which cost of a failure a consequence has the grades 2 to 5: each four times the one before, up to `top`. */
export const consequenceFrom = (top: number): readonly [number, number, number, number] => [top / 64, top / 16, top / 4, top];

const gradeOf = (value: number, from: readonly number[]): Grade => (1 + from.filter((it) => value >= it).length) as Grade;

/** The chance of at least one failure where so many are expected. */
export const chanceOfFailure = (expected: number): number => -Math.expm1(-expected);

/** How likely a failure within 12 months is. */
export const likelihoodGrade = (chance: number): Grade => gradeOf(chance, likelihoodFrom);

/** How grave a failure that costs so much is. */
export const consequenceGrade = (cost: number, top: number): Grade => gradeOf(cost, consequenceFrom(top));
