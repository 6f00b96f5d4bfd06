import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ReportAnswer, Shapes } from '../../server/planning/contract.ts';
import { t as shared } from '../i18n/shared.ts';
import type { Mounted } from '../map/mounted.ts';
import { drawArea } from '../map/tools/draw-area.ts';
import { Icon } from '../ui/icon.tsx';
import { polygon } from '../ui/icons.ts';
import { choose } from './choose.ts';
import { route } from './route.ts';
import { rowsWithin } from './within.ts';

interface LassoButtonProps {
	on: Mounted;
	answer: ReportAnswer;
	shapes: Shapes;
}

/** Chooses the rows whose shapes lie within what is drawn on the map in one pull, and lets go of those chosen. */
export function LassoButton({ on, answer, shapes }: LassoButtonProps): JSX.Element {
	const stop = useSignal<(() => void) | null>(null);
	const end = (): void => {
		stop.peek()?.();
		stop.value = null;
	};
	const begin = (): void => {
		stop.value = drawArea(
			on,
			(area) => {
				end();
				choose(rowsWithin(answer, shapes, area));
			},
			true,
		);
	};
	const press = (): void => {
		if (stop.peek()) end();
		else if (route.peek().chosen.length > 0) choose([]);
		else begin();
	};
	const label = shared('map.lasso');
	return (
		<button
			type="button"
			class="map-button"
			title={label}
			aria-label={label}
			aria-pressed={stop.value !== null || route.value.chosen.length > 0}
			onClick={press}
		>
			<Icon path={polygon} />
		</button>
	);
}
