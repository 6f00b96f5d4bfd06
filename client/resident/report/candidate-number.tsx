import type { JSX } from 'preact';
import { t } from '../../i18n/resident.ts';

/** The number of a candidate, the same in the list and on the map. */
export function CandidateNumber({ number }: { number: number }): JSX.Element {
	return (
		<span class="candidate-number figures">
			<span class="unseen">{t('which.number')} </span>
			{number}
		</span>
	);
}
