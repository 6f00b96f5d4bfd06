import { computed, effect } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { PublicFault } from '../../../server/faults/contract.ts';
import { theTown } from '../../api/town.ts';
import { faultLayer } from '../../map/fault-layer.ts';
import { onTap } from '../../map/hit.ts';
import { LocateButton } from '../../map/locate-button.tsx';
import { MapView } from '../../map/map-view.tsx';
import type { Mounted } from '../../map/mounted.ts';
import { noticeLayer } from '../../map/notice-layer.ts';
import { overlay } from '../../map/overlay.ts';
import { onMove, seen, showPlace } from '../../map/show.ts';
import { tileFilter } from './fault-filter.ts';
import type { FaultsState } from './faults-state.ts';
import { listedLayer } from './listed-layer.ts';
import { localDay } from './overdue.ts';

const boxOf = (map: Mounted): string =>
	seen(map)
		.map((it) => it.toFixed(5))
		.join(',');

const at = (fault: PublicFault | null | undefined): { type: string; coordinates: number[] } | null =>
	fault ? { type: 'Point', coordinates: [fault.lon, fault.lat] } : null;

const wardNamed = (code: string): string => theTown().wards.find((it) => it.code === code)?.name ?? '';

/** All that are listed are drawn one by one; where more are open than are listed, the tiles show them all, and none that is not asked for. */
const showFaults = (map: Mounted, { answer, filter }: FaultsState): (() => void) => {
	const wanted = computed(() => tileFilter(filter.value, { today: localDay(), wardName: wardNamed(filter.value.ward) }));
	const tiles = map.add(faultLayer(wanted));
	const listed = map.add(listedLayer());
	map.add(noticeLayer());
	return effect(() => {
		const { faults, next } = answer.data.value ?? { faults: [], next: null };
		const all = filter.value.state === 'open' && next !== null;
		tiles.layer.setVisible(all);
		listed.show(all ? [] : faults);
	});
};

const answerTaps = (map: Mounted, { chosen }: FaultsState): (() => void) =>
	onTap(map, (lon, lat, hits) => {
		const [hit] = hits;
		if (Number(hit?.properties['count']) > 1) showPlace(map, { lon, lat, zoom: (map.map.getView().getZoom() ?? 12) + 2 });
		chosen.value = typeof hit?.properties['code'] === 'string' ? hit.properties['code'] : null;
	});

const mark = (map: Mounted, { answer, chosen, pointed }: FaultsState): (() => void) => {
	const drawn = map.add(overlay());
	const find = (code: string | null): PublicFault | undefined => answer.data.value?.faults.find((it) => it.code === code);
	const stops = [effect(() => drawn.point(at(pointed.value))), effect(() => drawn.select(at(find(chosen.value))))];
	return () => {
		for (const stop of stops) stop();
	};
};

/** The map beside the list of faults. */
export function FaultsMap({ state }: { state: FaultsState }): JSX.Element {
	const map = useRef<Mounted | null>(null);
	const mount = (mounted: Mounted): (() => void) => {
		map.current = mounted;
		const stops = [
			showFaults(mounted, state),
			mark(mounted, state),
			answerTaps(mounted, state),
			effect(() => {
				if (state.there.value) showPlace(mounted, state.there.value);
			}),
			onMove(mounted, () => {
				state.box.value = boxOf(mounted);
			}),
		];
		return () => {
			for (const stop of stops) stop();
		};
	};
	return (
		<MapView town={theTown()} inUrl onMount={mount}>
			<div class="map-corner top-right">
				<LocateButton onLocated={(position) => map.current && showPlace(map.current, { ...position, zoom: 17 })} />
			</div>
		</MapView>
	);
}
