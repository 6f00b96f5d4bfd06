import { southAfricanHolidays } from '../../server/maths/south-african-holidays.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The clock of the fictional town: two hours ahead of UTC, summer and winter. */
const OFFSET = 2 * HOUR;

/** Public holidays from one year to another. */
export const holidaysBetween = (from: number, to: number): { readonly day: string; readonly name: string }[] =>
	Array.from({ length: to - from + 1 }, (_, i) => southAfricanHolidays(from + i)).flat();

/** Hours of the day in the town, with fraction. */
export const hourOf = (at: number): number => (((at + OFFSET) % DAY) + DAY) % DAY / HOUR; // biome-ignore format: one line
export const dayOfYear = (at: number): number => (at - Date.UTC(new Date(at).getUTCFullYear(), 0, 1)) / DAY;

/** Fast office hours for a long history: Monday to Friday 07:30 to 16:00, no holidays. */
export class Office {
	readonly #holidays: ReadonlySet<string>;
	readonly #open = new Map<number, boolean>();

	constructor(holidays: ReadonlySet<string>) {
		this.#holidays = holidays;
	}

	/** Is the day (counted from 1970, local) a working day? */
	works(day: number): boolean {
		const known = this.#open.get(day);
		if (known !== undefined) {
			return known;
		}
		const weekday = (((day + 3) % 7) + 7) % 7;
		const open = weekday < 5 && !this.#holidays.has(new Date(day * DAY).toISOString().slice(0, 10));
		this.#open.set(day, open);
		return open;
	}

	/** The first instant at or after this one at which somebody works. */
	next(at: number): number {
		const local = at + OFFSET;
		let day = Math.floor(local / DAY);
		const into = local - day * DAY;
		if (this.works(day) && into < 16 * HOUR) {
			return Math.max(at, day * DAY + 7.5 * HOUR - OFFSET);
		}
		do {
			day++;
		} while (!this.works(day));
		return day * DAY + 7.5 * HOUR + (into % (2 * HOUR)) - OFFSET;
	}

	/** When so many open hours have elapsed. */
	due(at: number, hours: number): number {
		let left = hours * HOUR;
		for (let day = Math.floor((at + OFFSET) / DAY); ; day++) {
			if (this.works(day)) {
				const from = Math.max(at, day * DAY + 7.5 * HOUR - OFFSET);
				const to = day * DAY + 16 * HOUR - OFFSET;
				if (to - from >= left) {
					return from + left;
				}
				left -= Math.max(0, to - from);
			}
		}
	}
}
