import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { beginSecondFactor, confirmSecondFactor } from '../../../server/auth/factor/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { t as shared } from '../../i18n/shared.ts';
import { t as entering } from '../../i18n/sign-in.ts';
import { Button } from '../../ui/button.tsx';
import { copy } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { CodeField } from '../../ui/sign-in/code-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import './account.css';

interface EnrolProps {
	/** There is a second factor already: its code is asked for, too. */
	again: boolean;
	onDone: () => void;
}

interface Begun {
	secret: string;
	qr: { size: number; path: string };
}

/** Sets a second factor up: the password, a picture for the phone, a first code, and codes for paper. */
export function Enrol({ again, onDone }: EnrolProps): JSX.Element {
	const begun = useSignal<Begun | null>(null);
	const codes = useSignal<string[] | null>(null);
	if (codes.value) return <Codes codes={codes.value} onDone={onDone} />;
	if (begun.value) return <Confirm begun={begun.value} onCodes={(it) => (codes.value = it)} />;
	return <Begin again={again} onBegun={(it) => (begun.value = it)} />;
}

/** Sends a form: busy while it is on its way, and what was wrong with it. */
function useSending(send: () => Promise<void>): { busy: Signal<boolean>; problem: Signal<Problem | null>; submit: (event: Event) => void } {
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const submit = (event: Event): void => {
		event.preventDefault();
		busy.value = true;
		problem.value = null;
		send()
			.catch((thrown: unknown) => {
				problem.value = asProblem(thrown);
			})
			.finally(() => {
				busy.value = false;
			});
	};
	return { busy, problem, submit };
}

function Trouble({ problem }: { problem: Problem | null }): JSX.Element | null {
	if (!problem) return null;
	return problem.code === 'wrong-code' ? <Notice kind="bad">{entering('code.wrong')}</Notice> : <ProblemNotice problem={problem} />;
}

function Begin({ again, onBegun }: { again: boolean; onBegun: (it: Begun) => void }): JSX.Element {
	const password = useSignal('');
	const code = useSignal('');
	const { busy, problem, submit } = useSending(async () =>
		onBegun(await call(beginSecondFactor, { password: password.value, ...(again && { code: code.value }) })),
	);
	const wrong = fieldErrors(problem.value)['password'] !== undefined;
	return (
		<form class="stack narrow-form" onSubmit={submit}>
			{!wrong && <Trouble problem={problem.value} />}
			<TextField
				label={t('factor.password')}
				error={wrong ? t('factor.wrongPassword') : undefined}
				type="password"
				name="password"
				autocomplete="current-password"
				required
				value={password.value}
				onText={(it) => (password.value = it)}
			/>
			{again && <CodeField label={t('factor.present')} hint={entering('code.hint')} value={code.value} onText={(it) => (code.value = it)} />}
			<div>
				<Button kind="primary" type="submit" busy={busy.value}>
					{t('factor.show')}
				</Button>
			</div>
		</form>
	);
}

function Confirm({ begun: { secret, qr }, onCodes }: { begun: Begun; onCodes: (codes: string[]) => void }): JSX.Element {
	const code = useSignal('');
	const { busy, problem, submit } = useSending(async () => onCodes((await call(confirmSecondFactor, { code: code.value })).codes));
	return (
		<form class="stack narrow-form" onSubmit={submit}>
			<p>{t('factor.scan')}</p>
			<svg class="factor-code" viewBox={`0 0 ${qr.size} ${qr.size}`} shape-rendering="crispEdges" role="img" aria-label={t('factor.scanLabel')}>
				<path d={qr.path} fill="#000" />
			</svg>
			<p class="small">
				{t('factor.byHand')} <code class="code message-body">{(secret.match(/.{4}/g) ?? []).join(' ')}</code>
			</p>
			<Trouble problem={problem.value} />
			<CodeField label={entering('code.field')} value={code.value} onText={(it) => (code.value = it)} />
			<div>
				<Button kind="primary" type="submit" busy={busy.value}>
					{t('factor.confirm')}
				</Button>
			</div>
		</form>
	);
}

function Codes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }): JSX.Element {
	const take = async (): Promise<void> => {
		await navigator.clipboard.writeText(codes.join('\n'));
		toast({ text: shared('action.copied'), seconds: 3 });
	};
	return (
		<div class="stack">
			<h3>{t('factor.codes')}</h3>
			<p>{t('factor.codesHint')}</p>
			<ul class="recovery-codes">
				{codes.map((it) => (
					<li key={it}>
						<code class="code">{it}</code>
					</li>
				))}
			</ul>
			<div class="cluster">
				<Button kind="primary" onClick={onDone}>
					{t('factor.done')}
				</Button>
				<Button icon={copy} onClick={() => void take()}>
					{t('factor.copyCodes')}
				</Button>
			</div>
		</div>
	);
}
