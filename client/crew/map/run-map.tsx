import { effect, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/crew.ts';
import { bytes, number } from '../../i18n/format.ts';
import { assetLayer } from '../../map/asset-layer.ts';
import { onTap } from '../../map/hit.ts';
import { LocateButton } from '../../map/locate-button.tsx';
import { MapView } from '../../map/map-view.tsx';
import type { Mounted } from '../../map/mounted.ts';
import { overlay } from '../../map/overlay.ts';
import { showPlace, showPlaces } from '../../map/show.ts';
import { Button } from '../../ui/button.tsx';
import { download } from '../../ui/icons.ts';
import { Notice } from '../../ui/notice.tsx';
import { here } from '../here.ts';
import { metresBetween } from '../kept/distance.ts';
import { run, stops } from '../kept/run.ts';
import { go, hrefOf } from '../route.ts';
import { isOver } from '../run-screen.tsx';
import './run-map.css';
import { type KeptMap, keepMap, keptMap, layersOf, missed } from './keep-map.ts';
import { keeping } from './keep-tiles.ts';

interface Pin {
	code: string;
	title: string;
	number: number;
	lon: number;
	lat: number;
}

/** The stops that are left, numbered as on the run. */
const pins = (): Pin[] =>
	stops.value
		.filter((it) => !isOver(it))
		.flatMap(({ code, title, lon, lat }, at) => (lon === null || lat === null ? [] : [{ code, title, number: at + 1, lon, lat }]));

/** How near a number must be tapped, pixels. */
const nearPx = 32;

function nearest(map: Mounted, at: { lon: number; lat: number }): Pin | undefined {
	// Web-map metres grow with latitude: on the ground a pixel is less.
	const reach = nearPx * (map.map.getView().getResolution() ?? 1) * Math.cos((at.lat * Math.PI) / 180);
	const away = (it: Pin): number => metresBetween(at, it);
	return pins()
		.filter((it) => away(it) <= reach)
		.sort((a, b) => away(a) - away(b))[0];
}

/** The map of the run, its stops numbered, and the same as a list; kept on the phone it shows without a signal. */
export function MapScreen(): JSX.Element {
	const shown = useSignal<Mounted | null>(null);
	const mount = useMemo(
		() =>
			(map: Mounted): (() => void) => {
				shown.value = map;
				void layersOf().then(
					(layers) => {
						for (const it of layers) map.add(assetLayer(it));
					},
					() => undefined,
				);
				const drawn = map.add(overlay());
				showPlaces(map, pins());
				const stops = [
					effect(() => drawn.candidates(pins())),
					effect(() => drawn.person(here.value)),
					onTap(map, (lon, lat) => {
						const it = nearest(map, { lon, lat });
						if (it) go({ stop: it.code });
					}),
				];
				return () => {
					for (const stop of stops) stop();
				};
			},
		[],
	);
	return (
		<div class="page crew-page stack">
			<h1>{t('map.title')}</h1>
			<div class="run-map">
				<MapView town={theTown()} onMount={mount}>
					<div class="map-corner top-right">
						<LocateButton
							onLocated={(it) => {
								here.value = it;
								if (shown.value) showPlace(shown.value, { ...it, zoom: 17 });
							}}
						/>
					</div>
				</MapView>
			</div>
			<Keep />
			<ol class="bare-list stop-list">
				{pins().map((it) => (
					<li key={it.code}>
						<a class="stop-row" href={hrefOf({ stop: it.code })}>
							<span class="stop-number figures">{it.number}</span>
							<strong class="grow">{it.title}</strong>
						</a>
					</li>
				))}
			</ol>
		</div>
	);
}

/** Keeps the map on the phone: says how much it is, and how far. */
function Keep(): JSX.Element | null {
	if (!run.value?.area || !('caches' in globalThis)) return null;
	return (
		<div class="stack close">
			<HowFar there={keptMap.value?.area === run.value.area.join(' ') ? keptMap.value : null} />
			{missed.value > 0 && <Notice kind="warn">{t('map.some', { count: missed.value })}</Notice>}
		</div>
	);
}

function HowFar({ there }: { there: KeptMap | null }): JSX.Element {
	const now = keeping.value;
	if (now) {
		const percent = Math.round((100 * now.done) / Math.max(1, now.of));
		return (
			<>
				<span class="figures">{t('map.keeping', { percent: number(percent), size: bytes(now.bytes) })}</span>
				<progress class="run-map-progress" max={now.of} value={now.done} aria-label={t('map.keep')} />
			</>
		);
	}
	return (
		<>
			<span class="quiet small">{there ? t('map.area', { size: bytes(there.bytes) }) : t('map.keepHelp')}</span>
			<Button icon={download} onClick={() => void keepMap()}>
				{t(there ? 'map.keepAgain' : 'map.keep')}
			</Button>
		</>
	);
}
