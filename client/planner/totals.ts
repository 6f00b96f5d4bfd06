import { exposureRate } from '../../server/maths/rates.ts';
import type { Cell, Column, Row } from '../../server/planning/contract.ts';
import { figure } from './figures.ts';

const sum = (rows: readonly Row[], id: string): number => rows.reduce((all, row) => all + (figure(row, id) ?? 0), 0);

const known = (rows: readonly Row[], id: string): boolean => rows.every((row) => figure(row, id) !== null);

function rateOf(rows: readonly Row[], { ratio }: Column) {
	if (!ratio || !known(rows, ratio.count) || !known(rows, ratio.exposure)) return;
	return exposureRate(sum(rows, ratio.count), sum(rows, ratio.exposure), ratio.per);
}

/**
 * What a column says of several rows together: the sum where figures add up, the rate of what they add up to with its exact interval where it is one, and
 * nothing elsewhere: a mean of medians or of shares would be a figure that nobody counted.
 */
export function together(rows: readonly Row[], column: Column, columns: readonly Column[]): Cell {
	if (column.kind === 'interval') {
		const of = columns.find(({ id }) => id === column.of);
		const rate = of && rateOf(rows, of);
		return rate ? [rate.low, rate.high] : null;
	}
	if (column.adds) return known(rows, column.id) ? sum(rows, column.id) : null;
	return rateOf(rows, column)?.rate ?? null;
}
