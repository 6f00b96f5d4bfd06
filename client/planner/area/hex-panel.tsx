import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/planner-workspace.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { cornerOf } from './drawn.ts';
import { HexMap } from './hex-map.tsx';
import { cellAt, cellsIn, hexText, middleOf, mostCells, toggled } from './hexagons.ts';

interface HexPanelProps {
	value: string;
	onSet: (value: string) => void;
	onClose: () => void;
}

/** Hexagons of one's own: tapped on the map, or named by a place in each; those that are taken stand in a list. */
export function HexPanel({ value, onSet, onClose }: HexPanelProps): JSX.Element {
	const town = theTown();
	const cells = useSignal(cellsIn(value));
	const typed = useSignal('');
	const wrong = useSignal<string | undefined>(undefined);
	const take = (cell: number): void => {
		const next = toggled(cells.value, cell);
		wrong.value = next.length > mostCells ? t('area.hexMany') : undefined;
		if (next.length <= mostCells) cells.value = next;
	};
	const add = (): void => {
		const place = cornerOf(typed.value);
		wrong.value = place ? undefined : t('area.wrong.place');
		if (!place) return;
		const cell = cellAt(place, town.proj4);
		if (!cells.value.includes(cell)) take(cell);
		typed.value = '';
	};
	return (
		<div class="area-corners">
			<div class="area-map">
				<HexMap town={town} cells={cells.value} onCell={take} />
			</div>
			<div class="stack">
				<p class="small quiet">{t('area.hexHint')}</p>
				<TextField
					label={t('area.hexPlace')}
					hint={t('area.placeHint')}
					value={typed.value}
					error={wrong.value}
					onText={(it) => {
						typed.value = it;
					}}
				/>
				<Button onClick={add}>{t('area.hexAdd')}</Button>
				<ul class="hexagons" aria-label={t('area.hexagons')}>
					{cells.value.map((cell) => {
						const [lon, lat] = middleOf(cell, town.proj4);
						const place = `${lon.toFixed(4)} ${lat.toFixed(4)}`;
						return (
							<li key={cell}>
								<span>{place}</span>
								<Button kind="quiet" aria-label={t('area.hexAway', { place })} onClick={() => take(cell)}>
									{t('area.hexGiveBack')}
								</Button>
							</li>
						);
					})}
				</ul>
				<div class="cluster">
					<Button
						kind="primary"
						onClick={() => {
							if (cells.value.length === 0) wrong.value = t('area.hexNone');
							else onSet(hexText(cells.value));
						}}
					>
						{t('area.use')}
					</Button>
					<Button kind="quiet" onClick={onClose}>
						{t('area.cancel')}
					</Button>
				</div>
			</div>
		</div>
	);
}
