import { signal } from '@preact/signals';
import { acceptCause, type Cause, type causeReasons, rejectCause, undoCause } from '../../../server/faults/causes/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { language } from '../../i18n/language.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { toast } from '../../ui/toast.tsx';
import { spokenCode } from '../address.ts';

/** The suggestion that is looked at. */
export const chosen = signal<number | null>(null);
/** Whether it is being asked why the suggestion is none. */
export const rejecting = signal(false);

type Decided = Pick<Cause, 'id' | 'version'>;

async function trying(work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
}

/** Takes a decision back. */
export const takeBack = ({ id, version }: Decided, done: () => void): Promise<void> =>
	trying(async () => {
		await call(undoCause, { id, version, language: language.peek() });
		done();
		toast({ text: t('cause.undoneToast') });
	});

/** Makes one fault of a suggestion; the message takes it back. */
export const accept = ({ id, version }: Decided, done: () => void): Promise<void> =>
	trying(async () => {
		const { cause } = await call(acceptCause, { id, version, language: language.peek() });
		done();
		toast({ text: t('cause.acceptedToast', { fault: spokenCode(cause.fault ?? '') }), undo: () => takeBack(cause, done) });
	});

/** Says that it is no common cause; the message takes it back. */
export const reject = ({ id, version }: Decided, reason: (typeof causeReasons)[number], done: () => void): Promise<void> =>
	trying(async () => {
		const { cause } = await call(rejectCause, { id, version, reason, language: language.peek() });
		rejecting.value = false;
		done();
		toast({ text: t('cause.rejectedToast'), undo: () => takeBack(cause, done) });
	});
