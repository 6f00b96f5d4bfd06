/** Between which widths, in px, a pane is of use. */
export interface Limits {
	least: number;
	most: number;
}

export const clamp = (width: number, { least, most }: Limits): number => Math.min(most, Math.max(least, width));

/** What must be left for the part that takes the rest. */
const leastRest = 240;

/** The widths of panes in a frame: as they were dragged, but narrowed in step where the frame has become too small for them. */
export function fitWidths(panes: readonly (Limits & { name: string; width: number })[], dragged: Readonly<Record<string, number>>, frame: number): number[] {
	const wanted = panes.map((pane) => clamp(dragged[pane.name] ?? pane.width, pane));
	const over = wanted.reduce((sum, width) => sum + width, 0) + leastRest - frame;
	if (over <= 0) return wanted;
	const slack = panes.map((pane, at) => (wanted[at] ?? 0) - pane.least);
	const give = slack.reduce((sum, it) => sum + it, 0);
	const share = give > 0 ? Math.min(1, over / give) : 0;
	return wanted.map((width, at) => Math.round(width - (slack[at] ?? 0) * share));
}
