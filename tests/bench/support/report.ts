/** One thing that must hold, in words, and whether it does. */
export interface Bar {
	readonly what: string;
	readonly holds: boolean;
}

/** A table of rows that share their columns. */
export function printTable(rows: readonly Readonly<Record<string, string | number>>[]): void {
	const columns = Object.keys(rows[0] ?? {});
	const cells = [columns, ...rows.map((row) => columns.map((it) => String(row[it] ?? '')))];
	const widths = columns.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
	for (const row of cells) console.info(row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('   '));
	console.info('');
}

/** Prints the bars and, as the last line, the figures as JSON; the process will end with 0 only where all bars hold. */
export function conclude(bench: string, figures: object, bars: readonly Bar[]): void {
	for (const { what, holds } of bars) console.info(`${holds ? 'holds ' : 'MISSED'}   ${what}`);
	const pass = bars.every((it) => it.holds);
	console.info(`\n${JSON.stringify({ bench, ...figures, pass })}`);
	process.exitCode = pass ? 0 : 1;
}

export const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;
