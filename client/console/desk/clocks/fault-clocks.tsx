import type { JSX } from 'preact';
import { type FaultClocks as Clocks, readFaultClocks } from '../../../../server/faults/clocks/contract.ts';
import { useCall } from '../../../api/use-call.ts';
import { t } from '../../../i18n/console.ts';
import { duration } from '../../../i18n/duration.ts';
import { dateTime, percent } from '../../../i18n/format.ts';
import { t as shared } from '../../../i18n/shared.ts';
import { Badge } from '../../../ui/badge.tsx';
import './clocks.css';

type Clock = NonNullable<Clocks['resident']>;

/** Open minutes in words: days where every hour counts, else hours, for a working day is no day. */
const openTime = (minutes: number, calendar: string | null): string =>
	calendar === 'always' ? duration(minutes * 60_000) : shared('duration.hours', { count: Math.round(minutes / 60) });

/** Both clocks of a fault: what has gone by, what stopped them, by which standard, and what comes next. */
export function FaultClocks({ code }: { code: string }): JSX.Element | null {
	const it = useCall(readFaultClocks, () => ({ code })).data.value;
	if (!it?.resident) return null;
	return (
		<section class="fault-clocks stack close" aria-labelledby="fault-clocks">
			<div class="row between tight">
				<h3 id="fault-clocks">{t('clocks.title')}</h3>
				{it.escalated > 0 && <Badge tone={it.resident.overdue ? 'bad' : 'warn'}>{t('clocks.level', { step: it.escalated })}</Badge>}
			</div>
			<div class="fault-clocks-two">
				<One title={t('clocks.resident')} hint={t('clocks.residentHint')} it={it.resident} calendar={it.calendar} />
				{it.crew ? (
					<One title={t('clocks.crew')} hint={t('clocks.crewHint')} it={it.crew} calendar={it.calendar} />
				) : (
					<div class="stack tight">
						<strong>{t('clocks.crew')}</strong>
						<span class="quiet small">{t('clocks.crewNone')}</span>
					</div>
				)}
			</div>
			{it.standing && <p class="fault-clocks-still">{t('clocks.standing', { kind: t(`pause.${it.standing.kind}`), when: dateTime(it.standing.until) })}</p>}
			<Pauses it={it} />
			<Standard it={it} />
		</section>
	);
}

interface OneProps {
	title: string;
	hint: string;
	it: Clock;
	calendar: string | null;
}

function One({ title, hint, it: { due, elapsed, minutes: whole, overdue }, calendar }: OneProps): JSX.Element {
	return (
		<div class={`stack tight${overdue ? ' late' : ''}`}>
			<strong title={hint}>{title}</strong>
			<progress max={whole} value={Math.min(whole, elapsed)} aria-label={title} />
			<span class="figures small">{t('clocks.gone', { elapsed: openTime(elapsed, calendar), time: openTime(whole, calendar) })}</span>
			{due && <span class="small">{t(overdue ? 'clocks.over' : 'clocks.due', { when: dateTime(due) })}</span>}
		</div>
	);
}

function Pauses({ it: { pauses } }: { it: Clocks }): JSX.Element | null {
	if (pauses.length === 0) return null;
	return (
		<ul class="bare-list small" aria-label={t('clocks.pauses')}>
			{pauses.map(({ kind, from, minutes: stood, used }) => (
				<li key={from}>
					{t('clocks.pause', { kind: t(`pause.${kind}`), time: duration(stood * 60_000), from: dateTime(from) })}
					{used && <> · {t('clocks.pauseUsed')}</>}
				</li>
			))}
		</ul>
	);
}

function tierWords(tier: NonNullable<Clocks['tier']>): string[] {
	return [
		tier.customers > 1 ? t('clocks.tier.customers', { count: tier.customers }) : '',
		tier.criticality > 1 ? t('clocks.tier.critical', { grade: tier.criticality }) : '',
		tier.anchor ? t('clocks.tier.anchor', { anchor: tier.anchor }) : '',
	].filter(Boolean);
}

/** Which times hold, from where they are, and the next step of the ladder. */
function Standard({ it: { calendar, tier, verify, next } }: { it: Clocks }): JSX.Element {
	const hours = t(calendar === 'always' ? 'clocks.hours.always' : 'clocks.hours.office');
	return (
		<div class="stack tight quiet small">
			<span>{[hours, ...(tier ? tierWords(tier) : []), verify ? t('clocks.verify') : ''].filter(Boolean).join(' · ')}</span>
			{next && <span>{t('clocks.next', { share: percent(next.share), when: dateTime(next.at), who: t(`clocks.tells.${next.tells}`) })}</span>}
		</div>
	);
}
