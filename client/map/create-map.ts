import { effect } from '@preact/signals';
import ScaleLine from 'ol/control/ScaleLine.js';
import Zoom from 'ol/control/Zoom.js';
import { defaults as interactions } from 'ol/interaction/defaults.js';
import OlMap from 'ol/Map.js';
import { fromLonLat, toLonLat, transformExtent } from 'ol/proj.js';
import View from 'ol/View.js';
import 'ol/ol.css';
import type { Town } from '../../server/municipality/contract.ts';
import { t } from '../i18n/shared.ts';
import './map.css';
import { type Mounted, mounted } from './mounted.ts';
import { followUrl } from './place-in-url.ts';

export interface MapOptions {
	town: Pick<Town, 'bounds' | 'centre' | 'zoom'>;
	/** Keep the place on the map in the address (`#map=17/-33.7/18.9`). */
	inUrl?: boolean;
	/** Enter was pressed while the map has the focus: the place at its centre, in WGS84. */
	onEnter?: (lon: number, lat: number) => void;
	/** Begin here rather than with the whole municipality. */
	start?: { lon: number; lat: number; zoom: number };
}

const viewOf = ({ town, start }: MapOptions): View => {
	const extent = transformExtent(town.bounds, 'EPSG:4326', 'EPSG:3857');
	const [west = 0, south = 0, east = 0, north = 0] = extent;
	// Half the town again on each side: enough to see its edge in the middle, not enough to get lost.
	const margin = Math.max(east - west, north - south) / 2;
	return new View({
		projection: 'EPSG:3857',
		center: fromLonLat(start ? [start.lon, start.lat] : town.centre),
		zoom: start?.zoom ?? town.zoom,
		minZoom: 8,
		maxZoom: 21,
		extent: [west - margin, south - margin, east + margin, north + margin],
		constrainOnlyCenter: true,
		enableRotation: false,
	});
};

/** The buttons show a sign that is not read out; what they do is said in words. */
const zoomButtons = (): Zoom => {
	const sign = (text: string): HTMLElement => Object.assign(document.createElement('span'), { textContent: text, ariaHidden: 'true' });
	return new Zoom({ zoomInLabel: sign('+'), zoomOutLabel: sign('−'), zoomInTipLabel: t('map.zoomIn'), zoomOutTipLabel: t('map.zoomOut'), duration: 150 });
};

const speaking = (target: HTMLElement, map: OlMap): (() => void) =>
	effect(() => {
		target.setAttribute('aria-label', t('map.label'));
		for (const [name, key] of [
			['.ol-zoom-in', 'map.zoomIn'],
			['.ol-zoom-out', 'map.zoomOut'],
		] as const) {
			const button = map.getViewport().querySelector(name);
			button?.setAttribute('title', t(key));
			button?.setAttribute('aria-label', t(key));
		}
	});

const listenForEnter = (map: OlMap, target: HTMLElement, onEnter: NonNullable<MapOptions['onEnter']>): (() => void) => {
	const pressed = (event: KeyboardEvent): void => {
		if (event.key !== 'Enter' || event.target !== target) return;
		event.preventDefault();
		onEnter(...centreInDegrees(map));
	};
	target.addEventListener('keydown', pressed);
	return () => target.removeEventListener('keydown', pressed);
};

const inner = 12;

/** The municipality fills the map, whatever its size and that of the screen; where the map has no size yet, its usual zoom stays. */
function showWhole(map: OlMap, { clientWidth, clientHeight }: HTMLElement, bounds: Town['bounds']): void {
	if (clientWidth <= 2 * inner || clientHeight <= 2 * inner) return;
	map.getView().fit(transformExtent(bounds, 'EPSG:4326', 'EPSG:3857'), { size: [clientWidth, clientHeight], padding: [inner, inner, inner, inner] });
}

/** The centre of a map as longitude and latitude. */
export function centreInDegrees(map: OlMap): [number, number] {
	const [lon = 0, lat = 0] = toLonLat(map.getView().getCenter() ?? [0, 0]);
	return [lon, lat];
}

/** Puts a map on the page: the municipality in view, north up, movable by keyboard, with a scale in metres. Its off-switch is `stop`. */
export function mountMap(target: HTMLElement, options: MapOptions): Mounted {
	target.tabIndex = 0;
	target.classList.add('map');
	target.setAttribute('role', 'application');
	const map = new OlMap({
		target,
		view: viewOf(options),
		controls: [zoomButtons(), new ScaleLine({ units: 'metric', minWidth: 72 })],
		interactions: interactions({ altShiftDragRotate: false, pinchRotate: false, zoomDuration: 150 }),
	});
	if (!options.start) showWhole(map, target, options.town.bounds);
	const it = mounted(map);
	it.own(speaking(target, map));
	if (options.inUrl) it.own(followUrl(map));
	if (options.onEnter) it.own(listenForEnter(map, target, options.onEnter));
	return it;
}
