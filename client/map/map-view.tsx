import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Town } from '../../server/municipality/contract.ts';
import { layBase } from './base-layers.ts';
import { type MapOptions, mountMap } from './create-map.ts';
import type { Mounted } from './mounted.ts';

interface MapViewProps extends Omit<MapOptions, 'town'> {
	town: Town;
	/** The map is on the page: add what it shows, and answer how to stop. */
	onMount: (map: Mounted) => () => void;
	/** What stands over the map: corners of tools, the crosshair. */
	children?: ComponentChildren;
}

/** A map as a view. Load it with `lazy(() => import('../map/map-view.tsx'))`: it brings OpenLayers along. */
export function MapView({ town, onMount, children, ...options }: MapViewProps): JSX.Element {
	const target = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (!target.current) return;
		const map = mountMap(target.current, { town, ...options });
		layBase(map, town.base);
		const stop = onMount(map);
		// Panes are dragged wider without the window hearing of it.
		const sizes = new ResizeObserver(() => map.map.updateSize());
		sizes.observe(target.current);
		return () => {
			sizes.disconnect();
			stop();
			map.stop();
		};
	}, [town]);
	return (
		<div class="map-frame">
			<div ref={target} />
			{children}
		</div>
	);
}
