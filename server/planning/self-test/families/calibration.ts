import { calibrationError } from '../../../maths/calibration.ts';
import { gridTown } from '../../../maths/grid-town.ts';
import { random } from '../../../maths/random.ts';
import { simulateReports } from '../../../maths/simulated-reports.ts';
import type { SnapCase } from '../../../maths/snap-scores.ts';
import { type Answered, reliability } from '../../../maths/snapping-figures.ts';
import { type Family, near, type Plot } from '../check.ts';

/** The ways of placing a pin that most residents use. */
const methods = ['gnss', 'click17'] as const;

/** Pins of each way, in a town where the truth is known. */
const pins = 1000;

/** The furthest that what was said and what came true may lie apart, weighted by cases. */
const most = 0.05;

const answered = ({ probabilities, none, truth }: SnapCase): Answered => ({
	...{ probabilities: [...probabilities, none], assets: probabilities.length },
	...{ truth: truth ?? probabilities.length, quantile: 1 },
});

/** How sure snapping was of its likeliest answer, against how often it was right. */
function plotOf(id: string, cases: readonly Answered[]): Plot {
	const likeliest = cases.map(({ probabilities }) => Math.max(...probabilities));
	const error = calibrationError(
		likeliest,
		cases.map(({ probabilities, truth }, i) => probabilities[truth] === likeliest[i]),
	);
	return { id, n: cases.length, error, bins: reliability(cases) };
}

/** Whether probabilities mean what they say: of a hundred answers that are called 80 % sure, eighty are right. */
export const calibrated: Family = {
	id: 'calibration',
	vectors: ['snap_simulation.json'],
	oracle: 'simulated pins with known truth',
	checks: () => {
		const town = gridTown();
		const plots = methods.map((method) => plotOf(method, simulateReports(town, method, pins, random(`self-test ${method}`)).full.map(answered)));
		const checks = plots.map(({ id, error }) => near(`calibration error, ${id}`, [error], [0], most));
		return { checks, plots };
	},
};
