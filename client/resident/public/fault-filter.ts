import { type Age, ageDays, ages } from '../../../server/faults/contract.ts';

/** Which faults are shown; what is empty narrows nothing. */
export interface FaultFilter {
	state: 'open' | 'fixed' | 'not-done' | 'all';
	class: string;
	ward: string;
	age: Age | '';
	street: string;
}

export const filterStates = ['open', 'fixed', 'not-done', 'all'] as const;

const isState = (it: string | null): it is FaultFilter['state'] => filterStates.some((known) => known === it);
const isAge = (it: string | null): it is Age => ages.some((known) => known === it);

/** Reads the filter from an address. */
export const readFilter = (query: URLSearchParams): FaultFilter => {
	const [state, age] = [query.get('state'), query.get('age')];
	return {
		state: isState(state) ? state : 'open',
		class: query.get('class') ?? '',
		ward: query.get('ward') ?? '',
		age: isAge(age) ? age : '',
		street: query.get('street') ?? '',
	};
};

/** Writes the filter into an address; what is as usual is left out. */
export function writeFilter({ state, ...narrowed }: FaultFilter): URLSearchParams {
	const query = new URLSearchParams();
	if (state !== 'open') query.set('state', state);
	for (const [name, value] of Object.entries(narrowed)) if (value) query.set(name, value);
	return query;
}

/** A day so many days before another, both as 2026-11-28. */
const daysBefore = (day: string, count: number): string => new Date(Date.parse(day) - count * 86_400_000).toISOString().slice(0, 10);
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The open faults of a filter as the tiles are asked for them (CQL2); a ward goes by its name there. `today` is the municipality's day. */
export function tileFilter({ class: id, ward, age, street }: FaultFilter, { today, wardName }: { today: string; wardName: string }): string {
	const { atMost, atLeast } = age ? ageDays[age] : {};
	return [
		'open = TRUE',
		...(id ? [`class = ${quoted(id)}`] : []),
		...(ward ? [`ward = ${quoted(wardName)}`] : []),
		...(street ? [`street = ${quoted(street)}`] : []),
		...(atMost === undefined ? [] : [`since >= DATE('${daysBefore(today, atMost)}')`]),
		...(atLeast === undefined ? [] : [`since < DATE('${daysBefore(today, atLeast)}')`]),
	].join(' AND ');
}
