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

/** With its ring a symbol needs more room; the ring is let stand out so that symbols stay in line. */
const ringed = 1.3;

interface SignSymbolProps {
	sign: Sign;
	overdue?: boolean | undefined;
	size?: 12 | 16 | 20 | 28;
	/** What it says to a screen reader, where no word beside it does. */
	label?: string | undefined;
}

/** A sign by itself: ▲ open, ◆ being repaired, ◧ made safe, ● fixed, ■ ended otherwise, in a red ring when overdue. */
export function SignSymbol({ sign, overdue, size = 16, label }: SignSymbolProps): JSX.Element {
	const side = overdue ? size * ringed : size;
	return (
		<svg
			class={`state-symbol ${sign}${overdue ? ' overdue' : ''}`}
			width={side}
			height={side}
			viewBox={overdue ? '-3 -3 26 26' : '0 0 20 20'}
			role="img"
			aria-label={label}
			aria-hidden={!label}
		>
			{shapes[sign]}
			{overdue && <circle class="ring" cx="10" cy="10" r="11.5" />}
		</svg>
	);
}

interface StateSymbolProps extends Omit<SignSymbolProps, 'sign' | 'label'> {
	state: State;
	/** Say the state to a screen reader: where no word beside the symbol does. */
	spoken?: boolean;
}

/** The symbol of a fault's state. */
export function StateSymbol({ state, overdue, spoken, size = 16 }: StateSymbolProps): JSX.Element {
	const name = t(`state.${state}`);
	const label = overdue ? t('symbol.overdue', { symbol: name }) : name;
	return <SignSymbol sign={signOf[state]} overdue={overdue} size={size} label={spoken ? label : undefined} />;
}
