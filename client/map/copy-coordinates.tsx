import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { theTown } from '../api/town.ts';
import { t } from '../i18n/shared.ts';
import { lazy } from '../ui/lazy.tsx';

const CoordinateList = lazy(() => import('./coordinate-list.tsx').then((it) => it.CoordinateList));

/** Where exactly, in the systems people type, each to be copied; fetched only when somebody wants to know. */
export function CopyCoordinates({ lon, lat }: { lon: number; lat: number }): JSX.Element {
	const open = useSignal(false);
	return (
		<details onToggle={(event) => (open.value = event.currentTarget.open)}>
			<summary class="quiet small">{t('map.coordinates')}</summary>
			{open.value && <CoordinateList lon={lon} lat={lat} town={theTown()} />}
		</details>
	);
}
