import { signal } from '@preact/signals';
import { undoFault } from '../../../server/faults/changes/contract.ts';
import type { DeskFault } from '../../../server/faults/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { language } from '../../i18n/language.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { toast } from '../../ui/toast.tsx';
import { spokenCode } from '../address.ts';
import { openForm, reloadCase, theCase } from './case.ts';
import { put } from './queue.ts';
import { changedHere } from './queue-live.ts';

/** Takes away what was said of the change before: only the last change of a fault can be taken back. */
let unsay: () => void = () => undefined;

/** A change is under way: no second one meanwhile. */
export const changing = signal(false);

/** Why the last change of a fault was refused. */
export interface Refusal {
	code: string;
	problem: Problem;
	/** Somebody was faster: the fault has been read again. */
	newer: boolean;
	/** Code of the open fault that is in the way: merge into it. */
	inTheWay: string | null;
}

export const refusal = signal<Refusal | null>(null);

const refused = async (code: string, problem: Problem): Promise<void> => {
	const { fault, version } = problem.extra;
	const newer = problem.code === 'conflict' && version !== undefined;
	if (newer) await reloadCase();
	refusal.value = { code, problem, newer, inTheWay: typeof fault === 'string' ? fault : null };
};

/** What the server is told with every change: which fault, and in which version it was seen. */
export interface Known {
	code: string;
	version: number;
	language: string;
}

interface Doing {
	/** What is said once it is done. */
	said: string;
	/** Asks the server. */
	ask: (known: Known) => Promise<{ fault: DeskFault }>;
	/** Afterwards. */
	done?: () => void;
	/** After it has been taken back. */
	undone?: () => void;
	/** It is itself a taking back: no undo is offered. */
	final?: boolean;
}

/** Changes the open fault: asks, shows it in panel and queue, offers to take it back. Answers whether it was done. */
export async function changeFault({ said, ask, done, undone, final }: Doing): Promise<boolean> {
	const fault = theCase.peek()?.fault;
	if (!fault || changing.peek()) return false;
	changing.value = true;
	refusal.value = null;
	changedHere(fault.code);
	try {
		const { fault: changed } = await ask({ code: fault.code, version: fault.version, language: language.peek() });
		put(changed);
		openForm(null);
		done?.();
		await reloadCase();
		unsay();
		unsay = toast({ text: said, ...(!final && { undo: () => takeBack(fault.code, undone) }) });
		return true;
	} catch (thrown) {
		await refused(fault.code, asProblem(thrown));
		return false;
	} finally {
		changing.value = false;
	}
}

/** Takes back the last change of a fault. */
export async function takeBack(code: string, undone?: () => void): Promise<void> {
	changedHere(code);
	unsay();
	try {
		const { fault } = await call(undoFault, { code, language: language.peek() });
		refusal.value = null;
		put(fault);
		undone?.();
		await reloadCase();
		toast({ text: t('done.undone', { fault: spokenCode(code) }) });
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
}
