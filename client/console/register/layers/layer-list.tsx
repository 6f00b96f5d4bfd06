import type { JSX } from 'preact';
import type { RegisterLayer } from '../../../../server/assets/layers/contract.ts';
import { t } from '../../../i18n/console.ts';
import { date, distance, number, quantity } from '../../../i18n/format.ts';
import { Card } from '../../../ui/card.tsx';
import { type Column, Table } from '../../../ui/table.tsx';
import { registerHref } from '../../address.ts';
import { onePane } from '../../width.ts';
import { changeWords } from '../change-words.ts';
import { Freshness } from './freshness.tsx';
import { LayerTitle, layerOf } from './layer-title.tsx';
import { Score, Sparkline } from './score.tsx';

/** How much there is of a layer besides its number: metres of line, hectares of area. */
export function extentWords({ class: id, lengthM, areaM2 }: RegisterLayer): string {
	const geometry = layerOf(id)?.geometry;
	if (geometry === 'LineString' && lengthM > 0) return distance(lengthM);
	return geometry === 'Polygon' && areaM2 > 0 ? quantity(areaM2 / 10_000, 'ha', 1) : '';
}

const columns = (): Column<RegisterLayer>[] => {
	const whole: Column<RegisterLayer>[] = [
		{
			key: 'layer',
			title: t('layers.layer'),
			heading: true,
			cell: (it) => (
				<a class="plain-link" href={registerHref('layers', { layer: it.class })}>
					<LayerTitle id={it.class} />
					{onePane.value && <span class="quiet small layer-count">{number(it.inService)}</span>}
				</a>
			),
		},
		{ key: 'inService', title: t('layers.inService'), figures: true, cell: (it) => number(it.inService) },
		{ key: 'retired', title: t('layers.retired'), figures: true, cell: (it) => number(it.retired) },
		{ key: 'extent', title: t('layers.extent'), figures: true, cell: extentWords },
		{
			key: 'change',
			title: t('layers.lastChange'),
			cell: ({ lastChange }) => (lastChange ? `${date(lastChange.at)}, ${changeWords(lastChange.kind)}` : <span class="quiet">–</span>),
		},
		{ key: 'edition', title: t('layers.edition'), cell: (it) => <Freshness layer={it} /> },
		{ key: 'score', title: t('layers.quality'), figures: true, cell: ({ score }) => <Score score={score} /> },
		{ key: 'trend', title: t('layers.trend'), cell: ({ trend }) => <Sparkline trend={trend} /> },
	];
	return onePane.value ? whole.filter(({ key }) => ['layer', 'score'].includes(key)) : whole;
};

/** All layers, one row each. */
export function LayerList({ layers }: { layers: readonly RegisterLayer[] }): JSX.Element {
	return (
		<Card flush>
			<Table caption={t('layers.title')} columns={columns()} rows={layers} keyOf={(it) => it.class} />
		</Card>
	);
}
