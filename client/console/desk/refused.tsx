import type { JSX } from 'preact';
import { t } from '../../i18n/console.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { merge } from '../../ui/staff-icons.ts';
import { spokenCode } from '../address.ts';
import { route } from '../route.ts';
import { may } from '../session.ts';
import { refusal } from './change-fault.ts';
import { mergeInto } from './merge-into.ts';

/** Why the last change was not made, what was kept, and what can be done instead. */
export function Refused(): JSX.Element | null {
	const it = refusal.value;
	if (!it || it.code !== route.value.fault) return null;
	const { inTheWay, newer, problem } = it;
	const [first] = problem.errors;
	return (
		<Notice
			kind="bad"
			actions={
				inTheWay &&
				may('fault.merge') && (
					<Button icon={merge} onClick={() => void mergeInto(inTheWay)}>
						{t('merge.into', { fault: spokenCode(inTheWay) })}
					</Button>
				)
			}
		>
			{newer ? t('refused.newer') : inTheWay ? t('refused.inTheWay', { fault: spokenCode(inTheWay) }) : problemText(problem)}
			{first && !newer && ` ${first.message}`}
		</Notice>
	);
}
