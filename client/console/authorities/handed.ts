import { handOnFault, tryAgain, withdrawHandover } from '../../../server/exchange/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { toast } from '../../ui/toast.tsx';

const statuses = ['open', 'in_progress', 'action_scheduled', 'investigating', 'fixed', 'closed'] as const;

/** What another authority says of a fault, in words; what nobody has words for as they say it. */
export const statusWords = (status: string): string => {
	const known = statuses.find((it) => it === status);
	return known ? t(`handed.status.${known}`) : status.replaceAll('_', ' ');
};

async function doing(act: () => Promise<void>): Promise<void> {
	try {
		await act();
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
}

/** Hands a fault on; the message takes it back as long as it has not been sent. */
export const handOn = (code: string, to: { authority: string; name: string }, done: () => void): Promise<void> =>
	doing(async () => {
		const { id } = await call(handOnFault, { code, authority: to.authority });
		done();
		const undo = (): Promise<void> =>
			doing(async () => {
				await call(withdrawHandover, { id });
				done();
				toast({ text: t('handed.takenBack') });
			});
		toast({ text: t('handed.done', { name: to.name }), undo });
	});

/** Tries one again that did not get through. */
export const retry = (id: number, done: () => void): Promise<void> =>
	doing(async () => {
		await call(tryAgain, { id });
		done();
		toast({ text: t('handed.trying') });
	});
