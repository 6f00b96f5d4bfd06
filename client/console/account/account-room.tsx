import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { dropSecondFactor, readSecondFactor, type SecondFactor } from '../../../server/auth/factor/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { date } from '../../i18n/format.ts';
import { t as entering } from '../../i18n/sign-in.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { lock } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { CodeField } from '../../ui/sign-in/code-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { Enrol } from './enrol.tsx';
import { PasswordCard } from './password-card.tsx';
import { Seats } from './seats.tsx';

/** One's own account: second factor, password, where one is signed in. */
export function AccountRoom(): JSX.Element {
	const factor = useCall(readSecondFactor, () => ({}));
	return (
		<RoomFrame title={t('me.title')} hint={t('me.hint')}>
			<Card title={t('factor.title')}>
				{factor.error.value && <ProblemNotice problem={factor.error.value} onRetry={() => void factor.reload()} />}
				{factor.data.value ? <Factor it={factor.data.value} again={factor.reload} /> : !factor.error.value && <Skeleton kind="rows" count={2} />}
			</Card>
			<Seats />
			<PasswordCard />
		</RoomFrame>
	);
}

function Factor({ it, again }: { it: SecondFactor; again: () => Promise<void> }): JSX.Element {
	const doing = useSignal<'nothing' | 'enrol' | 'drop'>('nothing');
	const done = (): void => {
		doing.value = 'nothing';
		void again();
	};
	if (doing.value === 'enrol') return <Enrol again={it.since !== null} onDone={done} />;
	if (doing.value === 'drop') return <Drop onDone={done} />;
	return (
		<div class="stack">
			<p>{it.since === null ? t('factor.none') : t('factor.on', { since: date(it.since), count: it.recoveryCodes })}</p>
			{it.needed && <p class="quiet">{t('factor.needed')}</p>}
			<div class="cluster">
				<Button kind={it.since === null ? 'primary' : 'plain'} icon={lock} onClick={() => (doing.value = 'enrol')}>
					{t(it.since === null ? 'factor.begin' : 'factor.again')}
				</Button>
				{it.since !== null && !it.needed && (
					<Button kind="quiet" onClick={() => (doing.value = 'drop')}>
						{t('factor.drop')}
					</Button>
				)}
			</div>
		</div>
	);
}

function Drop({ onDone }: { onDone: () => void }): JSX.Element {
	const code = useSignal('');
	const problem = useSignal<Problem | null>(null);
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		try {
			await call(dropSecondFactor, { code: code.value });
			toast({ text: t('factor.dropped') });
			onDone();
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
	};
	return (
		<form class="stack narrow-form" onSubmit={(event) => void submit(event)}>
			{problem.value &&
				(problem.value.code === 'wrong-code' ? <Notice kind="bad">{entering('code.wrong')}</Notice> : <ProblemNotice problem={problem.value} />)}
			<CodeField label={t('factor.dropCode')} hint={entering('code.hint')} value={code.value} onText={(it) => (code.value = it)} />
			<div>
				<Button type="submit">{t('factor.drop')}</Button>
			</div>
		</form>
	);
}
