import type { JSX } from 'preact';
import type { Case } from '../../../server/work/contract.ts';
import { t } from '../../i18n/console.ts';
import { Icon } from '../../ui/icon.tsx';
import { pin } from '../../ui/icons.ts';
import { message } from '../../ui/staff-icons.ts';
import { StateSymbol } from '../../ui/state-symbol.tsx';
import { type Entry, Timeline } from '../../ui/timeline.tsx';
import { eventWords, stateAfter } from './log-words.ts';
import { visibilityOf } from './notes.tsx';

const ofEvent = (event: Case['timeline'][number]): Entry => {
	const state = stateAfter(event);
	return {
		key: `event-${event.id}`,
		at: event.at,
		what: eventWords(event),
		who: event.by ?? undefined,
		mark: state ? <StateSymbol state={state} /> : event.kind === 'fault.linked' ? <Icon path={pin} size={16} /> : undefined,
	};
};

const ofComment = ({ id, at, by, words, visibility }: Case['comments'][number]): Entry => ({
	key: `comment-${id}`,
	at,
	what: t(`log.note.${visibilityOf(visibility)}`),
	why: words,
	who: by || t('notes.resident'),
	mark: <Icon path={message} size={16} />,
});

const comings = new Set(['fault.opened', 'fault.joined', 'fault.reopened']);

/** A report that came in opened, joined or reopened the fault at the same moment: one line says both. */
const once = (timeline: Case['timeline']): Case['timeline'] => {
	const moments = new Set(timeline.filter(({ kind }) => comings.has(kind)).map(({ at }) => at));
	return timeline.filter(({ kind, at }) => kind !== 'report.received' || !moments.has(at));
};

/** The logbook of a fault, the newest first: who did what, when, and what was said. */
export function Logbook({ it: { timeline, comments } }: { it: Case }): JSX.Element {
	const entries = [...once(timeline).map(ofEvent), ...comments.map(ofComment)].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
	return <Timeline label={t('section.log')} entries={entries} />;
}
