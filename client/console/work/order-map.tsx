import { effect } from '@preact/signals';
import Feature from 'ol/Feature.js';
import Point from 'ol/geom/Point.js';
import VectorLayer from 'ol/layer/Vector.js';
import { fromLonLat } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import type { FlatStyleLike } from 'ol/style/flat.js';
import type { JSX } from 'preact';
import type { OrderBrief } from '../../../server/work/orders/contract.ts';
import { theTown } from '../../api/town.ts';
import { assetLayer } from '../../map/asset-layer.ts';
import { onTap } from '../../map/hit.ts';
import { MapView } from '../../map/map-view.tsx';
import type { Mounted } from '../../map/mounted.ts';
import { overlay } from '../../map/overlay.ts';
import { reportStyle } from '../../map/report-style.ts';
import { showPlace, showPlaces } from '../../map/show.ts';
import { dark } from '../../ui/theme.ts';
import { layers } from '../facts.ts';
import { go, route } from '../route.ts';
import { theOrder } from './open-order.ts';
import { orders, pointed } from './orders.ts';

/** The state of a fault that has the same symbol as an order in its state. */
const likeFault = { open: 'reported', assigned: 'scheduled', started: 'in-progress', waiting: 'made-safe', done: 'fixed', cancelled: 'not-ours' } as const;

type Placed = OrderBrief & { lon: number; lat: number };
const isPlaced = (it: OrderBrief): it is Placed => it.lon !== null && it.lat !== null;

const featureOf = ({ lon, lat, code, state }: Placed): Feature =>
	new Feature({ geometry: new Point(fromLonLat([lon, lat])), code, state: likeFault[state], overdue: false });

const point = ({ lon, lat }: { lon: number; lat: number }): { type: string; coordinates: number[] } => ({ type: 'Point', coordinates: [lon, lat] });

/** Draws the orders of the list; answers how to stop. */
function drawOrders(on: Mounted): () => void {
	const source = new VectorSource();
	const layer = new VectorLayer({ source, zIndex: 61, properties: { id: 'orders' } });
	let first = true;
	const stops = [
		effect(() => layer.setStyle(reportStyle(dark.value ? 'dark' : 'light') as FlatStyleLike)),
		effect(() => {
			const placed = (orders.value ?? []).filter(isPlaced);
			source.clear();
			source.addFeatures(placed.map(featureOf));
			if (first && placed.length > 0 && !theOrder.peek()) showPlaces(on, placed);
			if (placed.length > 0) first = false;
		}),
	];
	on.add({
		id: 'orders',
		layer,
		stop: () => {
			for (const stop of stops) stop();
		},
	});
	return () => on.remove('orders');
}

/** The classes of the assets of the open order, each drawn while it is open. */
function drawClasses(on: Mounted): () => void {
	return effect(() => {
		const ids = new Set((theOrder.value?.lines ?? []).flatMap(({ asset }) => (asset ? [asset.class] : [])));
		const classes = layers.value.filter(({ id }) => ids.has(id));
		for (const layer of classes) on.add(assetLayer(layer));
		return () => {
			for (const { id } of classes) on.remove(id);
		};
	});
}

/** Numbers the items of the open order, and shows what is pointed at. */
function drawOpen(on: Mounted): () => void {
	const marks = on.add(overlay());
	const stops = [
		effect(() => {
			const lines = theOrder.value?.lines ?? [];
			marks.candidates(lines.map(({ lon, lat, outcome }, at) => ({ number: at + 1, lon, lat, chosen: outcome === null })));
			const [only] = lines;
			if (lines.length === 1 && only) showPlace(on, only);
			else showPlaces(on, lines);
		}),
		effect(() => {
			const it = orders.value?.find(({ code }) => code === pointed.value);
			marks.point(it && isPlaced(it) ? point(it) : null);
		}),
	];
	return () => {
		for (const stop of stops) stop();
	};
}

/** The work orders as places: the list once more. */
export function OrderMap(): JSX.Element {
	const mount = (on: Mounted): (() => void) => {
		const stops = [
			drawClasses(on),
			drawOrders(on),
			drawOpen(on),
			onTap(on, (_lon, _lat, hits) => {
				const code = hits.find(({ layer }) => layer === 'orders')?.properties['code'];
				if (typeof code === 'string') go({ work: { ...route.peek().work, wo: code }, map: false });
			}),
		];
		return () => {
			for (const stop of stops) stop();
		};
	};
	return <MapView town={theTown()} onMount={mount} />;
}
