const hour = 60;
/** How often a service is read, minutes. */
export const schedules = { never: null, hourly: hour, daily: 24 * hour, weekly: 7 * 24 * hour } as const;
export type Schedule = keyof typeof schedules;

/** The schedule as it is offered; another one, set over the API, stands as what it is nearest to. */
export function scheduleOf(everyMinutes: number | null): Schedule {
	if (everyMinutes === null) return 'never';
	if (everyMinutes <= 6 * hour) return 'hourly';
	return everyMinutes <= 3 * 24 * hour ? 'daily' : 'weekly';
}
