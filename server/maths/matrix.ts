/** Rows of numbers. */
export type Matrix = readonly (readonly number[])[];

/** The inverse of a square matrix (Gauss–Jordan with the largest pivot); undefined where there is none. */
export function inverse(matrix: Matrix): number[][] | undefined {
	const size = matrix.length;
	const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
	const largest = Math.max(...matrix.flat().map(Math.abs), 0);
	for (let column = 0; column < size; column++) {
		const pivot = pivotRow(rows, column);
		[rows[column], rows[pivot]] = [rows[pivot] as number[], rows[column] as number[]];
		const own = rows[column] as number[];
		const divisor = own[column] as number;
		if (!(Math.abs(divisor) > 1e-13 * largest)) return;
		rows[column] = own.map((value) => value / divisor);
		clear(rows, column);
	}
	return rows.map((row) => row.slice(size));
}

/** The lower triangle whose product with its own transpose is the symmetric matrix (Cholesky); undefined where the matrix is not positive definite. */
export function lowerRoot(matrix: Matrix): number[][] | undefined {
	const root: number[][] = [];
	for (const [i, line] of matrix.entries()) {
		const own: number[] = [];
		for (const before of root) own.push(((line[own.length] as number) - dot(own, before)) / (before[own.length] as number));
		const rest = (line[i] as number) - dot(own, own);
		if (!(rest > 0)) return;
		root.push([...own, Math.sqrt(rest)]);
	}
	return root.map((own) => [...own, ...new Array<number>(matrix.length - own.length).fill(0)]);
}

/** A matrix times a vector. */
export function times(matrix: Matrix, vector: readonly number[]): number[] {
	return matrix.map((row) => dot(row, vector));
}

/** The sum of products of two equally long lists. */
export function dot(a: readonly number[], b: readonly number[]): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
	return sum;
}

function pivotRow(rows: readonly number[][], column: number): number {
	let best = column;
	for (let row = column + 1; row < rows.length; row++) {
		if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = row;
	}
	return best;
}

function clear(rows: number[][], column: number): void {
	const own = rows[column] as number[];
	for (let row = 0; row < rows.length; row++) {
		const factor = rows[row]?.[column] ?? 0;
		if (row !== column && factor !== 0) rows[row] = (rows[row] as number[]).map((value, k) => value - factor * (own[k] as number));
	}
}
