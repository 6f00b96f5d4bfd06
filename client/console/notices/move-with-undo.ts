import type { DeskNotice } from '../../../server/municipality/notices/contract.ts';
import { asProblem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { toast } from '../../ui/toast.tsx';
import { move } from './draft.ts';

const saying = (state: DeskNotice['state']): string => (state === 'discarded' ? t('notices.discarded') : t('notices.moved', { state: t(`notices.${state}`) }));

/** Publishes, ends or discards an announcement; the message takes it back with one press. */
export async function moveWithUndo(code: string, to: DeskNotice['state'], done: () => void): Promise<void> {
	try {
		const { was } = await move(code, to);
		done();
		toast({ text: saying(to), ...(was !== to && { undo: () => moveBack(code, was, done) }) });
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
}

async function moveBack(code: string, to: DeskNotice['state'], done: () => void): Promise<void> {
	try {
		await move(code, to);
		done();
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
}
