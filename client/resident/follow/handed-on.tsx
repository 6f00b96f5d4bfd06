import type { JSX } from 'preact';
import { type PublicHandover, readPublicHandover } from '../../../server/exchange/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { date } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/resident-handed.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { phone as phoneIcon, share } from '../../ui/icons.ts';
import { Notice } from '../../ui/notice.tsx';
import { telephone } from '../report/emergency.tsx';

const statuses = ['open', 'in_progress', 'action_scheduled', 'investigating', 'fixed', 'closed'] as const;

const statusWords = (status: string): string => {
	const known = statuses.find((it) => it === status);
	return known ? t(`handed.status.${known}`) : status.replaceAll('_', ' ');
};

/** Who looks after a fault that is not the municipality's, under which number, and what they say of it. */
export function HandedOn({ code }: { code: string }): JSX.Element | null {
	const read = useCall(readPublicHandover, () => ({ code, language: language.value }));
	const handovers = read.data.value?.handovers ?? [];
	if (handovers.length === 0) return null;
	return (
		<>
			{handovers.map((it) => (
				<One key={`${it.name} ${it.number}`} it={it} />
			))}
		</>
	);
}

function One({ it: { name, phone, url, number, since, over, status, said } }: { it: PublicHandover }): JSX.Element {
	const facts = [
		since && t('handed.since', { date: date(since) }),
		number && t('handed.number', { number }),
		over ? t('handed.over') : status && t('handed.says', { status: statusWords(status) }),
	];
	const ways = (
		<>
			{phone && (
				<ButtonLink icon={phoneIcon} href={telephone(phone)}>
					{phone}
				</ButtonLink>
			)}
			{url && (
				<ButtonLink icon={share} href={url} target="_blank" rel="noopener">
					{t('handed.site')}
				</ButtonLink>
			)}
		</>
	);
	return (
		<Notice title={t('handed.title', { name })} actions={(phone || url) && ways}>
			<p>{facts.filter(Boolean).join(' ')}</p>
			{said.some(({ words }) => words) && (
				<ul class="bare-list stack tight small">
					{said.map(({ words, on }) => words && <li key={on + words}>{t('handed.said', { date: date(on), words })}</li>)}
				</ul>
			)}
		</Notice>
	);
}
