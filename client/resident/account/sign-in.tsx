import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { askForCode, proveCode } from '../../../server/reports/account/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/resident-account.ts';
import { Button } from '../../ui/button.tsx';
import { arrowRight, send } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface SignInProps {
	/** Whether messages can be sent to a number here. */
	byPhone: boolean;
	onEntered: () => Promise<void>;
}

interface Sent {
	address: string;
	minutes: number;
}

/** Asks for an address, then for the code that was sent to it. */
export function SignIn({ byPhone, onEntered }: SignInProps): JSX.Element {
	const address = useSignal('');
	const sent = useSignal<Sent | null>(null);
	if (sent.value) return <CodeForm sent={sent.value} onEntered={onEntered} onOther={() => (sent.value = null)} />;
	return <AddressForm {...{ address: address.value, byPhone }} onText={(it) => (address.value = it)} onSent={(it) => (sent.value = it)} />;
}

interface AddressFormProps extends Pick<SignInProps, 'byPhone'> {
	address: string;
	onText: (address: string) => void;
	onSent: (sent: Sent) => void;
}

function AddressForm({ address, byPhone, onText, onSent }: AddressFormProps): JSX.Element {
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		problem.value = null;
		try {
			const { minutes } = await call(askForCode, { address: address.trim(), language: language.peek() });
			onSent({ address: address.trim(), minutes });
		} catch (thrown) {
			problem.value = asProblem(thrown);
			busy.value = false;
		}
	};
	const wrong = problem.value?.status === 400;
	return (
		<form class="stack" noValidate onSubmit={(event) => void submit(event)}>
			<p>{t('enter.help')}</p>
			<TextField
				label={byPhone ? t('enter.address') : t('enter.email')}
				type={byPhone ? 'text' : 'email'}
				inputMode="email"
				autoComplete={byPhone ? 'username' : 'email'}
				autoCapitalize="none"
				maxLength={200}
				value={address}
				error={wrong ? t('enter.wrong') : undefined}
				onText={onText}
			/>
			<div>
				<Button type="submit" kind="primary" icon={send} busy={busy.value} disabled={!address.trim()}>
					{t('enter.send')}
				</Button>
			</div>
			{problem.value && !wrong && <ProblemNotice problem={problem.value} />}
			<p class="quiet small">{t('enter.none')}</p>
		</form>
	);
}

interface CodeFormProps {
	sent: Sent;
	onEntered: () => Promise<void>;
	onOther: () => void;
}

function CodeForm({ sent, onEntered, onOther }: CodeFormProps): JSX.Element {
	const code = useSignal('');
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const form = useRef<HTMLFormElement>(null);
	useEffect(() => form.current?.querySelector('input')?.focus(), []);
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		problem.value = null;
		try {
			await call(proveCode, { address: sent.address, code: code.value });
			await onEntered();
		} catch (thrown) {
			problem.value = asProblem(thrown);
		} finally {
			busy.value = false;
		}
	};
	const wrong = problem.value?.code === 'wrong-code' || problem.value?.status === 400;
	return (
		<form ref={form} class="stack" noValidate onSubmit={(event) => void submit(event)}>
			<h2>{t('code.title')}</h2>
			<TextField
				class="code-field figures"
				label={t('code.label')}
				hint={t('code.hint', { address: sent.address, minutes: sent.minutes })}
				inputMode="numeric"
				autoComplete="one-time-code"
				maxLength={7}
				value={code.value}
				error={wrong ? t('code.wrong') : undefined}
				onText={(it) => (code.value = it)}
			/>
			<div class="cluster">
				<Button type="submit" kind="primary" iconAfter={arrowRight} busy={busy.value} disabled={code.value.replace(/\D/g, '').length !== 6}>
					{t('code.enter')}
				</Button>
				<Button kind="quiet" onClick={onOther}>
					{t('code.other')}
				</Button>
			</div>
			{problem.value && !wrong && <ProblemNotice problem={problem.value} />}
		</form>
	);
}
