import type { JSX } from 'preact';
import type { LegendEntry } from '../../../../gis-layers/index.ts';
import type { Layer } from '../../../../server/municipality/contract.ts';
import { SwatchDrawing } from '../../../map/legend.tsx';
import { dark } from '../../../ui/theme.ts';
import { layers } from '../../facts.ts';

/** A class as this person may see it, by its id. */
export const layerOf = (id: string): Layer | undefined => layers.value.find((it) => it.id === id);

/** The symbols of a class and what they mean, on the map as it is now. */
export const legendOf = (layer: Layer | undefined): readonly LegendEntry[] =>
	(layer?.legend as { light: readonly LegendEntry[]; dark: readonly LegendEntry[] } | undefined)?.[dark.value ? 'dark' : 'light'] ?? [];

/** A class by its symbol and its name. */
export function LayerTitle({ id }: { id: string }): JSX.Element {
	const layer = layerOf(id);
	const [symbol] = legendOf(layer);
	return (
		<span class="layer-title">
			{symbol && <SwatchDrawing swatch={symbol.swatch} />}
			<span>{layer?.title ?? id}</span>
		</span>
	);
}
