import type OlMap from 'ol/Map.js';
import { fromLonLat, toLonLat } from 'ol/proj.js';

/** What part of the world a map shows. */
export interface Place {
	zoom: number;
	lon: number;
	lat: number;
}

const inRange = ({ zoom, lon, lat }: Place): boolean => zoom >= 0 && zoom <= 28 && Math.abs(lon) <= 180 && Math.abs(lat) <= 85.06;

/** Reads `map=17/-33.7/18.9` from the fragment of an address; null where it holds no place. */
export function readPlace(fragment: string): Place | null {
	const found = /(?:^#?|&)map=([\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)/.exec(fragment);
	if (!found) return null;
	const place = { zoom: Number(found[1]), lat: Number(found[2]), lon: Number(found[3]) };
	return Object.values(place).every(Number.isFinite) && inRange(place) ? place : null;
}

/** Writes a place into a fragment and leaves what else stands there. */
export function writePlace(fragment: string, { zoom, lon, lat }: Place): string {
	const rest = fragment
		.replace(/^#/, '')
		.split('&')
		.filter((part) => part && !part.startsWith('map='));
	return `#${[`map=${Math.round(zoom * 100) / 100}/${lat.toFixed(5)}/${lon.toFixed(5)}`, ...rest].join('&')}`;
}

const placeOf = (map: OlMap): Place | null => {
	const centre = map.getView().getCenter();
	const zoom = map.getView().getZoom();
	if (!centre || zoom === undefined) return null;
	const [lon = 0, lat = 0] = toLonLat(centre);
	return { zoom, lon, lat };
};

/** Keeps the place on the map and the address in step; answers how to stop. The history gets no entry for each move. */
export function followUrl(map: OlMap): () => void {
	const show = (): void => {
		const place = readPlace(location.hash);
		if (!place) return;
		map.getView().setCenter(fromLonLat([place.lon, place.lat]));
		map.getView().setZoom(place.zoom);
	};
	const write = (): void => {
		const place = placeOf(map);
		if (place) history.replaceState(history.state, '', location.pathname + location.search + writePlace(location.hash, place));
	};
	show();
	map.on('moveend', write);
	addEventListener('hashchange', show);
	return () => {
		map.un('moveend', write);
		removeEventListener('hashchange', show);
	};
}
