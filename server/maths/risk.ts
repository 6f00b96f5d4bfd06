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
