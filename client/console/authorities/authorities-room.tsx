import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { type Authority, type Handover, readAuthorities, readHandovers } from '../../../server/exchange/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { text } from '../../i18n/text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { edit, plus, refresh, send } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { hrefOf, spokenCode } from '../address.ts';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { route } from '../route.ts';
import { may } from '../session.ts';
import { AuthorityForm } from './authority-form.tsx';
import { beforeOf, moveAway, saidKept } from './change.ts';
import { draftOf, freshDraft, open } from './draft.ts';
import { retry, statusWords } from './handed.ts';

/** The room that says who else looks after things here, how they are told, and what was handed on to them. */
export function AuthoritiesRoom(): JSX.Element {
	const read = useCall(readAuthorities, () => ({}));
	const authorities = read.data.value?.authorities;
	const draft = open.value;
	const again = (): void => void read.reload();
	useEffect(
		() => () => {
			open.value = null;
		},
		[],
	);
	const make = may('setting.manage') && (
		<Button kind="primary" icon={plus} onClick={() => (open.value = freshDraft())}>
			{t('authority.make')}
		</Button>
	);
	return (
		<div class="room-with-panel">
			<RoomFrame title={t('authorities.title')} hint={t('authorities.hint')} actions={make || undefined}>
				{read.error.value && <ProblemNotice problem={read.error.value} onRetry={again} />}
				{!authorities && !read.error.value && <Skeleton kind="rows" count={4} />}
				{authorities?.length === 0 && (
					<EmptyState icon={send} title={<h2>{t('authorities.none')}</h2>}>
						{t('authorities.noneHint')}
					</EmptyState>
				)}
				{authorities && authorities.length > 0 && (
					<ul class="bare-list authority-cards" aria-label={t('authorities.title')}>
						{authorities.map((it) => (
							<li key={it.code}>
								<OneAuthority it={it} again={again} />
							</li>
						))}
					</ul>
				)}
				<HandedOn />
			</RoomFrame>
			{draft && (
				<SidePanel title={draft.code === null ? t('authority.make') : text(draft.name)} onClose={() => (open.value = null)}>
					<AuthorityForm
						key={draft.code ?? 'new'}
						it={draft}
						onKept={(after) => {
							saidKept(beforeOf(authorities, draft.code), after, again);
							open.value = null;
							again();
						}}
					/>
				</SidePanel>
			)}
		</div>
	);
}

/** What was handed on, the newest first. */
function HandedOn(): JSX.Element {
	const handed = useCall(readHandovers, () => ({ language: language.value }));
	const handovers = handed.data.value?.handovers;
	return (
		<>
			<h2>{t('handed.title')}</h2>
			{handed.error.value && <ProblemNotice problem={handed.error.value} onRetry={() => void handed.reload()} />}
			{handovers?.length === 0 && (
				<EmptyState icon={send} title={<h3>{t('handed.none')}</h3>}>
					{t('handed.noneHint')}
				</EmptyState>
			)}
			{handovers && handovers.length > 0 && <Handed handovers={handovers} again={() => void handed.reload()} />}
		</>
	);
}

function wayOf({ server, phone, email }: Authority): string {
	if (!server) return phone || email ? t('authorities.way.none') : '–';
	if (!server.enabled) return t('authorities.way.off');
	return t(server.byItself ? 'authorities.way.itself' : 'authorities.way.press');
}

function OneAuthority({ it, again }: { it: Authority; again: () => void }): JSX.Element {
	const { code, name, phone, email, server, counts, away } = it;
	return (
		<Card title={text(name)} actions={away && <Badge tone="plain">{t('authority.away')}</Badge>}>
			<div class="stack tight">
				{phone && <a href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>}
				{email && <a href={`mailto:${email}`}>{email}</a>}
				<span>{t('authority.wayIs', { way: wayOf(it) })}</span>
				{server?.trouble && <span class="small">{t('authorities.trouble', { reason: server.trouble })}</span>}
				<span class="quiet small">{t('authorities.count', { theirs: counts.theirs, over: counts.over })}</span>
			</div>
			{may('setting.manage') && (
				<div class="cluster">
					<Button icon={edit} aria-label={t('authority.changeOf', { name: text(name) })} onClick={() => (open.value = draftOf(it))}>
						{t('authority.change')}
					</Button>
					<Button
						kind="quiet"
						aria-label={t(away ? 'authority.bringBackOf' : 'authority.putAwayOf', { name: text(name) })}
						onClick={() => void moveAway({ code, name }, !away, again)}
					>
						{t(away ? 'authority.bringBack' : 'authority.putAway')}
					</Button>
				</div>
			)}
		</Card>
	);
}

function Stands({ it: { state, status, trouble } }: { it: Handover }): JSX.Element {
	const tone = state === 'refused' ? 'bad' : state === 'unsure' ? 'warn' : 'plain';
	return (
		<div class="stack tight">
			<span>
				<Badge tone={tone}>{t(`handed.state.${state}`)}</Badge>
			</span>
			{state === 'theirs' && status && <span class="small">{statusWords(status)}</span>}
			{trouble && <span class="small">{trouble}</span>}
		</div>
	);
}

function Handed({ handovers, again }: { handovers: readonly Handover[]; again: () => void }): JSX.Element {
	return (
		<ul class="bare-list" aria-label={t('handed.title')}>
			{handovers.map((it) => (
				<li key={it.id} class="handed-line">
					<div class="stack tight">
						<a href={hrefOf({ ...route.value, view: 'desk', fault: it.fault })}>
							{it.title} <span class="code">{spokenCode(it.fault)}</span>
						</a>
						<span class="quiet small">{[it.name, it.number, dateTime(it.at)].filter(Boolean).join(' · ')}</span>
					</div>
					<Stands it={it} />
					{it.state === 'refused' && (
						<Button icon={refresh} onClick={() => void retry(it.id, again)}>
							{t('handed.again')}
						</Button>
					)}
				</li>
			))}
		</ul>
	);
}
