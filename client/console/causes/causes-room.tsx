import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { type Cause, type CauseBrief, listCauses, readCause } from '../../../server/faults/causes/contract.ts';
import { listen } from '../../api/live.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useKeys } from '../../ui/keys.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { merge } from '../../ui/staff-icons.ts';
import { spokenCode } from '../address.ts';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { may } from '../session.ts';
import { CausePanel } from './cause-panel.tsx';
import { chanceWords, deviceWords, reasonWords } from './cause-words.ts';
import './causes.css';
import { accept, chosen, rejecting, takeBack } from './decide.ts';

type Shown = 'suggested' | 'accepted' | 'rejected';

const nothing = { suggested: 'causes.none', accepted: 'causes.noneAccepted', rejected: 'causes.noneRejected' } as const;

const look = (id: number | null): void => {
	chosen.value = id;
	rejecting.value = false;
};

/** Goes to the suggestion after (1) or before (−1) the one that is looked at. */
function step(causes: readonly CauseBrief[], by: 1 | -1): void {
	const at = causes.findIndex(({ id }) => id === chosen.peek());
	const to = causes[Math.min(causes.length - 1, Math.max(0, at + (at < 0 ? 1 : by)))];
	if (to) look(to.id);
}

/** Reads again whenever something happened to a common cause. */
function useNews(again: () => void): void {
	useEffect(() => listen(({ kind }) => /^(cause|live)\./.test(kind) && again()), []);
	useEffect(() => () => look(null), []);
}

/** Goes through the suggestions and decides about the one that is looked at, by keys. */
function useDeciding(causes: readonly CauseBrief[], cause: Cause | undefined, again: () => void): void {
	const deciding = (suggested: boolean, run: (it: Cause) => void) => (): void => {
		if (cause && may('fault.merge') && (cause.state === 'suggested') === suggested) run(cause);
	};
	useKeys({
		j: () => step(causes, 1),
		k: () => step(causes, -1),
		a: deciding(true, (it) => void accept(it, again)),
		x: deciding(true, () => {
			rejecting.value = true;
		}),
		u: deciding(false, (it) => void takeBack(it, again)),
	});
}

/** The room of what many faults have in common: suggestions with their reasons, to accept or reject. */
export function CausesRoom(): JSX.Element {
	const shown = useSignal<Shown>('suggested');
	const read = useCall(listCauses, () => ({ state: shown.value, language: language.value }));
	const one = useCall(readCause, () => (chosen.value === null ? null : { id: chosen.value, language: language.value }));
	const again = (): void => {
		void read.reload();
		if (chosen.peek() !== null) void one.reload();
	};
	useNews(again);
	const causes = read.data.value?.causes;
	const cause = one.data.value?.cause.id === chosen.value ? one.data.value?.cause : undefined;
	useDeciding(causes ?? [], cause, again);
	const choose = ([next]: Shown[]): void => {
		shown.value = next ?? shown.value;
		look(null);
	};
	return (
		<div class="room-with-panel">
			<RoomFrame title={t('causes.title')} hint={t('causes.hint')}>
				<Chips
					label={t('causes.show')}
					single
					chips={(['suggested', 'accepted', 'rejected'] as const).map((value) => ({ value, label: t(`causes.${value}`) }))}
					chosen={[shown.value]}
					onChange={choose}
				/>
				{read.error.value && <ProblemNotice problem={read.error.value} onRetry={again} />}
				{!causes && !read.error.value && <Skeleton kind="rows" count={3} />}
				{causes && <CauseList causes={causes} shown={shown.value} />}
			</RoomFrame>
			{chosen.value !== null && (
				<SidePanel title={cause ? cause.device.title : t('causes.title')} onClose={() => look(null)}>
					{one.error.value && <ProblemNotice problem={one.error.value} onRetry={again} />}
					{cause ? <CausePanel it={cause} done={again} /> : !one.error.value && <Skeleton kind="rows" count={5} />}
				</SidePanel>
			)}
		</div>
	);
}

function CauseList({ causes, shown }: { causes: readonly CauseBrief[]; shown: Shown }): JSX.Element {
	if (causes.length === 0)
		return (
			<EmptyState icon={merge} title={<h2>{t(nothing[shown])}</h2>}>
				{t('causes.noneHint')}
			</EmptyState>
		);
	return (
		<ul class="bare-list stack" aria-label={t('causes.title')}>
			{causes.map((it) => (
				<CauseCard key={it.id} it={it} />
			))}
		</ul>
	);
}

function CauseCard({ it }: { it: CauseBrief }): JSX.Element {
	const place = [it.device.street, it.ward].filter(Boolean).join(' · ');
	return (
		<li class={`cause-card${chosen.value === it.id ? ' chosen' : ''}`}>
			<div class="cluster between">
				<h2>{deviceWords(it.device)}</h2>
				<Badge tone={it.state === 'rejected' ? 'plain' : 'good'}>{chanceWords(it.common)}</Badge>
			</div>
			<p>{reasonWords(it)}</p>
			<p class="quiet small">
				{[place, t('cause.since', { at: dateTime(it.firstSeenAt) })].filter(Boolean).join(' · ')}
				{it.fault && ` · ${t('cause.acceptedAs', { fault: spokenCode(it.fault) })}`}
				{it.reason && ` · ${t(`cause.reason.${it.reason}`)}`}
			</p>
			<div>
				<Button aria-label={t('cause.open', { cause: deviceWords(it.device) })} aria-pressed={chosen.value === it.id} onClick={() => look(it.id)}>
					{t('cause.look')}
				</Button>
			</div>
		</li>
	);
}
