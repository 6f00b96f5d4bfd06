import { asProblem, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { toast } from '../../ui/toast.tsx';

/** What is written of something, and how it is taken back. */
interface Keeping<Kept> {
	write: () => Promise<Kept>;
	/** Writes what was there before; where there was nothing, puts it out of use. */
	back: (now: Kept) => Promise<unknown>;
	done: () => void;
}

/** Keeps one of the means; the message takes it back with one press. Answers what was wrong with it. */
export async function keepMeans<Kept>({ write, back, done }: Keeping<Kept>): Promise<Problem | null> {
	try {
		const now = await write();
		done();
		toast({
			text: t('means.kept'),
			undo: async () => {
				try {
					await back(now);
					toast({ text: t('orders.undone') });
				} catch (thrown) {
					toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
				}
				done();
			},
		});
		return null;
	} catch (thrown) {
		return asProblem(thrown);
	}
}
