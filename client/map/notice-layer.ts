import { effect } from '@preact/signals';
import GeoJSON from 'ol/format/GeoJSON.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorSource from 'ol/source/Vector.js';
import type { FlatStyleLike } from 'ol/style/flat.js';
import { noticeShapes } from '../../server/municipality/notices/contract.ts';
import { call } from '../api/call.ts';
import { language } from '../i18n/language.ts';
import { dark } from '../ui/theme.ts';
import type { Drawn } from './mounted.ts';

const colours = { light: ['rgba(150, 90, 0, 0.12)', '#8a5300'], dark: ['rgba(255, 200, 110, 0.16)', '#ffc86e'] } as const;

const styleIn = (theme: 'light' | 'dark'): FlatStyleLike => {
	const [fill, line] = colours[theme];
	return { 'fill-color': fill, 'stroke-color': line, 'stroke-width': 2, 'stroke-line-dash': [8, 5] } as FlatStyleLike;
};

/** Draws the areas of what is announced and not over: their features hold `code`, `title`, `kind`, `now`. Put it on a map and switch it by its layer. */
export function noticeLayer(): Drawn {
	const source = new VectorSource();
	const layer = new VectorLayer({ source, zIndex: 40, properties: { id: 'notices' } });
	const format = new GeoJSON();
	const load = async (wanted: string): Promise<void> => {
		try {
			const shapes = await call(noticeShapes, { language: wanted });
			source.clear();
			source.addFeatures(format.readFeatures(shapes, { dataProjection: 'EPSG:4326', featureProjection: 'EPSG:3857' }));
		} catch {
			// The list beside the map says what went wrong; a map without the areas is a map.
		}
	};
	const stops = [effect(() => layer.setStyle(styleIn(dark.value ? 'dark' : 'light'))), effect(() => void load(language.value))];
	return {
		id: 'notices',
		layer,
		refresh: () => void load(language.peek()),
		stop: () => {
			for (const stop of stops) stop();
		},
	};
}
