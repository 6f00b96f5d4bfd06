import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '../i18n/shared.ts';
import { assetIcons } from '../ui/asset-icons.ts';
import { Icon } from '../ui/icon.tsx';
import { StateLegend } from '../ui/state-legend.tsx';
import { dark } from '../ui/theme.ts';
import { Legend, SwatchDrawing } from './legend.tsx';
import type { ShownLayer } from './shown-layer.ts';

interface LayerPanelProps {
	layers: readonly ShownLayer[];
	zoom: ReadonlySignal<number>;
}

const iconOf = (name: string | undefined): string | undefined => Object.entries(assetIcons).find(([known]) => known === name)?.[1];

/** Every layer with its switch, its strength and its legend. */
export function LayerPanel({ layers, zoom }: LayerPanelProps): JSX.Element {
	return (
		<div class="layer-panel" data-density="dense">
			{layers.map((layer) => (
				<LayerRow key={layer.id} layer={layer} tooFar={zoom.value < layer.minZoom} />
			))}
		</div>
	);
}

function LayerRow({ layer, tooFar }: { layer: ShownLayer; tooFar: boolean }): JSX.Element {
	const icon = iconOf(layer.icon);
	const legend = layer.legend?.[dark.value ? 'dark' : 'light'] ?? [];
	// A class drawn in one way needs no legend: its symbol stands beside its name.
	const only = legend.length === 1 ? legend[0] : undefined;
	const seen = layer.visible.value;
	return (
		<div class="layer-row">
			<div class="layer-head">
				<label>
					<input type="checkbox" checked={seen} onChange={(event) => (layer.visible.value = event.currentTarget.checked)} />
					{only ? <SwatchDrawing swatch={only.swatch} /> : icon && <Icon path={icon} size={16} />}
					<span class="clip">{layer.title}</span>
				</label>
				{seen && (
					<input
						type="range"
						min="10"
						max="100"
						step="10"
						aria-label={t('map.opacity', { layer: layer.title })}
						value={Math.round(layer.opacity.value * 100)}
						onInput={(event) => (layer.opacity.value = event.currentTarget.valueAsNumber / 100)}
					/>
				)}
			</div>
			{seen && tooFar && <p class="layer-note">{t('map.zoomToSee')}</p>}
			{seen && !tooFar && legend.length > 1 && <Legend entries={legend} />}
			{seen && layer.id === 'faults' && <StateLegend />}
		</div>
	);
}
