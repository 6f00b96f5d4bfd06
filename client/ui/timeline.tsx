import type { ComponentChildren, JSX } from 'preact';
import { date, dateTime } from '../i18n/format.ts';
import './timeline.css';

/** One entry of a logbook. */
export interface Entry {
	key: string | number;
	at: string;
	/** Only the day is known, or only the day may be shown. */
	dayOnly?: boolean;
	who?: ComponentChildren;
	what: ComponentChildren;
	/** Why, or what was said. */
	why?: ComponentChildren;
	/** A `StateSymbol` or an icon on the line. */
	mark?: ComponentChildren;
}

/** What happened, as in a logbook: when, who, what, why. */
export function Timeline({ entries, label }: { entries: readonly Entry[]; label: string }): JSX.Element {
	return (
		<ol class="timeline" aria-label={label}>
			{entries.map((entry) => (
				<li key={entry.key}>
					<span class="timeline-mark">{entry.mark ?? <span class="timeline-dot" />}</span>
					<div class="timeline-body">
						<span class="timeline-what">{entry.what}</span>
						{entry.why && <div class="timeline-why">{entry.why}</div>}
						<span class="timeline-when figures">
							<time dateTime={entry.at}>{entry.dayOnly ? date(entry.at) : dateTime(entry.at)}</time>
							{entry.who && <> · {entry.who}</>}
						</span>
					</div>
				</li>
			))}
		</ol>
	);
}
