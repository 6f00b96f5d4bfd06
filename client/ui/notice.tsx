import type { ComponentChildren, JSX } from 'preact';
import type { Problem } from '../api/problem.ts';
import { problemText } from '../i18n/problem-text.ts';
import { t } from '../i18n/shared.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { check, info, refresh, warning } from './icons.ts';
import './notice.css';

interface NoticeProps {
	kind?: 'note' | 'good' | 'warn' | 'bad';
	title?: ComponentChildren;
	children?: ComponentChildren;
	/** Buttons under the words. */
	actions?: ComponentChildren;
}

const icons = { note: info, good: check, warn: warning, bad: warning };

/** Something to know, where it matters: calm, in the page, never over it. */
export function Notice({ kind = 'note', title, children, actions }: NoticeProps): JSX.Element {
	return (
		<div class={`notice ${kind}`} role={kind === 'bad' ? 'alert' : undefined}>
			<Icon path={icons[kind]} />
			<div class="stack close grow">
				{title && <strong>{title}</strong>}
				{children && <div class="notice-words">{children}</div>}
				{actions && <div class="cluster">{actions}</div>}
			</div>
		</div>
	);
}

/** What went wrong with a call, and the way to try again. */
export function ProblemNotice({ problem, onRetry }: { problem: Problem; onRetry?: () => void }): JSX.Element {
	return (
		<Notice
			kind="bad"
			actions={
				onRetry && (
					<Button icon={refresh} onClick={onRetry}>
						{t('action.retry')}
					</Button>
				)
			}
		>
			{problemText(problem)}
		</Notice>
	);
}
