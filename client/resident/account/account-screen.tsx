import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { readAccount } from '../../../server/reports/account/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/resident-account.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { myReports } from '../my-reports.ts';
import { Page } from '../page.tsx';
import './account.css';
import { FromLink } from './from-link.tsx';
import { Leave } from './leave.tsx';
import { OwnList } from './own-list.tsx';
import { SignIn } from './sign-in.tsx';
import { Wishes } from './wishes.tsx';

/** The secret of the link, which stands after the # of the address, where no server's log sees it. */
const secretIn = (hash: string): string | null => /^#([\w-]{20,100})$/.exec(hash)?.[1] ?? null;

/** All that somebody reported or follows, on any device, once they have shown by a code that an address is theirs. */
export function AccountScreen(): JSX.Element {
	const read = useCall(readAccount, () => ({ language: language.value }));
	const secret = useSignal(secretIn(location.hash));
	const entered = async (): Promise<void> => {
		history.replaceState(history.state, '', location.pathname);
		secret.value = null;
		await read.reload();
	};
	const { account, ways } = read.data.value ?? { account: null, ways: [] };
	if (account)
		return (
			<Page title={t('my.title')}>
				<p class="quiet">{t('my.as', { address: account.address })}</p>
				<OwnList reports={account.reports} onChange={read.reload} />
				<Wishes account={account} ways={ways} onChange={read.reload} />
				<Leave account={account} onLeft={read.reload} />
			</Page>
		);
	return (
		<Page title={t('my.title')}>
			{read.error.value && <ProblemNotice problem={read.error.value} onRetry={() => void read.reload()} />}
			{!read.data.value && !read.error.value && <Skeleton kind="rows" count={4} />}
			{read.data.value && secret.value !== null && <FromLink token={secret.value} onEntered={entered} onGone={() => (secret.value = null)} />}
			{read.data.value && secret.value === null && <SignIn byPhone={ways.includes('phone')} onEntered={entered} />}
			{myReports.value.length > 0 && <OwnList reports={[]} onChange={read.reload} />}
		</Page>
	);
}
