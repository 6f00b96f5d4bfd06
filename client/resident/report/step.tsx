import type { ComponentChildren, JSX } from 'preact';
import { t as shared } from '../../i18n/shared.ts';
import { Button } from '../../ui/button.tsx';
import { arrowLeft, arrowRight } from '../../ui/icons.ts';
import { Progress } from '../../ui/progress.tsx';
import { PageTitle } from '../page.tsx';
import { goBack } from '../route.ts';
import './step.css';
import { steps } from './steps.ts';

interface StepProps {
	/** 1 to 4. */
	step: number;
	title: string;
	/** What goes on when the person is done here; without it the screen goes on by itself. */
	next?: { label?: string; icon?: string; busy?: boolean; go: () => void };
	/** Beside each other on a wide screen: what is asked, and a map. */
	wide?: boolean;
	children: ComponentChildren;
}

/** One question: how far one is, the question, and at the thumb the way back and on. */
export function Step({ step, title, next, wide, children }: StepProps): JSX.Element {
	return (
		<form
			class={`step${wide ? ' wide' : ''}`}
			noValidate
			onSubmit={(event) => {
				event.preventDefault();
				next?.go();
			}}
		>
			<div class="step-head">
				<Progress step={step} steps={steps.length} />
				<PageTitle>{title}</PageTitle>
			</div>
			<div class="step-body">{children}</div>
			<div class="step-bar no-print">
				<Button class="step-back" icon={arrowLeft} onClick={() => goBack(steps[step - 2] ?? '/')}>
					{shared('action.back')}
				</Button>
				{next && (
					<Button kind="primary" type="submit" class="grow" busy={next.busy ?? false} iconAfter={next.icon ?? arrowRight}>
						{next.label ?? shared('action.next')}
					</Button>
				)}
			</div>
		</form>
	);
}
