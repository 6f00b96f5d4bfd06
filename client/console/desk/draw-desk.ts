import { effect, untracked } from '@preact/signals';
import type { Case } from '../../../server/work/contract.ts';
import type { Mounted } from '../../map/mounted.ts';
import { type Numbered, type Overlay, overlay, type Shape } from '../../map/overlay.ts';
import { readPlace } from '../../map/place-in-url.ts';
import { seen, showPlace, showPlaces } from '../../map/show.ts';
import { route } from '../route.ts';
import { numbered } from './candidates.tsx';
import { chosenAsset, form, theCase } from './case.ts';
import { pointed, pointedPlace } from './pointed.ts';
import { rows, waiting } from './queue.ts';

const pointAt = ({ lon, lat }: { lon: number; lat: number }): Shape => ({ type: 'Point', coordinates: [lon, lat] });

const isShape = (it: { type: string; coordinates?: unknown }): it is Shape => it.coordinates !== undefined;

/** What is selected: the asset that was just chosen, or the one the fault is on, or the place of the fault. */
const selected = (it: Case | null): Shape | null => {
	if (!it) return null;
	if (form.value === 'link' && chosenAsset.value) return pointAt(chosenAsset.value);
	return it.asset && isShape(it.asset.geometry) ? it.asset.geometry : pointAt(it.fault);
};

/** The candidates with the numbers they have in the list, while it is not settled which it is. */
const candidatesOf = (it: Case | null): Numbered[] => {
	if (!it || (it.fault.confirmed && form.value !== 'link')) return [];
	const chosen = form.value === 'link' ? chosenAsset.value?.reference : it.fault.asset?.reference;
	return it.together.slice(0, numbered).map(({ lon, lat, reference }, at) => ({ number: at + 1, lon, lat, chosen: reference === chosen }));
};

const pinsOf = (it: Case | null): { lon: number; lat: number; accuracy: number }[] =>
	it?.reports.map(({ pin }) => ({ lon: pin.lon, lat: pin.lat, accuracy: pin.sigma })) ?? [];

const pointedShape = (): Shape | null => {
	if (pointedPlace.value) return pointAt(pointedPlace.value);
	const fault = pointed.value ? [...rows.value, ...waiting.value].find(({ code }) => code === pointed.value) : undefined;
	return fault ? pointAt(fault) : null;
};

/** Where the open fault is, with its pins; the map goes there when another is opened, unless the queue follows the map. */
function goToFault(on: Mounted): () => void {
	let last = readPlace(location.hash) ? (route.peek().fault ?? '') : '';
	return effect(() => {
		const it = theCase.value;
		if (!it || it.fault.code === last) return;
		last = it.fault.code;
		untracked(() => {
			if (route.value.filters.bbox === '') showPlaces(on, [it.fault, ...pinsOf(it)], 80);
		});
	});
}

/** An asset chosen by its number may lie elsewhere: the map goes there. */
const showChosen = (on: Mounted): (() => void) =>
	effect(() => {
		const at = chosenAsset.value;
		if (!at || form.value !== 'link') return;
		const [west, south, east, north] = seen(on);
		const inView = at.lon > west && at.lon < east && at.lat > south && at.lat < north;
		if (!inView) showPlace(on, at);
	});

/** Draws over the map what list and panel say: the open fault, its pins, its candidates, and what is pointed at. */
export function drawDesk(on: Mounted): { marks: Overlay; stop: () => void } {
	const marks = on.add(overlay());
	const stops = [
		effect(() => marks.select(selected(theCase.value))),
		effect(() => marks.candidates(candidatesOf(theCase.value))),
		effect(() => marks.pins(pinsOf(theCase.value))),
		effect(() => marks.point(pointedShape())),
		goToFault(on),
		showChosen(on),
	];
	return {
		marks,
		stop: () => {
			for (const stop of stops) stop();
		},
	};
}
