import { effect, useSignal } from '@preact/signals';
import { getCenter } from 'ol/extent.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { theTown } from '../../api/town.ts';
import { assetLayer } from '../../map/asset-layer.ts';
import { MapView } from '../../map/map-view.tsx';
import type { Mounted } from '../../map/mounted.ts';
import { overlay, type Shape } from '../../map/overlay.ts';
import { layers } from '../facts.ts';

interface VersionMapProps {
	/** The class whose assets are drawn around it. */
	layer: string;
	/** Where it stands now, and where it stood then. */
	now: Shape;
	then: Shape;
}

const startOf = (shape: Shape): { lon: number; lat: number; zoom: number } => {
	const [lon = 0, lat = 0] = getCenter(new GeoJSON().readGeometry(shape).getExtent());
	return { lon, lat, zoom: shape.type === 'Point' ? 19 : 17 };
};

/** Where an asset stood at the version that is looked at; where it stands now is shown more faintly. */
export function VersionMap({ layer, now, then }: VersionMapProps): JSX.Element {
	const start = useMemo(() => startOf(now), []);
	const shapes = useSignal({ now, then });
	useEffect(() => {
		shapes.value = { now, then };
	}, [now, then]);
	const mount = (map: Mounted): (() => void) => {
		const known = layers.peek().find(({ id }) => id === layer);
		if (known) map.add(assetLayer(known));
		const drawn = map.add(overlay());
		return effect(() => {
			const { now: present, then: past } = shapes.value;
			drawn.select(past);
			drawn.point(JSON.stringify(present) === JSON.stringify(past) ? null : present);
		});
	};
	return <MapView town={theTown()} start={start} onMount={mount} />;
}
