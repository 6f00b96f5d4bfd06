import type { JSX } from 'preact';
import { t } from '../i18n/shared.ts';
import './progress.css';

interface ProgressProps {
	step: number;
	steps: number;
	/** What this step is about. */
	label?: string;
}

/** "2 of 4", in figures and as bars. */
export function Progress({ step, steps, label }: ProgressProps): JSX.Element {
	const words = t('progress.step', { step, steps });
	return (
		<div class="progress">
			<span class="progress-words figures">
				{words}
				{label && ` · ${label}`}
			</span>
			<span class="progress-bars" aria-hidden="true">
				{Array.from({ length: steps }, (_, at) => (
					<span key={at} class={at < step ? 'done' : ''} />
				))}
			</span>
		</div>
	);
}
