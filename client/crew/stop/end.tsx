import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Outcome, outcomes } from '../../../server/work/orders/contract.ts';
import { t } from '../../i18n/crew.ts';
import { distance } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { check, undo as undoIcon } from '../../ui/icons.ts';
import { Notice } from '../../ui/notice.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { attempt } from '../attempt.ts';
import { askHere } from '../here.ts';
import type { Stand } from '../kept/act.ts';
import { takenM } from '../kept/apply.ts';
import { acts, drop, perform, run } from '../kept/run.ts';
import { may } from '../session.ts';
import { type At, whereOf } from './at.ts';
import { hasReading, type Missing, missingFor, photoShows } from './evidence.ts';

/** How the work on an item ended. There is no way to "fixed" without something that shows it. */
export function End(at: At): JSX.Element {
	return at.line.endedAt === null ? <HowItEnds {...at} /> : <Ended {...at} />;
}

const reach = (): number => run.value?.evidenceM ?? 0;

/** Takes back that it has ended: what has not been sent yet is not sent, what has been is reopened. */
async function takeBack(at: At): Promise<void> {
	const mine = acts.peek().findLast(({ item, deed }) => item === at.line.id && deed.kind === 'end');
	if (mine?.state === 'waiting' && mine.attempts === 0) await attempt(() => drop(mine));
	else await attempt(() => perform(whereOf(at), { kind: 'reopen' }));
	toast({ text: t('end.takenBack') });
}

const dayLong = 86_400_000;

function Ended(at: At): JSX.Element {
	const { outcome, endedAt } = at.line;
	const young = endedAt !== null && Date.now() - Date.parse(endedAt) < dayLong;
	return (
		<Notice
			kind="good"
			title={outcome ? t('end.done', { outcome: t(`outcome.${outcome}`) }) : ''}
			actions={
				young && (
					<Button icon={undoIcon} onClick={() => void takeBack(at)}>
						{t('end.again')}
					</Button>
				)
			}
		/>
	);
}

const wantsWhy: ReadonlySet<Outcome> = new Set(['no-fault-found', 'not-ours', 'cannot-now']);

/** Why something cannot be closed yet. */
interface Wrong {
	reason?: string;
	until?: string;
	place?: string;
}

/** Whether a reason is asked for, and whether the item cannot be closed so yet. */
function asked(at: At, outcome: Outcome | null, reason: string): { missing: Missing[]; why: boolean; blocked: boolean } {
	const missing = outcome === 'fixed' ? missingFor(at.stop, at.line, reach()) : [];
	const supervises = missing.length > 0 && may('work.supervise');
	return {
		missing,
		why: supervises || (outcome !== null && wantsWhy.has(outcome)),
		blocked: missing.length > 0 && !(supervises && reason.trim()),
	};
}

function HowItEnds(at: At): JSX.Element {
	const outcome = useSignal<Outcome | null>(null);
	const reason = useSignal('');
	const until = useSignal('');
	const wrong = useSignal<Wrong>({});
	const busy = useSignal(false);
	const { missing, why, blocked } = asked(at, outcome.value, reason.value);
	const close = async (): Promise<void> => {
		const how = outcome.value;
		if (how === null || blocked) return;
		wrong.value = lacking(how, { reason: reason.value, until: until.value });
		if (Object.keys(wrong.value).length > 0) return;
		busy.value = true;
		await end(at, { outcome: how, reason: why ? reason.value.trim() : '', until: how === 'cannot-now' ? until.value : '' }, wrong);
		busy.value = false;
	};
	return (
		<div class="stack end">
			<RadioList
				label={t('end.title')}
				value={outcome.value}
				choices={outcomes.map((value) => ({ value, label: t(`outcome.${value}`), hint: t(`outcomeHint.${value}`) }))}
				onChoose={(it) => {
					outcome.value = it;
					wrong.value = {};
				}}
			/>
			{missing.length > 0 && <WhatIsMissing at={at} missing={missing} />}
			{why && <Why fixed={outcome.value === 'fixed'} value={reason} wrong={wrong.value.reason} />}
			{outcome.value === 'cannot-now' && (
				<TextField
					label={t('end.until')}
					type="date"
					error={wrong.value.until}
					min={new Date().toISOString().slice(0, 10)}
					value={until.value}
					onText={(it) => (until.value = it)}
				/>
			)}
			{wrong.value.place && <Notice kind="bad">{wrong.value.place}</Notice>}
			{outcome.value !== null && (
				<Button kind="primary" wide icon={check} busy={busy.value} disabled={blocked} onClick={() => void close()}>
					{busy.value ? t('end.atAsset') : t('end.button', { outcome: t(`outcome.${outcome.value}`) })}
				</Button>
			)}
		</div>
	);
}

