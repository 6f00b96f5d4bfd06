import { pauseKinds, type State, states } from '../../../server/faults/contract.ts';
import type { Case } from '../../../server/work/contract.ts';
import { t } from '../../i18n/console.ts';
import { t as shared } from '../../i18n/shared.ts';
import { spokenCode } from '../address.ts';
import { statusWords } from '../authorities/handed.ts';
import { departmentName, services } from '../facts.ts';

type Event = Pick<Case['timeline'][number], 'kind' | 'details'>;

const textIn = ({ details }: Event, name: string): string => (typeof details[name] === 'string' ? details[name] : '');
const stateIn = (event: Event, name: string): State | undefined => states.find((it) => it === textIn(event, name));

/** The state a fault was in after an event, where the event says it. */
export function stateAfter(event: Event): State | undefined {
	if (event.kind === 'fault.opened') return 'reported';
	if (event.kind === 'fault.merged') return 'merged';
	return stateIn(event, 'to');
}

const pauseIn = (event: Event): string => {
	const kind = pauseKinds.find((it) => it === textIn(event, 'pause'));
	return kind ? t(`pause.${kind}`) : '';
};

const moved = (event: Event): string => {
	const [from, to] = [stateIn(event, 'from'), stateIn(event, 'to')];
	if (!to) return t('log.reopened');
	const words = { from: from ? shared(`state.${from}`) : '', to: shared(`state.${to}`) };
	const waits = pauseIn(event);
	if (waits) return t('log.waiting', { ...words, kind: waits });
	return event.kind === 'fault.reopened' ? t('log.reopenedTo', words) : t('log.moved', words);
};

const assigned = ({ details }: Event): string => {
	const what = [
		'department_id' in details && t('log.assigned.department'),
		'person_id' in details &&
			t(details['person_id'] === null ? 'log.assigned.nobody' : 'instead_of' in details ? 'log.assigned.standIn' : 'log.assigned.person'),
		typeof details['priority'] === 'number' && t('log.assigned.priority', { priority: details['priority'] }),
	].filter(Boolean);
	return what.length > 0 ? what.join(', ') : t('log.assigned');
};

const ordered = (event: Event): string => {
	const place = (['top', 'bottom'] as const).find((it) => it === textIn(event, 'place'));
	return t(`log.ordered.${place ?? 'usual'}`);
};

/** Where the rules have sent it once its asset was known. */
function routedTo({ details }: Event): string {
	const routed = details['routed'] as { department: string; priority: number } | undefined;
	return routed ? t('log.routed', { department: departmentName(routed.department), n: routed.priority }) : '';
}

const troubleName = (code: string): string => services.peek().find(({ mode }) => mode === code)?.title ?? code;

/** What it became, and from which asset it had to be taken for that. */
const recategorised = (event: Event): string => {
	const words = { from: troubleName(textIn(event, 'from')), to: troubleName(textIn(event, 'to')) };
	const asset = textIn(event, 'unlinked');
	return [asset ? t('log.recategorisedOff', { ...words, asset }) : t('log.recategorised', words), routedTo(event)].filter(Boolean).join('. ');
};

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

const told: Record<string, (event: Event) => string> = {
	'fault.moved': moved,
	'fault.reopened': moved,
	'fault.assigned': assigned,
	'fault.ordered': ordered,
	'fault.escalated': ({ details }) => t('log.escalated', { step: Number(details['step'] ?? 0) }),
	'clock.pause-over': (event) => t('log.pauseOver', { kind: pauseIn(event) }),
	'fault.linked': (event) =>
		[textIn(event, 'asset') ? t('log.linked', { asset: textIn(event, 'asset') }) : t('log.unlinked'), routedTo(event)].filter(Boolean).join('. '),
	'fault.recategorised': recategorised,
	'rule.fell-back': ({ details }) => t('log.fellBack', { department: departmentName(String(details['department'])) }),
	'fault.followed': (event) => {
		const [from, asset] = [textIn(event, 'from'), textIn(event, 'asset')];
		return from === asset ? t('log.carriedAlong', { asset }) : t('log.carried', { from, asset });
	},
	'fault.handed-on': (event) => t('log.handedOn', { number: textIn(event, 'number') }),
	'handover.said': (event) => t('log.handoverSaid', { status: statusWords(textIn(event, 'status')) }),
	'fault.orphaned': (event) => t('log.orphaned', { asset: textIn(event, 'asset') }),
	'fault.merged': (event) => t('log.merged', { fault: spokenCode(textIn(event, 'into')) }),
	'fault.received-merge': (event) => t('log.receivedMerge', { fault: spokenCode(textIn(event, 'from')) }),
	'fault.grouped': (event) => t('log.grouped', { fault: spokenCode(textIn(event, 'into')) }),
	'fault.ungrouped': (event) => t('log.ungrouped', { fault: spokenCode(textIn(event, 'from')) }),
	'fault.lost-merge': (event) => t('log.lostMerge', { fault: spokenCode(textIn(event, 'from')) }),
};

/** What happened, in words. A kind nobody has words for yet is shown by its name rather than left out. */
export function eventWords(event: Event): string {
	const tell = told[event.kind];
	if (tell) return tell(event);
	return event.kind in simple ? t(simple[event.kind as keyof typeof simple]) : event.kind;
}
