import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { hearOf, type Own } from '../../../server/reports/account/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { date } from '../../i18n/format.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { t } from '../../i18n/resident-account.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { list } from '../../ui/icons.ts';
import { StateSymbol } from '../../ui/state-symbol.tsx';
import { toast } from '../../ui/toast.tsx';
import { type MyReport, myReports } from '../my-reports.ts';
import { isOver, plainState } from '../plain-state.ts';
import { services, startServices } from '../report/services.ts';

interface OwnListProps {
	reports: readonly Own[];
	onChange: () => Promise<void>;
}

/** What bears the address, and what only this device knows of: one list. */
export function OwnList({ reports, onChange }: OwnListProps): JSX.Element {
	useEffect(startServices, []);
	const known = new Set(reports.map((it) => it.tracking));
	const here = myReports.value.filter((it) => !known.has(it.tracking));
	if (reports.length + here.length === 0)
		return (
			<EmptyState icon={list} title={t('list.empty')} actions={<ButtonLink href="/report">{t('list.report')}</ButtonLink>}>
				{t('list.emptyHelp')}
			</EmptyState>
		);
	return (
		<ul class="own-list">
			{reports.map((it) => (
				<OwnRow key={it.tracking} it={it} onChange={onChange} />
			))}
			{here.map((it) => (
				<DeviceRow key={it.tracking} it={it} />
			))}
		</ul>
	);
}

const kindWords = { 'me-too': 'list.meToo', follow: 'list.follow' } as const;

/** When it will probably be done, as far as that is known. */
function expectedWords({ expected, fault }: Own): string {
	if (!expected || isOver(fault.state)) return '';
	if (expected.from === null || expected.to === null) return t('list.overdue');
	return t('list.range', { from: date(expected.from), to: date(expected.to) });
}

function OwnRow({ it, onChange }: { it: Own; onChange: () => Promise<void> }): JSX.Element {
	const { fault } = it;
	const where = [fault.asset, fault.street].filter(Boolean).join(' · ');
	const expected = expectedWords(it);
	return (
		<li class="own-row">
			<a class="row-button" href={it.tracking}>
				<StateSymbol state={fault.state} size={20} />
				<span class="own-words">
					<strong>{fault.title}</strong>
					{where && <span class="quiet small">{where}</span>}
					<span class="quiet small figures">
						{it.ticket} · {date(it.at)}
						{it.kind !== 'report' && ` · ${t(kindWords[it.kind])}`}
					</span>
					<span class="cluster tight">
						<Badge>{plainState(fault.state)}</Badge>
						{it.mayAnswer && <Badge tone="brand">{t('list.answer')}</Badge>}
					</span>
					{expected && <span class="quiet small">{expected}</span>}
				</span>
			</a>
			{!isOver(fault.state) && <Hearing it={it} onChange={onChange} />}
		</li>
	);
}

/** Ends the messages about one of theirs, or begins them again; what was pressed by mistake is taken back. */
function Hearing({ it, onChange }: { it: Own; onChange: () => Promise<void> }): JSX.Element {
	const hear = async (hears: boolean): Promise<void> => {
		try {
			await call(hearOf, { tracking: it.tracking.slice('/t/'.length), hears });
			await onChange();
			toast({ text: hears ? t('list.heard') : t('list.silent'), ...(!hears && { undo: () => hear(true) }) });
		} catch (thrown) {
			toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
		}
	};
	return (
		<Button kind="quiet" onClick={() => void hear(!it.hears)}>
			{it.hears ? t('list.stop') : t('list.hear')}
		</Button>
	);
}

function DeviceRow({ it }: { it: MyReport }): JSX.Element {
	const title = services.value?.find(({ mode }) => mode === it.mode)?.title ?? it.ticket;
	return (
		<li class="own-row">
			<a class="row-button" href={it.tracking}>
				<span class="own-words">
					<strong>{title}</strong>
					<span class="quiet small figures">
						{it.ticket} · {date(it.at)}
					</span>
					<span class="quiet small">{t('list.device')}</span>
				</span>
			</a>
		</li>
	);
}
