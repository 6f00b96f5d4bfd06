import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { type Draft, draftStates, listDrafts } from '../../../server/reports/drafts/contract.ts';
import { listen } from '../../api/live.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Chips } from '../../ui/chips.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { mail } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { channelWords } from '../desk/report-card.tsx';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { onePane } from '../width.ts';
import { DraftPanel } from './draft-panel.tsx';
import './drafts.css';

type State = Draft['state'];

/** What came by mail and message: a list, the one that is looked at, and its place. */
export function DraftsRoom(): JSX.Element {
	const state = useSignal<State>('waiting');
	const chosen = useSignal<string | null>(null);
	const read = useCall(listDrafts, () => ({ state: state.value }));
	useEffect(() => listen(({ kind }) => /^draft\./.test(kind) && void read.reload()), []);
	const it = read.data.value;
	const draft = it?.drafts.find(({ code }) => code === chosen.value);
	const after = async (): Promise<void> => {
		chosen.value = null;
		await read.reload();
	};
	return (
		<div class="room-with-panel drafts-room">
			<RoomFrame title={t('drafts.title')} hint={t('drafts.hint')}>
				<Chips<State>
					label={t('drafts.state')}
					single
					chips={draftStates.map((value) => ({ value, label: t(`drafts.${value}`), ...(value === 'waiting' && it && { count: it.waiting }) }))}
					chosen={[state.value]}
					onChange={([value]) => {
						chosen.value = null;
						state.value = value ?? 'waiting';
					}}
				/>
				{read.error.value && <ProblemNotice problem={read.error.value} onRetry={() => void read.reload()} />}
				{!it && !read.error.value && <Skeleton kind="rows" count={5} />}
				{it && <Rows drafts={it.drafts} chosen={chosen.value} onChoose={(code) => (chosen.value = code)} waiting={state.value === 'waiting'} />}
			</RoomFrame>
			{draft && (
				<SidePanel title={draft.subject || channelWords(draft.channel)} onClose={() => (chosen.value = null)}>
					<DraftPanel key={draft.code} it={draft} after={after} />
				</SidePanel>
			)}
			{!draft && !onePane.value && (
				<div class="drafts-hint">
					<EmptyState icon={mail} title={t('drafts.choose')}>
						{t('drafts.chooseHint')}
					</EmptyState>
				</div>
			)}
		</div>
	);
}

interface RowsProps {
	drafts: readonly Draft[];
	chosen: string | null;
	onChoose: (code: string) => void;
	waiting: boolean;
}

function Rows({ drafts, chosen, onChoose, waiting }: RowsProps): JSX.Element {
	if (drafts.length === 0)
		return (
			<EmptyState icon={mail} title={t(waiting ? 'drafts.none' : 'drafts.noneDecided')}>
				{t(waiting ? 'drafts.noneHint' : 'drafts.noneDecidedHint')}
			</EmptyState>
		);
	return (
		<ul class="bare-list draft-rows">
			{drafts.map(({ code, channel, subject, words, receivedAt, name, email, phone, photos, ticket }) => (
				<li key={code}>
					<button type="button" class="draft-row" aria-pressed={code === chosen} onClick={() => onChoose(code)}>
						<Badge tone="brand">{channelWords(channel)}</Badge>
						<span class="grow">
							<strong class="clip">{ticket ?? (subject || words || t('drafts.noWords'))}</strong>
							{subject && words && <span class="clip">{words}</span>}
							<span class="quiet small">
								{[name ?? email ?? phone, dateTime(receivedAt), photos.length > 0 && t('care.photos', { count: photos.length })].filter(Boolean).join(' · ')}
							</span>
						</span>
					</button>
				</li>
			))}
		</ul>
	);
}
