import type { JSX } from 'preact';
import { problemFrom } from '../../api/problem.ts';
import { t } from '../../i18n/crew.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { t as shared } from '../../i18n/shared.ts';
import { Button } from '../../ui/button.tsx';
import { refresh, trash } from '../../ui/icons.ts';
import { Notice } from '../../ui/notice.tsx';
import { toast } from '../../ui/toast.tsx';
import type { Act } from '../kept/act.ts';
import type { ShownStop } from '../kept/apply.ts';
import { tryAgain } from '../kept/pump.ts';
import { acts, drop, putBack } from '../kept/run.ts';

/** What of a stop waits to be sent, and what was not taken: why, and what to do. */
export function Waits({ stop }: { stop: ShownStop }): JSX.Element {
	const mine = acts.value.filter(({ order }) => order === stop.code);
	const waiting = mine.filter(({ state }) => state !== 'refused');
	return (
		<>
			{waiting.length > 0 && <Notice>{t('waits.here', { count: waiting.length })}</Notice>}
			{mine
				.filter(({ state }) => state === 'refused')
				.map((it) => (
					<Refused key={it.key} act={it} />
				))}
		</>
	);
}

function Refused({ act }: { act: Act }): JSX.Element {
	const { problem, deed } = act;
	const away = async (): Promise<void> => {
		const undo = await putBack(act);
		await drop(act);
		toast({ text: t('waits.discarded'), undo });
	};
	return (
		<Notice
			kind="bad"
			title={t('waits.refused', { what: t(`waits.kind.${deed.kind}`) })}
			actions={
				<>
					<Button icon={refresh} onClick={() => void tryAgain(act)}>
						{shared('action.retry')}
					</Button>
					<Button kind="quiet" icon={trash} onClick={() => void away()}>
						{t('waits.discard')}
					</Button>
				</>
			}
		>
			{problem?.code === 'evidence-wanted' ? t('waits.evidence') : problem && problemText(problemFrom(problem))}
		</Notice>
	);
}
