import { effect, type Signal, signal } from '@preact/signals';
import type { LegendEntry } from '../../gis-layers/index.ts';
import type { Layer } from '../../server/municipality/contract.ts';
import type { Drawn, Mounted } from './mounted.ts';

/** A layer as the panel shows it: whether it is seen and how strongly, and what its symbols mean. */
export interface ShownLayer {
	id: string;
	title: string;
	/** A name in `assetIcons`. */
	icon?: string;
	minZoom: number;
	visible: Signal<boolean>;
	/** 0 to 1. */
	opacity: Signal<number>;
	legend: { light: readonly LegendEntry[]; dark: readonly LegendEntry[] } | null;
	stop: () => void;
}

interface Shown {
	title: string;
	icon?: string;
	minZoom?: number;
	legend?: unknown;
	visible?: boolean;
}

const isLegend = (it: unknown): it is NonNullable<ShownLayer['legend']> => typeof it === 'object' && it !== null && 'light' in it && 'dark' in it;

/** Ties a drawn layer to its row in the panel. Its visibility and strength are signals: set them from anywhere. */
export function shownLayer(drawn: Drawn, { title, icon, minZoom = 0, legend = null, visible = true }: Shown): ShownLayer {
	const seen = signal(visible);
	const opacity = signal(1);
	const stop = effect(() => {
		drawn.layer.setVisible(seen.value);
		drawn.layer.setOpacity(opacity.value);
	});
	return { id: drawn.id, title, ...(icon && { icon }), minZoom, visible: seen, opacity, legend: isLegend(legend) ? legend : null, stop };
}

/** The same for a class of assets, put on the map. */
export function showAssets(on: Mounted, drawn: Drawn, layer: Layer, visible = true): ShownLayer {
	on.add(drawn);
	const shown = shownLayer(drawn, { title: layer.title, icon: layer.icon, minZoom: layer.minZoom, legend: layer.legend, visible });
	on.own(shown.stop);
	return shown;
}

/** The zoom of a map as a signal, for what depends on it. */
export function zoomOf(on: Mounted): Signal<number> {
	const view = on.map.getView();
	const zoom = signal(view.getZoom() ?? 0);
	const follow = (): void => {
		zoom.value = view.getZoom() ?? 0;
	};
	view.on('change:resolution', follow);
	on.own(() => view.un('change:resolution', follow));
	return zoom;
}
