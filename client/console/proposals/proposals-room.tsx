import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { listProposals, type ProposalRow, proposalStates } from '../../../server/assets/proposals/contract.ts';
import { listen } from '../../api/live.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { date } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { Badge } from '../../ui/badge.tsx';
import { Chips } from '../../ui/chips.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { edit, list as listIcon } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { hrefOf } from '../address.ts';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { change, route } from '../route.ts';
import { may } from '../session.ts';
import { onePane } from '../width.ts';
import { Handover } from './handover.tsx';
import { kindWords } from './kind-words.ts';
import { ProposalPanel } from './proposal-panel.tsx';
import './proposals.css';

type State = ProposalRow['state'];

/** What residents and colleagues say is wrong in the register, and its decision. */
export function ProposalsRoom(): JSX.Element {
	const state = useSignal<State>('open');
	const { proposal } = route.value;
	const read = useCall(listProposals, () => ({ state: state.value, limit: 100, language: language.value }));
	useEffect(() => listen(({ kind }) => /^proposal\./.test(kind) && void read.reload()), []);
	const it = read.data.value;
	return (
		<div class="room-with-panel proposals-room">
			<RoomFrame title={t('care.title')} hint={t('care.hint')}>
				<Chips<State>
					label={t('care.state')}
					single
					chips={proposalStates.map((value) => ({ value, label: t(`care.state.${value}`) }))}
					chosen={[state.value]}
					onChange={([chosen]) => (state.value = chosen ?? 'open')}
				/>
				{read.error.value && <ProblemNotice problem={read.error.value} onRetry={() => void read.reload()} />}
				{!it && !read.error.value && <Skeleton kind="rows" count={5} />}
				{it && <Rows rows={it.proposals} chosen={proposal} />}
				{state.value === 'approved' && may('asset.edit') && <Handover />}
			</RoomFrame>
			{proposal !== null && (
				<SidePanel title={t('care.title')} onClose={() => change({ proposal: null })}>
					<ProposalPanel key={proposal} code={proposal} onDecided={read.reload} />
				</SidePanel>
			)}
			{proposal === null && !onePane.value && (
				<div class="proposals-hint">
					<EmptyState icon={edit} title={t('care.one')}>
						{t('care.oneHint')}
					</EmptyState>
				</div>
			)}
		</div>
	);
}

function Rows({ rows, chosen }: { rows: readonly ProposalRow[]; chosen: string | null }): JSX.Element {
	if (rows.length === 0)
		return (
			<EmptyState icon={listIcon} title={t('care.none')}>
				{t('care.noneHint')}
			</EmptyState>
		);
	return (
		<ul class="bare-list proposal-rows">
			{rows.map((it) => (
				<li key={it.code}>
					<a class="proposal-row" href={hrefOf({ ...route.value, proposal: it.code })} aria-current={it.code === chosen ? 'true' : undefined}>
						<Badge tone={it.kind === 'gone' ? 'warn' : it.kind === 'missing' ? 'good' : 'brand'}>{kindWords(it.kind)}</Badge>
						<span class="grow">
							<strong>{it.title}</strong>
							<span class="quiet small">
								{[it.street, date(it.madeAt), t('care.voices', { count: it.voices }), it.photos > 0 && t('care.photos', { count: it.photos })]
									.filter(Boolean)
									.join(' · ')}
							</span>
							{it.exportedAt && <span class="quiet small">{t('care.exported', { when: date(it.exportedAt) })}</span>}
						</span>
						<span class="code quiet">P-{it.code}</span>
					</a>
				</li>
			))}
		</ul>
	);
}
