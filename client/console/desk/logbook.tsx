import type { JSX } from 'preact';
import type { Case } from '../../../server/work/contract.ts';
import { t } from '../../i18n/console.ts';
import { Icon } from '../../ui/icon.tsx';
import { message, pin } from '../../ui/icons.ts';
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

/** The logbook of a fault, the newest first: who did what, when, and what was said. */
export function Logbook({ it: { timeline, comments } }: { it: Case }): JSX.Element {
	const entries = [...timeline.map(ofEvent), ...comments.map(ofComment)].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
	return <Timeline label={t('section.log')} entries={entries} />;
}
