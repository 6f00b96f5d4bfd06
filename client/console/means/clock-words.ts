const two = (it: number): string => String(it).padStart(2, '0');

/** Minutes after midnight as a clock shows them, whichever the day. */
export const clockWords = (minutes: number): string => `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;

/** What a clock shows as minutes after midnight; NaN where it shows nothing. */
export function minutesOf(clock: string): number {
	const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(clock) ?? [];
	return hours === undefined ? Number.NaN : Number(hours) * 60 + Number(minutes);
}
