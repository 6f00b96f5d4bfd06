import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Problem } from '../../api/problem.ts';
import { t as shared } from '../../i18n/shared.ts';
import { t } from '../../i18n/sign-in.ts';
import { Button } from '../button.tsx';
import { Notice, ProblemNotice } from '../notice.tsx';
import { CodeField } from './code-field.tsx';

interface CodeStepProps {
	email: string;
	/** What the button of signing in says. */
	button: string;
	code: string;
	problem: Problem | null;
	busy: boolean;
	onCode: (code: string) => void;
	onBack: () => void;
}

/** The second step of signing in: the code of the phone, or a recovery code. */
export function CodeStep({ email, button, code, problem, busy, onCode, onBack }: CodeStepProps): JSX.Element {
	const step = useRef<HTMLDivElement>(null);
	useEffect(() => step.current?.querySelector('input')?.focus(), []);
	return (
		<div ref={step} class="stack">
			<h1>{t('code.title')}</h1>
			<p class="quiet">{t('code.why', { email })}</p>
			{problem && (problem.code === 'wrong-code' ? <Notice kind="bad">{t('code.wrong')}</Notice> : <ProblemNotice problem={problem} />)}
			<CodeField label={t('code.field')} hint={t('code.hint')} value={code} onText={onCode} />
			<Button kind="primary" type="submit" wide busy={busy}>
				{button}
			</Button>
			<Button kind="quiet" wide onClick={onBack}>
				{shared('action.back')}
			</Button>
		</div>
	);
}
