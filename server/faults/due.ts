import { type Calendar, dueAt } from '../maths/clock.ts';
import type { OfferedService, Town } from '../municipality/index.ts';

/** When a service standard's hours run, in the municipality's zone. */
export function calendarOf(town: Town, service: OfferedService): Calendar {
	return { windows: service.windows, holidays: service.calendar === 'always' ? new Set() : town.holidays, zone: town.municipality.zone };
}

/** Until when the service standard wants a response and a repair, counted from the first report. */
export function dueDates(town: Town, mode: string, from: Date): { respond: Date | null; resolve: Date | null } {
	const service = town.services.get(mode);
	if (!service) return { respond: null, resolve: null };
	const calendar = calendarOf(town, service);
	return { respond: dueAt(from, service.respondMinutes, calendar), resolve: dueAt(from, service.resolveMinutes, calendar) };
}
