import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { longDate } from '../../i18n/format.ts';
import { t } from '../../i18n/resident.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { arrowRight, check, plus } from '../../ui/icons.ts';
import { departmentName } from '../department.ts';
import { PushOffer } from '../follow/lazy-push-offer.tsx';
import { InstallHint } from '../offline/install-hint.tsx';
import { PageTitle } from '../page.tsx';
import { go } from '../route.ts';
import { ShareButtons } from '../share-buttons.tsx';
import './ticket.css';
import { type KeptTicket, lastTicket } from './ticket-kept.ts';

/** The report is received: its number, what happens next, and the link by which to follow it. */
export function TicketPage(): JSX.Element | null {
	const ticket = lastTicket();
	useEffect(() => {
		if (!ticket) go('/report', { replace: true });
	}, []);
	if (!ticket) return null;
	return (
		<div class="page stack loose">
			<div class="ticket">
				<span class="ticket-check">
					<Icon path={check} size={24} />
				</span>
				<PageTitle>{t('ticket.title')}</PageTitle>
				<p class="ticket-number figures">
					<span class="unseen">{t('ticket.number')} </span>
					{ticket.ticket}
				</p>
				<p class="quiet">{t('ticket.keep')}</p>
			</div>
			<Next ticket={ticket} />
			<div class="stack close">
				<ButtonLink kind="primary" wide iconAfter={arrowRight} href={ticket.tracking}>
					{t('ticket.follow')}
				</ButtonLink>
				<ShareButtons path={ticket.tracking} title={`${t('ticket.number')} ${ticket.ticket}`} />
				<ButtonLink kind="quiet" wide icon={plus} href="/report">
					{t('ticket.another')}
				</ButtonLink>
			</div>
			<PushOffer tracking={ticket.tracking.slice('/t/'.length)} />
			<InstallHint />
		</div>
	);
}

const joinedWords = ({ joined, reopened, reports }: KeptTicket): string | null => {
	if (reopened) return t('ticket.reopened');
	return joined ? t('ticket.joined', { count: Math.max(1, reports - 1) }) : null;
};

function Next({ ticket }: { ticket: KeptTicket }): JSX.Element {
	const lines = [
		ticket.asset ? [ticket.asset.title, ticket.asset.street].filter(Boolean).join(', ') : t('ticket.weLook'),
		joinedWords(ticket),
		t('ticket.department', { department: departmentName(ticket.department) }),
		ticket.due ? t('ticket.due', { date: longDate(ticket.due) }) : null,
		ticket.told ? t('ticket.told') : t('ticket.notTold'),
	].filter((it) => it !== null);
	return (
		<section class="stack close" aria-labelledby="next">
			<h2 id="next">{t('ticket.next')}</h2>
			<ul class="ticket-lines">
				{lines.map((line) => (
					<li key={line}>{line}</li>
				))}
			</ul>
		</section>
	);
}
