import type { JSX } from 'preact';
import { type Account, leave, openMyData } from '../../../server/reports/account/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { t } from '../../i18n/resident-account.ts';
import { Button } from '../../ui/button.tsx';
import { lock, signOut } from '../../ui/icons.ts';
import { toast } from '../../ui/toast.tsx';
import { go } from '../route.ts';

/** Ends the session here or on every device, and opens what is held of whoever is signed in. */
export function Leave({ account, onLeft }: { account: Account; onLeft: () => Promise<void> }): JSX.Element {
	const doing = async (act: () => Promise<unknown>): Promise<void> => {
		try {
			await act();
		} catch (thrown) {
			toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
		}
	};
	const out = (everywhere: boolean): Promise<void> =>
		doing(async () => {
			await call(leave, { everywhere });
			await onLeft();
		});
	const data = (): Promise<void> => doing(async () => go(`/my-data#${(await call(openMyData, {})).token}`));
	return (
		<section class="stack close" aria-labelledby="leave">
			<h2 id="leave">{t('leave.title')}</h2>
			<div class="cluster">
				<Button icon={signOut} onClick={() => void out(false)}>
					{t('leave.here')}
				</Button>
				{account.devices > 1 && <Button onClick={() => void out(true)}>{t('leave.everywhere', { count: account.devices })}</Button>}
				<Button kind="quiet" icon={lock} onClick={() => void data()}>
					{t('leave.data')}
				</Button>
			</div>
		</section>
	);
}
