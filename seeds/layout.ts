import { random } from '../server/maths/random.ts';
import { holidaysBetween, Office } from './history/calendar.ts';
import { DAY } from './town/register.ts';
import { type Size, type SizeName, sizes } from './town/sizes.ts';
import { planSheet, type Sheet, wardsOf } from './town/town.ts';
import { outline, rectangle, type Ward } from './town/wards.ts';
import { reportingRates } from './truths.ts';

/** All that is decided before the first street is laid. */
export interface Layout {
	readonly size: Size;
	readonly seed: string;
	readonly from: number;
	readonly now: number;
	readonly sheets: readonly Sheet[];
	readonly wards: readonly Ward[];
	readonly rates: readonly { rate: number; quiet: boolean }[];
	readonly office: Office;
}

const HOUR = 3_600_000;

/** Plans a demo: its sheets, its wards with their true reporting rates, its years. */
export function layOut(
	name: SizeName,
	{ seed = 'blaauwvlei', now = new Date() }: { readonly seed?: string | undefined; readonly now?: Date | undefined },
): Layout {
	const size: Size = sizes[name];
	const [across, up] = size.sheets;
	const { width, height, margin } = size.extent;
	const [pitchX, pitchY] = [width + 2 * margin, height + 2 * margin];
	const sheets = Array.from({ length: across * up }, (_, i) => {
		const at = [((i % across) - (across - 1) / 2) * pitchX, (Math.floor(i / across) - (up - 1) / 2) * pitchY] as const;
		return planSheet({ seed, extent: size.extent, at, mark: across * up > 1 ? `${i + 1}-` : '' });
	});
	const half = [(across * pitchX) / 2, (up * pitchY) / 2] as const;
	const edge = sheets.length > 1 ? rectangle(half) : outline(half);
	const wards = wardsOf(sheets, { seed, count: size.wards, edge });
	const end = Math.floor(now.getTime() / HOUR) * HOUR;
	const from = Math.floor((end - size.years * 365.25 * DAY) / DAY) * DAY;
	const holidays = holidaysBetween(new Date(from).getUTCFullYear(), new Date(end).getUTCFullYear() + 2);
	const rates = reportingRates(wards.length, random(`${seed}/rates`));
	return { size, seed, from, now: end, sheets, wards, rates, office: new Office(new Set(holidays.map(({ day }) => day))) };
}
