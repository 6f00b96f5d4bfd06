import type { JSX } from 'preact';
import type { State } from '../../../server/faults/contract.ts';
import { t as form } from '../../i18n/resident.ts';
import { t } from '../../i18n/resident-pages.ts';
import { Icon } from '../../ui/icon.tsx';
import { check } from '../../ui/icons.ts';
import { StateSymbol } from '../../ui/state-symbol.tsx';
import { endsOtherwise, type PlainStep, plainSteps, reached } from '../plain-state.ts';
import './stepper.css';

interface StepperProps {
	state: State;
	steps: readonly { state: State | null }[];
}

type Mark = 'done' | 'current' | 'later';

/** How one of the words stands to where the matter is; what is fixed or has ended is no longer under way. */
const markOf = (index: number, at: number, over: boolean): Mark => {
	if (index > at) return 'later';
	return index < at || over || plainSteps[index] === 'fixed' ? 'done' : 'current';
};

/** How far the matter has come, in five plain words; an end that is no repair is said by its name. */
export function Stepper({ state, steps }: StepperProps): JSX.Element {
	const at = plainSteps.indexOf(reached(state, steps));
	const over = endsOtherwise.has(state);
	return (
		<ol class={`stepper${over ? ' over' : ''}`} aria-label={t('follow.progress')}>
			{plainSteps.map((step, index) => (
				<One key={step} step={step} mark={markOf(index, at, over)} state={state} />
			))}
		</ol>
	);
}

function One({ step, mark, state }: { step: PlainStep; mark: Mark; state: State }): JSX.Element {
	return (
		<li class={mark} aria-current={mark === 'current' ? 'step' : undefined}>
			<span class="stepper-mark">
				{mark === 'done' && <Icon path={check} size={16} />}
				{mark === 'current' && <StateSymbol state={state} size={16} />}
			</span>
			<span>
				{form(`plain.${step}`)}
				{mark === 'done' && <span class="unseen"> ({t('follow.done')})</span>}
			</span>
		</li>
	);
}
