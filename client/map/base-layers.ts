import { effect } from '@preact/signals';
import type { Town } from '../../server/municipality/contract.ts';
import { t } from '../i18n/shared.ts';
import { dark } from '../ui/theme.ts';
import { toast } from '../ui/toast.tsx';
import { greenStyle, paper, placeNameStyle, streetNameStyle, streetStyle, wardStyle } from './base-style.ts';
import type { Drawn, Mounted } from './mounted.ts';
import { vectorTiles } from './vector-tiles.ts';

type Style = (theme: 'light' | 'dark') => unknown;

const both = (style: Style): { style: unknown; styleDark: unknown } => ({ style: style('light'), styleDark: style('dark') });

/** The municipality's own map, from its own register: ground, streets, wards, names. */
export const ownBase = (): Drawn[] => {
	const streets = vectorTiles({ id: 'base-streets', tiles: 'roads', ...both(streetStyle), order: 2, minZoom: 12 });
	return [
		vectorTiles({ id: 'base-green', tiles: 'public-ground', ...both(greenStyle), order: 1, minZoom: 12 }),
		streets,
		vectorTiles({ id: 'base-wards', tiles: 'wards', ...both(wardStyle), order: 10 }),
		vectorTiles({ id: 'base-street-names', like: streets, ...both(streetNameStyle), order: 50, minZoom: 13, declutter: true }),
		vectorTiles({ id: 'base-place-names', tiles: 'places', ...both(placeNameStyle), order: 51, minZoom: 10, declutter: true }),
	];
};

/** Lays the background under a map as the municipality has decided: its own, or tiles from elsewhere with its own to fall back on. */
export function layBase(on: Mounted, base: Town['base']): void {
	on.own(effect(() => void on.map.getTargetElement()?.style.setProperty('background', paper(dark.value ? 'dark' : 'light'))));
	const layOwn = (): void => {
		for (const drawn of ownBase()) on.add(drawn);
	};
	let fallen = false;
	const fallBack = (): void => {
		if (fallen) return;
		fallen = true;
		toast({ text: t('map.baseOwnShown') });
		on.remove('base-xyz');
		layOwn();
	};
	const { kind, url, attribution } = base;
	if (kind === 'xyz' && url) void import('./foreign-base.ts').then(({ foreignBase }) => on.add(foreignBase(url, attribution, fallBack)), fallBack);
	else layOwn();
}
