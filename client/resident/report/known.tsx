import type { JSX } from 'preact';
import type { Snap } from '../../../server/faults/contract.ts';
import type { HandOver } from '../../../server/municipality/contract.ts';
import { date } from '../../i18n/format.ts';
import { t } from '../../i18n/resident-known.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { mail, phone as phoneIcon, share } from '../../ui/icons.ts';
import { Notice } from '../../ui/notice.tsx';
import { Announced } from '../announced.tsx';
import { draft } from './draft.ts';
import { telephone } from './emergency.tsx';
import { meant } from './where-state.ts';

/** What is known of the place before anybody types more: whose it is, what is announced, a larger outage. */
export function Known({ snap }: { snap: Snap }): JSX.Element {
	const others = meant(snap, draft.value)?.authority ?? snap.authority;
	return (
		<>
			{others && <Others it={others} />}
			{snap.notices.map((it) => (
				<Announced key={it.code} it={it} />
			))}
			{snap.outage && <Outage it={snap.outage} />}
		</>
	);
}

/** It is somebody else's: who, and how they are reached. */
function Others({ it: { name, words, phone, email, url } }: { it: HandOver }): JSX.Element {
	const ways = (
		<>
			{phone && (
				<ButtonLink icon={phoneIcon} href={telephone(phone)}>
					{phone}
				</ButtonLink>
			)}
			{url && (
				<ButtonLink icon={share} href={url} target="_blank" rel="noopener">
					{t('others.site')}
				</ButtonLink>
			)}
			{email && (
				<ButtonLink icon={mail} href={`mailto:${email}`}>
					{t('others.write')}
				</ButtonLink>
			)}
		</>
	);
	const reachable = phone ?? email ?? url;
	return (
		<Notice kind="warn" title={t('others.title', { name })} actions={reachable && ways}>
			{[words, reachable ? t('others.goOn') : ''].filter(Boolean).join(' ')}
		</Notice>
	);
}

function Outage({ it: { code, title, since, reports, due } }: { it: NonNullable<Snap['outage']> }): JSX.Element {
	return (
		<Notice title={t('known.outage')} actions={<ButtonLink href={`/f/${code}`}>{t('known.look')}</ButtonLink>}>
			{t('known.outageText', { date: date(since), reports, title })} {due && t('known.expected', { date: date(due) })} {t('known.outageToo')}
		</Notice>
	);
}
