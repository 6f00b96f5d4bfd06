/** What stands between the numbers of a position, between positions, and before the decimals, where it is not `,`, space and `.`. */
interface Marks {
	readonly cs?: string;
	readonly ts?: string;
	readonly decimal?: string;
}

/** Positions as KML and GML 2 write them: `x,y,z x,y,z`. */
export function tuplesIn(text: string, marks: Marks = {}): number[][] {
	const [comma, space, point] = [marks.cs || ',', marks.ts?.trim(), marks.decimal || '.'];
	const tidy = text.trim().replaceAll(/\s*,\s*/g, ',');
	if (tidy === '') return [];
	const list = space ? tidy.split(space) : tidy.split(/\s+/);
	return list.map((it) =>
		it
			.trim()
			.split(comma)
			.map((number) => (number.trim() === '' ? Number.NaN : Number(point === '.' ? number : number.replace(point, '.')))),
	);
}
