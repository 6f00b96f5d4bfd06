import type { JSX } from 'preact';
import type { DeskFault } from '../../../server/faults/contract.ts';
import { t } from '../../i18n/console.ts';
import { shortDuration } from '../../i18n/duration.ts';
import { dateTime } from '../../i18n/format.ts';
import { now } from '../clock.ts';
import './due-clock.css';
import { shareGone } from './share-gone.ts';

type Clocked = Pick<DeskFault, 'open' | 'firstReportAt' | 'dueAt'>;

const round = 2 * Math.PI * 6;

/** The clock of the service standard: a ring that fills, and the time that is left or over. */
export function DueClock({ fault }: { fault: Clocked }): JSX.Element | null {
	if (!fault.open || !fault.dueAt) return null;
	const left = Date.parse(fault.dueAt) - now.value;
	const late = left < 0;
	const time = shortDuration(Math.abs(left));
	return (
		<span class={`due-clock figures${late ? ' late' : ''}`} title={t('clock.due', { when: dateTime(fault.dueAt) })}>
			<svg width="16" height="16" viewBox="0 0 16 16" role="img" aria-hidden="true">
				<circle class="due-face" cx="8" cy="8" r="6" />
				<circle class="due-gone" cx="8" cy="8" r="6" stroke-dasharray={`${shareGone(fault, now.value) * round} ${round}`} transform="rotate(-90 8 8)" />
			</svg>
			{late ? t('clock.over', { time }) : t('clock.left', { time })}
		</span>
	);
}
