import type { JSX } from 'preact';
import { type Authority, type Handover, readAuthorities, readHandovers } from '../../../server/exchange/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { text } from '../../i18n/text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { refresh, send } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { hrefOf, spokenCode } from '../address.ts';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { route } from '../route.ts';
import { retry, statusWords } from './handed.ts';

/** The room that shows who else looks after things here, and what was handed on to them. */
export function AuthoritiesRoom(): JSX.Element {
	const read = useCall(readAuthorities, () => ({}));
	const handed = useCall(readHandovers, () => ({ language: language.value }));
	const authorities = read.data.value?.authorities;
	const handovers = handed.data.value?.handovers;
	return (
		<RoomFrame title={t('authorities.title')} hint={t('authorities.hint')}>
			{read.error.value && <ProblemNotice problem={read.error.value} onRetry={() => void read.reload()} />}
			{!authorities && !read.error.value && <Skeleton kind="rows" count={4} />}
			{authorities?.length === 0 && (
				<EmptyState icon={send} title={<h2>{t('authorities.none')}</h2>}>
					{t('authorities.noneHint')}
				</EmptyState>
			)}
			{authorities && authorities.length > 0 && <Authorities authorities={authorities} />}
			<h2>{t('handed.title')}</h2>
			{handed.error.value && <ProblemNotice problem={handed.error.value} onRetry={() => void handed.reload()} />}
			{handovers?.length === 0 && (
				<EmptyState icon={send} title={<h3>{t('handed.none')}</h3>}>
					{t('handed.noneHint')}
				</EmptyState>
			)}
			{handovers && handovers.length > 0 && <Handed handovers={handovers} again={() => void handed.reload()} />}
		</RoomFrame>
	);
}

function wayOf({ server, phone, email }: Authority): string {
	if (!server) return phone || email ? t('authorities.way.none') : '–';
	if (!server.enabled) return t('authorities.way.off');
	return t(server.byItself ? 'authorities.way.itself' : 'authorities.way.press');
}

function Way({ it }: { it: Authority }): JSX.Element {
	return (
		<div class="stack tight">
			<span>{wayOf(it)}</span>
			{it.server?.trouble && <span class="small">{t('authorities.trouble', { reason: it.server.trouble })}</span>}
		</div>
	);
}

function Reached({ it: { phone, email } }: { it: Authority }): JSX.Element {
	return (
		<div class="stack tight reached">
			{phone && <a href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>}
			{email && <a href={`mailto:${email}`}>{email}</a>}
			{!phone && !email && '–'}
		</div>
	);
}

function Authorities({ authorities }: { authorities: readonly Authority[] }): JSX.Element {
	const columns: Column<Authority>[] = [
		{ key: 'name', title: t('authorities.name'), heading: true, cell: ({ name }) => text(name) },
		{ key: 'reached', title: t('authorities.reached'), cell: (it) => <Reached it={it} /> },
		{ key: 'way', title: t('authorities.way'), cell: (it) => <Way it={it} /> },
		{ key: 'counts', title: t('authorities.counts'), cell: ({ counts: { theirs, over } }) => t('authorities.count', { theirs, over }) },
	];
	return <Table caption={t('authorities.title')} columns={columns} rows={authorities} keyOf={({ code }) => code} />;
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
	const columns: Column<Handover>[] = [
		{
			key: 'fault',
			title: t('handed.fault'),
			heading: true,
			cell: ({ fault, title }) => (
				<a href={hrefOf({ ...route.value, view: 'desk', fault })}>
					{title} <span class="code">{spokenCode(fault)}</span>
				</a>
			),
		},
		{ key: 'to', title: t('authorities.name'), cell: ({ name, number }) => [name, number].filter(Boolean).join(' · ') },
		{ key: 'state', title: t('handed.state'), cell: (it) => <Stands it={it} /> },
		{ key: 'when', title: t('handed.when'), cell: ({ at }) => dateTime(at) },
		{
			key: 'actions',
			title: t('people.actions'),
			cell: ({ id, state }) =>
				state === 'refused' && (
					<Button icon={refresh} onClick={() => void retry(id, again)}>
						{t('handed.again')}
					</Button>
				),
		},
	];
	return <Table caption={t('handed.title')} columns={columns} rows={handovers} keyOf={({ id }) => String(id)} />;
}
