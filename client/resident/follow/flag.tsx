import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { flagContent } from '../../../server/reports/moderation/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { t } from '../../i18n/resident-pages.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';

const reasons = ['personal', 'offensive', 'spam', 'wrong'] as const;

interface FlagProps {
	code: string;
	comment?: number;
	photo?: string;
}

/** Says that a comment or a photo should not be seen: closed until somebody needs it. */
export function Flag({ code, ...about }: FlagProps): JSX.Element {
	const said = useSignal(false);
	const flag = async (reason: (typeof reasons)[number]): Promise<void> => {
		try {
			await call(flagContent, { code, reason, ...about });
			said.value = true;
		} catch (thrown) {
			toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
		}
	};
	if (said.value)
		return (
			<p class="quiet small" role="status">
				{t('flag.thanks')}
			</p>
		);
	return (
		<details class="flag small">
			<summary class="quiet">{t('flag.open')}</summary>
			<div class="cluster">
				{reasons.map((it) => (
					<Button key={it} kind="quiet" onClick={() => void flag(it)}>
						{t(`flag.${it}`)}
					</Button>
				))}
			</div>
		</details>
	);
}
