/** Which faults are shown. */
export interface FaultFilter {
	state: 'open' | 'fixed' | 'not-done' | 'all';
	class: string;
	ward: string;
}

export const filterStates = ['open', 'fixed', 'not-done', 'all'] as const;

const isState = (it: string | null): it is FaultFilter['state'] => filterStates.some((known) => known === it);

/** Reads the filter from an address. */
export const readFilter = (query: URLSearchParams): FaultFilter => {
	const state = query.get('state');
	return { state: isState(state) ? state : 'open', class: query.get('class') ?? '', ward: query.get('ward') ?? '' };
};

/** Writes the filter into an address; what is as usual is left out. */
export function writeFilter({ state, class: of, ward }: FaultFilter): URLSearchParams {
	const query = new URLSearchParams();
	if (state !== 'open') query.set('state', state);
	if (of) query.set('class', of);
	if (ward) query.set('ward', ward);
	return query;
}

/** Whether everything that is open is shown, which is what the tiles of the map hold. */
export const isUsual = (it: FaultFilter): boolean => it.state === 'open' && !it.class && !it.ward;
