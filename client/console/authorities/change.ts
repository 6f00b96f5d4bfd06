import type { Authority } from '../../../server/exchange/contract.ts';
import { asProblem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { text } from '../../i18n/text.ts';
import { toast } from '../../ui/toast.tsx';
import { type AuthorityDraft, draftOf, save, setAway } from './draft.ts';

async function doing(act: () => Promise<void>): Promise<void> {
	try {
		await act();
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
}

/** Puts an authority away, or brings it back; the message takes it back with one press. */
export const moveAway = ({ code, name }: Pick<Authority, 'code' | 'name'>, away: boolean, done: () => void): Promise<void> =>
	doing(async () => {
		await setAway(code, away);
		done();
		const undo = (): Promise<void> =>
			doing(async () => {
				await setAway(code, !away);
				done();
			});
		toast({ text: t(away ? 'authority.wentAway' : 'authority.cameBack', { name: text(name) }), undo });
	});

const sameKey = (before: AuthorityDraft, after: Authority): boolean => before.keyFor === (after.server?.hasKey ? after.server.endpoint : null);

/** Says that an authority was kept. What was there before comes back with one press, unless a key would be lost by it. */
export function saidKept(before: AuthorityDraft | null, after: Authority, done: () => void): void {
	const undo = before?.code
		? () =>
				doing(async () => {
					await save({ ...before, version: after.version });
					done();
				})
		: () =>
				doing(async () => {
					await setAway(after.code, true);
					done();
				});
	toast({ text: t('authority.kept', { name: text(after.name) }), ...((before?.code == null || sameKey(before, after)) && { undo }) });
}

/** The draft of one that was read, to come back to. */
export const beforeOf = (authorities: readonly Authority[] | undefined, code: string | null): AuthorityDraft | null => {
	const it = authorities?.find((known) => known.code === code);
	return it ? draftOf(it) : null;
};