const lacking = (outcome: Outcome, { reason, until }: { reason: string; until: string }): Wrong => ({
	...(wantsWhy.has(outcome) && !reason.trim() && { reason: t('end.reasonMissing') }),
	...(outcome === 'cannot-now' && !until && { until: t('end.untilMissing') }),
});

interface Ending {
	outcome: Outcome;
	reason: string;
	until: string;
}

/** Where only a reading shows it, the phone must be near enough as it is closed: answers where it is, or says what is wrong. */
async function standFor({ stop, line }: At, { outcome, reason }: Ending): Promise<Stand | null | string> {
	if (outcome !== 'fixed' || reason || photoShows(line, reach()) || !hasReading(stop, line)) return null;
	const stand = await askHere();
	const metres = stand && takenM(stop, line, stand);
	if (metres === null) return t('end.noPlace');
	return metres <= reach() ? stand : t('end.far', { distance: distance(metres), reach: distance(reach()) });
}

async function end(at: At, how: Ending, wrong: { value: Wrong }): Promise<void> {
	const stand = await standFor(at, how);
	if (typeof stand === 'string') {
		wrong.value = { place: stand };
		return;
	}
	const { outcome, reason, until } = how;
	const done = await attempt(() => perform(whereOf(at), { kind: 'end', outcome, ...(stand && { stand }), ...(reason && { reason }), ...(until && { until }) }));
	if (done) toast({ text: t('end.done', { outcome: t(`outcome.${outcome}`) }), undo: () => takeBack(at) });
}

function Why({ fixed, value, wrong }: { fixed: boolean; value: { value: string }; wrong: string | undefined }): JSX.Element {
	return (
		<TextArea
			label={t(fixed ? 'end.supervisor' : 'end.reason')}
			hint={t(fixed ? 'end.supervisorHelp' : 'end.reasonHelp')}
			error={wrong}
			rows={2}
			maxLength={500}
			value={value.value}
			onText={(it) => (value.value = it)}
		/>
	);
}

function sentence(at: At, it: Missing): string {
	if (it.kind === 'task') return t('end.missingTask', { task: it.title });
	const readings = at.stop.tasks.some(({ kind, item }) => kind === 'reading' && (item === null || item === at.line.id));
	return t(readings ? 'end.missingPhotoOrReading' : 'end.missingPhoto', { reach: distance(reach()) });
}

/** What is missing for "fixed", in words: a photo, a reading, what is wanted in the checklist. */
function WhatIsMissing({ at, missing }: { at: At; missing: readonly Missing[] }): JSX.Element {
	const photo = missing.find((it) => it.kind === 'photo');
	return (
		<Notice kind="warn" title={t('end.missing')}>
			<ul class="missing">
				{missing.map((it) => (
					<li key={it.kind === 'task' ? it.title : it.kind}>{sentence(at, it)}</li>
				))}
			</ul>
			{photo && photo.photos > 0 && (
				<p>{photo.nearestM === null ? t('end.photoNowhere') : t('end.photoFar', { distance: distance(photo.nearestM), reach: distance(reach()) })}</p>
			)}
		</Notice>
	);
}
