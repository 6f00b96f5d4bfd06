import { inflateSync } from 'node:zlib';

/** What one page of a PDF draws: its texts, and its paths of rectangles as (x, y, width, height). */
export interface Page {
	texts: string[];
	paths: number[][][];
}

// What of WinAnsi our words use beyond Latin-1; decoders of windows-1252 in some versions of Node leave it as it is.
const beyond: Readonly<Record<string, string>> = { '\x92': '’', '\x96': '–', '\x80': '€' };
const written = (hex: string): string =>
	Buffer.from(hex, 'hex')
		.toString('latin1')
		.replace(/[\u0080\u0092\u0096]/g, (it) => beyond[it] ?? it);

function textsIn(content: string): string[] {
	return [...content.matchAll(/\[([^\]]*)\] TJ/g)].map(([, parts = '']) => [...parts.matchAll(/<([0-9a-f]*)>/g)].map(([, hex = '']) => written(hex)).join(''));
}

const pathsIn = (content: string): number[][][] =>
	content.split(/\bf\n/).flatMap((part) => {
		const rectangles = [...part.matchAll(/([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) re/g)].map((it) => it.slice(1).map(Number));
		return rectangles.length > 0 ? [rectangles] : [];
	});

/** Reads the pages of a PDF of ours in their order; photos in it are passed over. */
export function pagesOf(pdf: Buffer): Page[] {
	const pages: Page[] = [];
	let at = 0;
	for (;;) {
		const start = pdf.indexOf('stream\n', at);
		if (start < 0) return pages;
		const end = pdf.indexOf('\nendstream', start);
		at = end + 10;
		if (
			pdf
				.subarray(Math.max(0, start - 300), start)
				.toString('latin1')
				.split(' obj')
				.at(-1)
				?.includes('/Image')
		)
			continue;
		const content = inflateSync(pdf.subarray(start + 7, end)).toString('latin1');
		pages.push({ texts: textsIn(content), paths: pathsIn(content) });
	}
}

type Matrix = boolean[][];

/** The modules of a QR code that was drawn as dark stretches, one unit a module. */
export function matrixOf(rectangles: readonly number[][]): Matrix {
	const size = Math.max(...rectangles.map(([x = 0, , width = 0]) => x + width));
	const matrix = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
	for (const [x = 0, y = 0, width = 0] of rectangles) for (let at = x; at < x + width; at += 1) (matrix[y] as boolean[])[at] = true;
	return matrix;
}

const masks: readonly ((row: number, column: number) => boolean)[] = [
	(r, c) => (r + c) % 2 === 0,
	(r) => r % 2 === 0,
	(_, c) => c % 3 === 0,
	(r, c) => (r + c) % 3 === 0,
	(r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
	(r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
	(r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
	(r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];

/** Whether a module of a code of version 1 to 3 belongs to a finder, the timing, the alignment or the format, and holds no data. */
function isFixed(size: number, row: number, column: number): boolean {
	const finder = (row < 9 && (column < 9 || column >= size - 8)) || (row >= size - 8 && column < 9);
	const alignment = size > 21 && Math.abs(row - (size - 7)) <= 2 && Math.abs(column - (size - 7)) <= 2;
	return finder || alignment || row === 6 || column === 6;
}

/** The places of data in the order in which they are read: pairs of columns from the right, up and down in turn. */
function placesOf(size: number): [number, number][] {
	const pairs = Array.from({ length: (size - 1) / 2 }, (_, at) => size - 1 - 2 * at).map((right) => (right <= 6 ? right - 1 : right));
	return pairs.flatMap((right, at) =>
		Array.from({ length: size }, (_, step) => (at % 2 === 0 ? size - 1 - step : step)).flatMap((row) =>
			[right, right - 1].filter((column) => !isFixed(size, row, column)).map((column): [number, number] => [row, column]),
		),
	);
}

/** Reads a QR code of version 1 to 3 (one block of data) in byte mode, as ISO/IEC 18004 says it; errors are not mended. */
export function readCode(matrix: Matrix): string {
	const size = matrix.length;
	if (size > 29) throw new Error(`a code of ${size} modules has several blocks`);
	const bit = (row: number, column: number): number => Number(matrix[row]?.[column] ?? false);
	const number = ((bit(8, 2) << 2) | (bit(8, 3) << 1) | bit(8, 4)) ^ 0b101;
	const mask = masks[number];
	const bits = placesOf(size).map(([row, column]) => bit(row, column) ^ Number(mask?.(row, column)));
	const value = (from: number, length: number): number => bits.slice(from, from + length).reduce((sum, it) => sum * 2 + it, 0);
	if (value(0, 4) !== 4) throw new Error('no byte mode');
	const bytes = Array.from({ length: value(4, 8) }, (_, at) => value(12 + at * 8, 8));
	return Buffer.from(bytes).toString('utf8');
}
