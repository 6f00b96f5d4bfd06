import type { State } from '../../faults/contract.ts';
import { inLanguage, type Town } from '../../municipality/index.ts';
import type { CaseFile } from './gather.ts';
import type { Entry } from './queries.ts';
import { named, type Say, sayingIn } from './words/index.ts';

/** How a case file says things: its words, moments in the municipality's own time, money in its currency. */
export interface Telling {
	say: Say;
	/** A text named by what the database holds. */
	named: (group: string, value: string) => string;
	when: (at: string | Date | null | undefined) => string;
	money: (amount: number | null | undefined) => string;
	department: (code: string) => string;
}

/** A moment to the minute, written so that it sorts and nobody takes the day for the month. */
export function moment(zone: string): (at: string | Date | null | undefined) => string {
	const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
	return (at) => (at === null || at === undefined ? '' : format.format(new Date(at)));
}

function moneyIn(currency: string): (amount: number | null | undefined) => string {
	return (amount) => (amount === null || amount === undefined ? '' : `${currency} ${amount.toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ' ')}`);
}

const departmentIn =
	({ departments }: Town, language: string) =>
	(code: string): string => {
		const found = departments.find((it) => it.code === code);
		return found ? inLanguage(found.title, language) : code;
	};

/** How one case file says things. */
export function tellingOf({ town, language }: Pick<CaseFile, 'town' | 'language'>): Telling {
	const say = sayingIn(language);
	const { zone, currency } = town.municipality;
	return { say, named: (group, value) => named(say, group, value), when: moment(zone), money: moneyIn(currency), department: departmentIn(town, language) };
}

const textIn = ({ details }: Entry, name: string): string => {
	const it = details[name];
	return typeof it === 'string' || typeof it === 'number' ? String(it) : '';
};

/** From which state into which. */
function moved(entry: Entry, { say, named: word }: Telling): string {
	const [from, to] = [textIn(entry, 'from'), textIn(entry, 'to')].map((it) => it && word('state', it as State)) as [string, string];
	if (!to) return say('log.reopened');
	const pause = textIn(entry, 'pause');
	if (pause) return say('log.waiting', { from, to, kind: word('pause', pause) });
	return say(entry.kind === 'fault.reopened' ? 'log.reopenedTo' : 'log.moved', { from, to });
}

function assigned(entry: Entry, { say }: Telling): string {
	const { details } = entry;
	const what = [
		'department_id' in details && say('log.assigned.department'),
		'person_id' in details && say(details['person_id'] === null ? 'log.assigned.nobody' : 'log.assigned.person'),
		typeof details['priority'] === 'number' && say('log.assigned.priority', { priority: details['priority'] }),
	].filter(Boolean);
	return what.length > 0 ? what.join(', ') : say('log.assigned');
}

const simple = {
	'fault.opened': 'log.opened',
	'fault.joined': 'log.joined',
	'fault.undone': 'log.undone',
	'fault.unmerged': 'log.unmerged',
	'cause.accepted': 'log.causeAccepted',
	'cause.rejected': 'log.causeRejected',
	'report.received': 'log.joined',
	'report.me-too': 'log.meToo',
	'report.followed': 'log.followed',
	'report.withdrawn': 'log.withdrawn',
	'report.agreed': 'log.agreed',
	'report.disagreed': 'log.disagreed',
	'report.photographed': 'log.photographed',
	'comment.added': 'log.commented',
	'comment.moderated': 'log.commentModerated',
	'photo.moderated': 'log.photoModerated',
	'handover.wished': 'log.handoverWished',
	'handover.withdrawn': 'log.handoverWithdrawn',
	'handover.refused': 'log.handoverRefused',
} as const;

/** Kinds whose words have a hole, with what of the event fills it. */
const holed = {
	'fault.merged': ['log.merged', 'into'],
	'fault.received-merge': ['log.receivedMerge', 'from'],
	'fault.lost-merge': ['log.lostMerge', 'from'],
	'fault.grouped': ['log.grouped', 'into'],
	'fault.ungrouped': ['log.ungrouped', 'from'],
} as const;

const told: Readonly<Record<string, (entry: Entry, telling: Telling) => string>> = {
	'fault.moved': moved,
	'fault.reopened': moved,
	'fault.assigned': assigned,
	'fault.ordered': (entry, telling) => telling.named('log.ordered', ['top', 'bottom'].includes(textIn(entry, 'place')) ? textIn(entry, 'place') : 'usual'),
	'fault.escalated': (entry, { say }) => say('log.escalated', { step: textIn(entry, 'step') }),
	'clock.pause-over': (entry, { say, named: word }) => say('log.pauseOver', { kind: word('pause', textIn(entry, 'pause')) }),
	'fault.linked': (entry, { say }) => (textIn(entry, 'asset') ? say('log.linked', { asset: textIn(entry, 'asset') }) : say('log.unlinked')),
	'rule.fell-back': (entry, { say, department }) => say('log.fellBack', { department: department(textIn(entry, 'department')) }),
	'fault.followed': (entry, { say }) =>
		textIn(entry, 'from') === textIn(entry, 'asset')
			? say('log.carriedAlong', { asset: textIn(entry, 'asset') })
			: say('log.carried', { from: textIn(entry, 'from'), asset: textIn(entry, 'asset') }),
	'fault.handed-on': (entry, { say }) => say('log.handedOn', { number: textIn(entry, 'number') }),
	'handover.said': (entry, { say }) => say('log.handoverSaid', { status: textIn(entry, 'status') }),
	'fault.orphaned': (entry, { say }) => say('log.orphaned', { asset: textIn(entry, 'asset') }),
};

/** What happened, in words; a kind nobody has words for is told by its name rather than left out. */
export function happening(entry: Entry, telling: Telling): string {
	const tell = told[entry.kind];
	if (tell) return tell(entry, telling);
	if (entry.kind in simple) return telling.say(simple[entry.kind as keyof typeof simple]);
	if (entry.kind in holed) {
		const [key, from] = holed[entry.kind as keyof typeof holed];
		return telling.say(key, { fault: `F-${textIn(entry, from)}` });
	}
	const words = telling.named('done', entry.kind);
	return words === `done.${entry.kind}` ? entry.kind : words;
}
