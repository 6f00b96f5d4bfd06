import type { JSX } from 'preact';
import { listAccountMail } from '../../../server/auth/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { MailLine } from './mail-line.tsx';

/** Invitations and links for new passwords; without a mail server they are read here. */
export function AccountMail(): JSX.Element {
	const it = useCall(listAccountMail, () => ({}));
	const lines = it.data.value?.mail ?? [];
	return (
		<Card title={t('outbox.accounts')}>
			{it.error.value && <ProblemNotice problem={it.error.value} onRetry={() => void it.reload()} />}
			{it.data.value && lines.length === 0 && <p class="quiet">{t('outbox.noAccounts')}</p>}
			<ul class="bare-list">
				{lines.map((line) => (
					<li key={`${line.at} ${line.to}`}>
						<MailLine state={line.state} subject={line.subject} body={line.body} to={line.to} at={line.at}>
							<Badge>{t(`account.${line.kind}`)}</Badge>
							<span class="quiet small figures">{dateTime(line.sentAt ?? line.at)}</span>
						</MailLine>
					</li>
				))}
			</ul>
		</Card>
	);
}
