import type { JSX } from 'preact';
import { t } from '../i18n/shared.ts';
import { Button } from '../ui/button.tsx';
import { check } from '../ui/icons.ts';
import { centreInDegrees } from './create-map.ts';
import type { Mounted } from './mounted.ts';

interface CrosshairProps {
	map: Mounted;
	/** The place under the cross was chosen; the zoom says how exactly it could be placed. */
	onPick: (lon: number, lat: number, zoom: number) => void;
	/** What the button says; "Use the place at the cross" if nothing. */
	label?: string;
	icon?: string;
}

/** A fixed cross in the middle of the map: the map is moved under it, which thumbs and keys can do exactly. */
export function Crosshair({ map, onPick, label, icon = check }: CrosshairProps): JSX.Element {
	return (
		<>
			<svg class="map-crosshair" viewBox="0 0 44 44" role="img" aria-hidden="true">
				<path d="M22 3v13M22 28v13M3 22h13M28 22h13" fill="none" stroke="currentColor" stroke-width="2" />
				<circle cx="22" cy="22" r="2" fill="currentColor" />
			</svg>
			<div class="map-corner bottom">
				<Button kind="primary" icon={icon} onClick={() => onPick(...centreInDegrees(map.map), map.map.getView().getZoom() ?? 0)}>
					{label ?? t('map.crosshair')}
				</Button>
			</div>
		</>
	);
}
