import { type ReadonlySignal, type Signal, useComputed, useSignal } from '@preact/signals';
import { listFaults, type PublicFault } from '../../../server/faults/contract.ts';
import { type Answer, useCall } from '../../api/use-call.ts';
import { language } from '../../i18n/language.ts';
import { route } from '../route.ts';
import { type FaultFilter, readFilter } from './fault-filter.ts';
import type { There } from './map-search.tsx';

/** What the list and the map of faults have in common. */
export interface FaultsState {
	filter: ReadonlySignal<FaultFilter>;
	answer: Answer<{ faults: PublicFault[]; next: string | null }>;
	/** What part of the world the map shows: west, south, east, north; empty before there is a map. */
	box: Signal<string>;
	/** The code of the fault that is chosen, on the map or in the list. */
	chosen: Signal<string | null>;
	/** The one that is pointed at. */
	pointed: Signal<PublicFault | null>;
	/** Where the map is wanted to go. */
	there: Signal<There | null>;
}

/** As many as are listed, and drawn one by one. */
export const mostListed = 100;

/** The state of the public map, for as long as it is shown. */
export function useFaults(): FaultsState {
	const key = useComputed(() => JSON.stringify(readFilter(route.value.query)));
	const filter = useComputed(() => JSON.parse(key.value) as FaultFilter);
	const box = useSignal('');
	const answer = useCall(listFaults, () => {
		const { state, class: of, ward, age, street } = filter.value;
		const narrowed = { ...(of && { class: of }), ...(ward && { ward }), ...(age && { age }), ...(street && { street }) };
		return { state, ...narrowed, ...(box.value && { bbox: box.value }), limit: mostListed, language: language.value };
	});
	return { filter, answer, box, chosen: useSignal(null), pointed: useSignal(null), there: useSignal(null) };
}
