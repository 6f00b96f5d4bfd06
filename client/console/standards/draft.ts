import type { StandardSettings } from '../../../server/municipality/standards/contract.ts';

/** What every part of the room gets: the draft, what is wrong by field, and how to write. */
export interface PartProps {
	it: StandardSettings;
	errors: Readonly<Record<string, string | undefined>>;
	write: (part: Partial<StandardSettings>) => void;
}

/** Open minutes as hours in a field, and back. */
export const hoursOf = (minutes: number | null): string => (minutes === null ? '' : String(Math.round((minutes / 60) * 100) / 100));
export const minutesOf = (hours: string): number => Math.round(Number(hours) * 60);

const clock = (minutes: number): string => {
	const day = minutes > 1440 ? minutes - 1440 : minutes;
	return `${String(Math.floor(day / 60)).padStart(2, '0')}:${String(day % 60).padStart(2, '0')}`;
};

/** The hours of one day as they are typed: "07:30–16:00, 17:00–18:00". */
export const spokenHours = (day: readonly (readonly [number, number])[]): string => day.map(([from, to]) => `${clock(from)}–${clock(to)}`).join(', ');

const oneSpan = /^(\d{1,2})[:h.](\d\d)\s*[–—-]\s*(\d{1,2})[:h.](\d\d)$/;

/** Reads the hours of one day; past midnight where they end before they begin; null where they cannot be read. */
export function typedHours(typed: string): [number, number][] | null {
	if (typed.trim() === '') return [];
	const spans = typed.split(/[,;]/).map((part): [number, number] | null => {
		const [, h1, m1, h2, m2] = oneSpan.exec(part.trim()) ?? [];
		if (h1 === undefined) return null;
		const from = Number(h1) * 60 + Number(m1);
		const to = Number(h2) * 60 + Number(m2);
		return from > 1439 || to > 1440 ? null : [from, to > from ? to : to + 1440];
	});
	return spans.every((it) => it !== null) ? spans : null;
}

/** All that is written: not the titles. */
export const partsOf = ({ calendars, holidays, services, tiers, limits, ladder }: StandardSettings) => ({
	calendars,
	holidays,
	services,
	tiers,
	limits,
	ladder,
});
