import { type Draft, rejectDraft, reopenDraft } from '../../../server/reports/drafts/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { toast } from '../../ui/toast.tsx';
import { beginFrom } from '../intake/draft.ts';
import { go } from '../route.ts';

export type Reason = NonNullable<Draft['reason']>;

/** How each reason for making no report is called. */
export const reasonWords: Readonly<Record<Reason, () => string>> = {
	'no-place': () => t('drafts.refuse.no-place'),
	'not-ours': () => t('drafts.refuse.not-ours'),
	'no-fault': () => t('drafts.refuse.no-fault'),
	spam: () => t('drafts.refuse.spam'),
};

async function tried(act: () => Promise<void>): Promise<void> {
	try {
		await act();
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
}

/** Makes no report of a message, with the way back. */
export const refuse = (code: string, reason: Reason, after: () => Promise<void>): Promise<void> =>
	tried(async () => {
		await call(rejectDraft, { code, reason });
		await after();
		toast({ text: t('drafts.rejectedDone', { reason: reasonWords[reason]() }), undo: () => letWait(code, after) });
	});

/** Lets a message wait again that was turned down. */
export const letWait = (code: string, after: () => Promise<void>): Promise<void> =>
	tried(async () => {
		await call(reopenDraft, { code });
		await after();
		toast({ text: t('drafts.reopened') });
	});

/** Opens the form for reports with what the message says. */
export function takeDown(it: Draft): void {
	beginFrom(it);
	go({ view: 'new' });
}
