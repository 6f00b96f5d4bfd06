import { readFileSync } from 'node:fs';

/** The rows of a table among the vectors, by their column names. */
export function vectorRows(name: string): Record<string, string>[] {
	const [head = '', ...lines] = readFileSync(new URL(`../../maths/vectors/${name}`, import.meta.url), 'utf8')
		.trim()
		.split('\n');
	const columns = head.replaceAll('"', '').split(',');
	return lines.map((line) => {
		const cells = line.replaceAll('"', '').split(',');
		return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
	});
}
