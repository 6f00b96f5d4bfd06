import type { SignRow } from './queries.ts';
import type { Rule } from './rules.ts';

/** What is known of an asset, and the fault that says so. */
export interface Sign {
	said: 'reported' | 'well' | 'explained';
	fault: number;
}

/** What counts most of several. */
const rank = { well: 0, explained: 1, reported: 2 } as const;

/** The sign that counts of each asset: that it is reported, that something else is wrong with it, or that it was seen to be well since the first report. */
export function signsOf(rows: readonly SignRow[], { symptoms, hours }: Rule, now: Date): Map<number, Sign> {
	const from = now.getTime() - hours * 3_600_000;
	const counts = ({ open, below, mode, at }: SignRow): boolean => open && !below && symptoms.includes(mode) && at.getTime() > from;
	const first = rows.filter(counts).reduce((earliest, { at }) => Math.min(earliest, at.getTime()), now.getTime());
	const saying = (row: SignRow): Sign['said'] | undefined => {
		if (row.open) return counts(row) ? 'reported' : 'explained';
		return row.well && row.since.getTime() > first ? 'well' : undefined;
	};
	const signs = new Map<number, Sign>();
	for (const row of rows) {
		const said = saying(row);
		if (said && rank[said] >= rank[signs.get(row.asset)?.said ?? 'well']) signs.set(row.asset, { said, fault: row.fault });
	}
	return signs;
}
