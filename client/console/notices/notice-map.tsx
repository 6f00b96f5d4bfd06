import { effect } from '@preact/signals';
import type { JSX } from 'preact';
import { theTown } from '../../api/town.ts';
import { MapView } from '../../map/map-view.tsx';
import type { Mounted } from '../../map/mounted.ts';
import { overlay } from '../../map/overlay.ts';
import { drawArea } from '../../map/tools/draw-area.ts';
import { open, write } from './draft.ts';

/** The map on which the area of an announcement is drawn. */
export function NoticeMap(): JSX.Element {
	const mount = (map: Mounted): (() => void) => {
		const drawn = map.add(overlay());
		const stops = [effect(() => drawn.select(open.value?.area ?? null)), drawArea(map, (area) => write({ area }))];
		return () => {
			for (const stop of stops) stop();
		};
	};
	return <MapView town={theTown()} onMount={mount} />;
}
