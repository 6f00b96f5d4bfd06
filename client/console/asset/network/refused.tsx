import type { JSX } from 'preact';
import type { Answer } from '../../../api/use-call.ts';
import { t } from '../../../i18n/console.ts';
import { Notice, ProblemNotice } from '../../../ui/notice.tsx';

/** Why there is no answer: mostly because the network does not hold the asset. */
export function Refused({ read }: { read: Pick<Answer<unknown>, 'error' | 'reload'> }): JSX.Element | null {
	const problem = read.error.value;
	if (!problem) return null;
	return problem.code === 'not-ready' ? <Notice>{t('network.notYet')}</Notice> : <ProblemNotice problem={problem} onRetry={() => void read.reload()} />;
}
