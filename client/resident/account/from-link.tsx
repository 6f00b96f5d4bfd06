import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { openLink } from '../../../server/reports/account/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/resident-account.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { arrowRight } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';

interface FromLinkProps {
	token: string;
	onEntered: () => Promise<void>;
	onGone: () => void;
}

/** Where the link of a mail leads. Only the button signs in: programs that look into mails follow links, too. */
export function FromLink({ token, onEntered, onGone }: FromLinkProps): JSX.Element {
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const enter = async (): Promise<void> => {
		busy.value = true;
		try {
			await call(openLink, { token });
			await onEntered();
		} catch (thrown) {
			problem.value = asProblem(thrown);
		} finally {
			busy.value = false;
		}
	};
	if (problem.value?.status === 404)
		return (
			<Notice kind="warn" title={t('link.gone')} actions={<Button onClick={onGone}>{t('code.again')}</Button>}>
				{t('link.goneHelp')}
			</Notice>
		);
	return (
		<Card title={t('link.title')}>
			<p>{t('link.help')}</p>
			<div>
				<Button kind="primary" iconAfter={arrowRight} busy={busy.value} onClick={() => void enter()}>
					{t('link.open')}
				</Button>
			</div>
			{problem.value && <ProblemNotice problem={problem.value} />}
		</Card>
	);
}
