import type { JSX } from 'preact';
import { theTown } from '../../api/town.ts';
import { faultLayer } from '../../map/fault-layer.ts';
import { MapView } from '../../map/map-view.tsx';
import type { Mounted } from '../../map/mounted.ts';
import { overlay } from '../../map/overlay.ts';

/** Where a message says it is, among the faults that are known. */
export function DraftMap({ lon, lat }: { lon: number; lat: number }): JSX.Element {
	const mount = (on: Mounted): (() => void) => {
		on.add(faultLayer());
		on.add(overlay()).pin({ lon, lat });
		return () => undefined;
	};
	return <MapView town={theTown()} start={{ lon, lat, zoom: 17 }} onMount={mount} />;
}
