import { asProblem, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { toast } from '../../ui/toast.tsx';

/** What is written, under the version that was read. */
interface Versioned {
	version: string;
}

/** How a setting is kept: what it was, what it is to be, who writes it, and who shows what came of it. */
interface Keeping<T extends Versioned> {
	before: T;
	wish: T;
	write: (wish: T) => Promise<T>;
	done: (now: T) => void;
}

/** Keeps a setting; the message takes it back with one press. Answers what was wrong with it. */
export async function keepSetting<T extends Versioned>({ before, wish, write, done }: Keeping<T>): Promise<Problem | null> {
	try {
		const now = await write(wish);
		done(now);
		const undo = async (): Promise<void> => {
			const problem = await keepSetting({ before: now, wish: { ...before, version: now.version }, write, done });
			if (problem) toast({ text: problemText(problem), kind: 'bad' });
		};
		toast({ text: t('settings.kept'), undo });
		return null;
	} catch (thrown) {
		return asProblem(thrown);
	}
}
