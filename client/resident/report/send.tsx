import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { fieldErrors } from '../../api/problem.ts';
import { t } from '../../i18n/resident.ts';
import { send as sendIcon } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { draft, write } from './draft.ts';
import { send, sending } from './sending.ts';
import { Step } from './step.tsx';
import { Summary } from './summary.tsx';

const looksLikeEmail = (text: string): boolean => text === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
const looksLikePhone = (text: string): boolean => text === '' || /^[+\d][\d ()-]{5,24}$/.test(text);

const check = (): Record<string, string> => ({
	...(!looksLikeEmail(draft.peek().email.trim()) && { email: t('send.emailWrong') }),
	...(!looksLikePhone(draft.peek().phone.trim()) && { phone: t('send.phoneWrong') }),
});

/** The last question: may we tell you? Then the report is sent. */
export function Send(): JSX.Element {
	const wrong = useSignal<Record<string, string>>({});
	const now = sending.value;
	// The screen that follows, fetched while the person still writes.
	useEffect(() => void import('./ticket.tsx'), []);
	const submit = (): void => {
		wrong.value = check();
		if (Object.keys(wrong.value).length === 0) void send();
	};
	const label = now.state === 'sending' ? t('send.sending') : t('send.send');
	return (
		<Step step={4} title={t('send.title')} next={{ label, icon: sendIcon, busy: now.state === 'sending', go: submit }}>
			<State />
			<Contact wrong={wrong.value} />
			<Summary />
		</Step>
	);
}

/** What happens to the report now, where it is seen at once. */
function State(): JSX.Element {
	const now = sending.value;
	const here = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (now.state === 'refused') here.current?.scrollIntoView({ block: 'center' });
	}, [now.state]);
	return (
		<div ref={here} aria-live="polite">
			{now.state === 'refused' && <ProblemNotice problem={now.problem} />}
		</div>
	);
}

function Contact({ wrong }: { wrong: Record<string, string> }): JSX.Element {
	const { email, phone } = draft.value;
	const now = sending.value;
	const errors = { ...(now.state === 'refused' ? fieldErrors(now.problem) : {}), ...wrong };
	return (
		<div class="stack">
			<p class="quiet">{t('send.why')}</p>
			<TextField
				label={t('send.email')}
				optional
				type="email"
				autoComplete="email"
				inputMode="email"
				maxLength={200}
				error={errors['email']}
				value={email}
				onText={(it) => write({ email: it })}
			/>
			<TextField
				label={t('send.phone')}
				optional
				type="tel"
				autoComplete="tel"
				inputMode="tel"
				maxLength={25}
				error={errors['phone']}
				value={phone}
				onText={(it) => write({ phone: it })}
			/>
			<p class="quiet small">
				{t('send.privacy')} <a href="/my-data">{t('send.privacyMore')}</a>
			</p>
		</div>
	);
}
