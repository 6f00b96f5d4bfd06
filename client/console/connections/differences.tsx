import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Difference, readDifferences, type System, sendOurs } from '../../../server/exchange/outbound/contract.ts';
import { call } from '../../api/call.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { check, send } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { toast } from '../../ui/toast.tsx';
import { hrefOf, spokenCode } from '../address.ts';
import { route } from '../route.ts';
import { doing } from './doing.ts';

/** Where a work system and we do not say the same: both sides' view. */
export function Differences({ it: { code } }: { it: System }): JSX.Element {
	const before = useSignal<number | null>(null);
	const read = useCall(readDifferences, () => ({ code, ...(before.value !== null && { before: before.value }) }));
	const more = read.data.value?.more ?? null;
	return (
		<div class="stack">
			{read.error.value && <ProblemNotice problem={read.error.value} onRetry={() => void read.reload()} />}
			{read.data.value?.differences.length === 0 && (
				<EmptyState icon={check} title={<h3>{t('connections.same')}</h3>}>
					{t('connections.sameHint')}
				</EmptyState>
			)}
			<ul class="bare-list" aria-label={t('connections.differences')}>
				{read.data.value?.differences.map((it) => (
					<OneDifference key={it.id} it={it} system={code} />
				))}
			</ul>
			{more !== null && <Button onClick={() => (before.value = more)}>{t('connections.more')}</Button>}
		</div>
	);
}

function OneDifference({ it, system }: { it: Difference; system: string }): JSX.Element {
	const tell = (): Promise<void> =>
		doing(async () => {
			await call(sendOurs, { code: system, id: it.id });
			toast({ text: t('connections.told') });
		});
	return (
		<li class="connection-line stack tight">
			<span class="cluster between">
				<strong>{t(`connections.difference.${it.kind}`)}</strong>
				{it.fault && <a href={hrefOf({ ...route.value, view: 'desk', fault: it.fault })}>{spokenCode(it.fault)}</a>}
			</span>
			{it.ours !== null && <span>{t('connections.ours', { it: it.ours })}</span>}
			{it.theirs !== null && <span class="connection-url">{t('connections.theirs', { it: it.theirs })}</span>}
			<span class="quiet small">{dateTime(it.since)}</span>
			{it.fault && (
				<span>
					<Button kind="quiet" icon={send} aria-label={t('connections.sendOursOf', { fault: spokenCode(it.fault) })} onClick={() => void tell()}>
						{t('connections.sendOurs')}
					</Button>
				</span>
			)}
		</li>
	);
}
