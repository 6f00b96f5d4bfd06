import type { JSX } from 'preact';
import type { PublicFault } from '../../../server/faults/contract.ts';
import { date } from '../../i18n/format.ts';
import { t } from '../../i18n/resident-pages.ts';
import { StateSymbol } from '../../ui/state-symbol.tsx';
import { isOver, plainState } from '../plain-state.ts';
import { overdue } from './overdue.ts';

interface FaultLinkProps {
	fault: PublicFault;
	/** It is pointed at by key, and no longer. */
	onFocus?: () => void;
	onBlur?: () => void;
}

/** A fault as a row of a list: its sign, what, where, how far and since when. */
export function FaultLink({ fault, onFocus, onBlur }: FaultLinkProps): JSX.Element {
	const people = fault.reports + fault.meToos;
	// What is over is known by the day it ended, what is not by the day it began.
	const day = isOver(fault.state) ? fault.stateSince : fault.since;
	return (
		<a class="row-button" href={`/f/${fault.code}`} onFocus={onFocus} onBlur={onBlur}>
			<StateSymbol state={fault.state} overdue={overdue(fault)} size={20} />
			<span class="fault-words">
				<span class="fault-title">{fault.title}</span>
				<span class="quiet small">{[fault.asset, fault.street].filter(Boolean).join(' · ')}</span>
				<span class="quiet small">
					{[plainState(fault.state), date(day), people > 1 ? t('facts.people', { count: people }) : ''].filter(Boolean).join(' · ')}
				</span>
			</span>
		</a>
	);
}
