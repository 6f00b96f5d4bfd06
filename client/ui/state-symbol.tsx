import type { JSX } from 'preact';
import type { State } from '../../server/faults/contract.ts';
import { t } from '../i18n/shared.ts';
import { type Sign, signOf } from './states.ts';
import './state-symbol.css';

const shapes: Record<Sign, JSX.Element> = {
	open: <path class="body" d="M10 3.6 17 15.7H3Z" />,
	progress: <path class="body" d="M10 2.5 17.5 10 10 17.5 2.5 10Z" />,
	safe: (
		<>
			<path class="body hollow" d="M4 4h12v12H4Z" />
			<path class="body" d="M4 4h6v12H4Z" />
		</>
	),
	fixed: <circle class="body" cx="10" cy="10" r="6.5" />,
	ended: <path class="body" d="M4.25 4.25h11.5v11.5H4.25Z" />,
};

interface StateSymbolProps {
	state: State;
	overdue?: boolean | undefined;
	size?: 12 | 16 | 20 | 28;
	/** Say the state to a screen reader: where no word beside the symbol does. */
	spoken?: boolean;
}

/** The symbol of a fault's state: ▲ open, ◆ being repaired, ◧ made safe, ● fixed, ■ ended otherwise, in a red ring when overdue. */
export function StateSymbol({ state, overdue, size = 16, spoken }: StateSymbolProps): JSX.Element {
	const sign = signOf[state];
	const name = t(`state.${state}`);
	const label = overdue ? t('symbol.overdue', { symbol: name }) : name;
	return (
		<svg
			class={`state-symbol ${sign}`}
			width={size}
			height={size}
			viewBox={overdue ? '-3 -3 26 26' : '0 0 20 20'}
			role="img"
			aria-label={spoken ? label : undefined}
			aria-hidden={!spoken}
		>
			{shapes[sign]}
			{overdue && <circle class="ring" cx="10" cy="10" r="11.5" />}
		</svg>
	);
}

/** The symbol with the name of the state beside it. */
export function StateBadge({ state, overdue }: Pick<StateSymbolProps, 'state' | 'overdue'>): JSX.Element {
	const name = t(`state.${state}`);
	return (
		<span class="state-badge">
			<StateSymbol state={state} overdue={overdue} />
			{overdue ? t('symbol.overdue', { symbol: name }) : name}
		</span>
	);
}
