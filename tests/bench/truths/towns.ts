import { layOut } from '../../../seeds/layout.ts';
import { DAY } from '../../../seeds/town/register.ts';
import { drawTown, type Town } from '../../../seeds/town/town.ts';
import { wardFinder } from '../../../seeds/town/wards.ts';

export const YEAR = 365.25 * DAY;

/** A small town of the demo, drawn in memory with a longer past than the demo's, and its wards' true reporting rates. */
export interface SmallTown {
	readonly seed: string;
	readonly town: Town;
	readonly now: number;
	readonly from: number;
	readonly layout: ReturnType<typeof layOut>;
}

/** Draws the small town of a seed with so many years of records. */
export function smallTown(seed: string, years: number): SmallTown {
	const layout = layOut('small', { seed, now: new Date('2026-06-01T06:00:00Z') });
	const [sheet] = layout.sheets;
	if (!sheet) throw new Error('a town has a sheet');
	const from = layout.now - years * YEAR;
	const town = drawTown(sheet, { counters: { asset: 0, byClass: {} }, wardOf: wardFinder(layout.wards), from, now: layout.now });
	return { seed, town, now: layout.now, from, layout };
}

/** How often what was planted lay within what was said, and the intervals' share of it. */
export class Coverage {
	said = 0;
	held = 0;

	/** Counts one interval. */
	add(truth: number, interval: { readonly low: number; readonly high: number }): void {
		this.said += 1;
		if (interval.low <= truth && truth <= interval.high) this.held += 1;
	}

	get share(): number {
		return this.held / this.said;
	}
}
