/** How labels stand on a sheet or a roll. All lengths in millimetres, as the makers of label sheets give them. */
export interface Layout {
	readonly id: string;
	readonly page: { readonly width: number; readonly height: number };
	readonly columns: number;
	readonly rows: number;
	readonly label: { readonly width: number; readonly height: number };
	/** From the edge of the page to the first label. */
	readonly left: number;
	readonly top: number;
	/** Between labels. */
	readonly across: number;
	readonly down: number;
	/** Inside a label nothing is printed so near to its edge: sheets shift in the printer, and are cut askew. */
	readonly safe: number;
	/** A square label has its text below the code, any other beside it. */
	readonly text: 'beside' | 'below';
}

const a4 = { width: 210, height: 297 };

/** To add a sheet, add its measures. */
export const layouts = [
	{
		...{ id: 'a4-3x8', page: a4, columns: 3, rows: 8, label: { width: 70, height: 37 } },
		...{ left: 0, top: 0.5, across: 0, down: 0, safe: 4.5, text: 'beside' },
	},
	{
		...{ id: 'a4-2x7', page: a4, columns: 2, rows: 7, label: { width: 99.1, height: 38.1 } },
		...{ left: 4.65, top: 15.15, across: 2.5, down: 0, safe: 4, text: 'beside' },
	},
	{
		...{ id: 'roll-50', page: { width: 50, height: 50 }, columns: 1, rows: 1, label: { width: 50, height: 50 } },
		...{ left: 0, top: 0, across: 0, down: 0, safe: 3, text: 'below' },
	},
] as const satisfies readonly Layout[];

/** The labels on one page. */
export const onPage = ({ columns, rows }: Layout): number => columns * rows;

/** The upper left corner of a label on its page, by its number from 0, row by row. */
export function cornerOf(layout: Layout, number: number): { x: number; y: number } {
	const column = number % layout.columns;
	const row = Math.floor(number / layout.columns);
	return { x: layout.left + column * (layout.label.width + layout.across), y: layout.top + row * (layout.label.height + layout.down) };
}
