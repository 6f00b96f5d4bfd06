import type { FeatureLike } from 'ol/Feature.js';
import type MapBrowserEvent from 'ol/MapBrowserEvent.js';
import { nearAssets } from '../../../server/assets/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { language } from '../../i18n/language.ts';
import { type Hit, onTap } from '../../map/hit.ts';
import type { Mounted } from '../../map/mounted.ts';
import { pointsNear } from '../../map/points-near.ts';
import { signRadius } from '../../map/report-style.ts';
import { onMove, seen, showPlace } from '../../map/show.ts';
import { toast } from '../../ui/toast.tsx';
import { go, narrow, route } from '../route.ts';
import { onePane } from '../width.ts';
import { chosenAsset, form, theCase } from './case.ts';
import { lasso } from './lasso.ts';
import { pointed } from './pointed.ts';

/** A box as the API takes it; five decimals are a metre. */
export const boxOf = (box: readonly number[]): string => box.map((it) => it.toFixed(5)).join(',');

const textOf = (it: unknown): string | null => (typeof it === 'string' && it !== '' ? it : null);

const ours = new Set(['faults', 'queue']);

/** The fault that was hit, if it was one and not a heap of them. */
const faultIn = (hits: readonly Omit<Hit, 'id'>[]): string | null => textOf(hits.find(({ layer }) => ours.has(layer))?.properties['code']);

const isHeap = ({ layer, properties }: Omit<Hit, 'id'>): boolean => layer === 'faults' && typeof properties['count'] === 'number' && properties['count'] > 1;

/** The nearest asset the fault can be about, when nothing drawn was hit: metres from the tap. */
const reach = 25;

async function chooseAsset(lon: number, lat: number, hits: readonly Hit[]): Promise<void> {
	const hit = hits.map(({ properties }) => textOf(properties['ref'])).find((it) => it !== null);
	if (hit) {
		chosenAsset.value = { reference: hit, lon, lat };
		return;
	}
	const mode = theCase.peek()?.fault.mode;
	const found = await call(nearAssets, { lon, lat, within: reach, limit: 1, language: language.peek(), ...(mode && { mode }) }).catch(() => null);
	const [nearest] = found?.assets ?? [];
	if (nearest) chosenAsset.value = nearest;
	else toast({ text: t('link.nothingThere'), seconds: 4 });
}

function tapped(on: Mounted, lon: number, lat: number, hits: readonly Hit[]): void {
	if (form.peek() === 'link') {
		void chooseAsset(lon, lat, hits);
		return;
	}
	const heap = hits.find(isHeap);
	const code = faultIn(hits);
	if (code) go({ fault: code, ...(onePane.peek() && { map: false }) });
	else if (heap) showPlace(on, { lon, lat, zoom: Math.min(19, (on.map.getView().getZoom() ?? 12) + 2) });
}

/** A mouse so near to a sign means it, px. */
const near = 5;

/** Faults under the mouse. Nothing else is looked for: it moves often, and the register is large. */
function faultsAt(on: Mounted, pixel: number[]): Omit<Hit, 'id'>[] {
	const resolution = on.map.getView().getResolution() ?? 1;
	const reach = (point: FeatureLike): number => signRadius(Number(point.get('count') ?? 1), resolution) + near;
	return pointsNear(on, pixel, ours, reach).map((feature) => ({ layer: 'faults', properties: feature.getProperties() }));
}

/** Points at the row of the fault that the mouse is over. */
function hover(on: Mounted): () => void {
	let frame = 0;
	const target = on.map.getTargetElement();
	const listener = (event: MapBrowserEvent): void => {
		if (event.dragging || frame) return;
		frame = requestAnimationFrame(() => {
			frame = 0;
			const hits = faultsAt(on, event.pixel);
			const code = faultIn(hits);
			target.style.cursor = code || form.peek() === 'link' || hits.some(isHeap) ? 'pointer' : '';
			if (code || pointed.peek()) pointed.value = code;
		});
	};
	on.map.on('pointermove', listener);
	return () => {
		cancelAnimationFrame(frame);
		on.map.un('pointermove', listener);
	};
}

/** Hears what is done on the map: a fault opened, an asset chosen, the queue taken along. Answers how to stop. */
export function listenOnMap(on: Mounted): () => void {
	const stops = [
		onTap(on, (lon, lat, hits) => tapped(on, lon, lat, hits)),
		hover(on),
		onMove(on, () => {
			if (route.peek().filters.bbox !== '' && lasso.peek() === null) narrow({ bbox: boxOf(seen(on)) });
		}),
	];
	return () => {
		for (const stop of stops) stop();
	};
}
