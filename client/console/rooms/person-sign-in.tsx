import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Person } from '../../../server/auth/contract.ts';
import { removalReasons, removeSecondFactor, unlockPerson } from '../../../server/auth/factor/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { toast } from '../../ui/toast.tsx';
import { me } from '../session.ts';

interface PersonSignInProps {
	person: Person;
	onDone: () => void;
}

/** How somebody signs in, for an administrator: opens a locked account, takes a second factor off. */
export function PersonSignIn({ person: { id, locked, secondFactor }, onDone }: PersonSignInProps): JSX.Element {
	const reason = useSignal<(typeof removalReasons)[number]>('lost');
	const act = async (doing: () => Promise<unknown>, done: string): Promise<void> => {
		try {
			await doing();
			toast({ text: done });
			onDone();
		} catch (thrown) {
			toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
		}
	};
	return (
		<section class="stack close person-sign-in">
			<h3>{t('people.signIn')}</h3>
			{locked && (
				<Notice kind="warn" actions={<Button onClick={() => void act(() => call(unlockPerson, { id }), t('done.unlocked'))}>{t('people.unlock')}</Button>}>
					{t('people.lockedHint')}
				</Notice>
			)}
			<p class="quiet">{t(secondFactor ? 'people.factorHint' : 'people.noFactor')}</p>
			{secondFactor && id !== me.value?.person?.id && (
				<>
					<Select
						label={t('people.factorReason')}
						value={reason.value}
						options={removalReasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
						onChoose={(it) => (reason.value = it)}
					/>
					<div>
						<Button onClick={() => void act(() => call(removeSecondFactor, { id, reason: reason.value }), t('done.factorRemoved'))}>
							{t('people.removeFactor')}
						</Button>
					</div>
				</>
			)}
		</section>
	);
}
