import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type * as z from 'zod/mini';
import { type ClosingAudit, judgeClosing, listClosingAudits, verdicts } from '../../../server/work/closing-audits/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console-closing-audits.ts';
import { dateTime, distance, percent } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { check, edit } from '../../ui/icons.ts';
import { Media } from '../../ui/media.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { toast } from '../../ui/toast.tsx';
import { hrefOf, orderHref, readRoute, spokenCode } from '../address.ts';
import '../means/means.css';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { may } from '../session.ts';
import '../work/work.css';
import { SharesForm } from './shares-form.tsx';

/** The room in which closed work that was drawn is looked at again. */
export function ClosingAuditsRoom(): JSX.Element {
	const read = useCall(listClosingAudits, () => ({ language: language.value }));
	const writing = useSignal(false);
	const it = read.data.value;
	const again = (): void => void read.reload();
	const shares = may('setting.manage') && (
		<Button icon={edit} onClick={() => (writing.value = true)}>
			{t('shares')}
		</Button>
	);
	return (
		<div class="room-with-panel means-room">
			<RoomFrame title={t('title')} hint={t('hint')} actions={shares}>
				{read.error.value && <ProblemNotice problem={read.error.value} onRetry={again} />}
				{it ? <Lists audits={it.audits} again={again} /> : !read.error.value && <Skeleton kind="rows" count={4} />}
				{it && it.crews.length > 0 && <Crews crews={it.crews} />}
			</RoomFrame>
			{writing.value && (
				<SidePanel title={t('shares')} onClose={() => (writing.value = false)}>
					<SharesForm onClose={() => (writing.value = false)} />
				</SidePanel>
			)}
		</div>
	);
}

/** What was closed: the trouble by its name; work on an asset alone has none. */
const titleOf = ({ title, order, fault }: ClosingAudit): string =>
	title ?? (order ? t('order', { code: order }) : t('byHand', { code: spokenCode(fault ?? '') }));

function Lists({ audits, again }: { audits: readonly ClosingAudit[]; again: () => void }): JSX.Element {
	const waiting = audits.filter(({ verdict }) => verdict === null);
	const over = audits.filter(({ verdict }) => verdict !== null);
	return (
		<>
			{waiting.length === 0 && (
				<EmptyState icon={check} title={<h2>{t('none')}</h2>}>
					{t('noneHint')}
				</EmptyState>
			)}
			{waiting.map((it) => (
				<Card key={it.id} title={titleOf(it)}>
					<Shown it={it} />
					{it.mine ? <p class="quiet">{t('mine')}</p> : <Judge it={it} again={again} />}
				</Card>
			))}
			{over.length > 0 && (
				<Card title={t('lately')}>
					<ul class="bare-list stack">
						{over.map((it) => (
							<li key={it.id} class="stack tight">
								<Shown it={it} named />
								<Verdict it={it} />
							</li>
						))}
					</ul>
				</Card>
			)}
		</>
	);
}

function Verdict({ it: { verdict, found, judgedBy, judgedAt } }: { it: ClosingAudit }): JSX.Element {
	return (
		<p class="cluster close">
			{verdict && <Badge tone={verdict === 'as-said' ? 'good' : 'bad'}>{t(`verdict.${verdict}`)}</Badge>}
			{found && <span>{found}</span>}
			{judgedBy && judgedAt && <span class="small quiet">{t('judged', { name: judgedBy, when: dateTime(judgedAt) })}</span>}
		</p>
	);
}

function proofWords({ proof, proofM, proofReason }: ClosingAudit): string | null {
	if (proof === 'photo' || proof === 'reading') return t(`proof.${proof}`, { metres: proofM === null ? '?' : distance(proofM) });
	return proofReason ? t('proof.reason', { reason: proofReason }) : null;
}

/** What was closed, by whom, and what shows it; named where no heading says what it was. */
function Shown({ it, named = false }: { it: ClosingAudit; named?: boolean }): JSX.Element {
	return (
		<>
			<p class="cluster close">
				<strong>{named ? titleOf(it) : t(`said.${it.outcome}`)}</strong>
				{named && <span>{t(`said.${it.outcome}`)}</span>}
				{it.order ? (
					<a class="code" href={orderHref(it.order)}>
						{it.order}
					</a>
				) : (
					<span>{t('noOrder')}</span>
				)}
				{it.fault && (
					<a class="code" href={hrefOf({ ...readRoute(''), fault: it.fault })}>
						{spokenCode(it.fault)}
					</a>
				)}
				<span>{[it.asset, it.street, it.crew].filter(Boolean).join(' · ')}</span>
			</p>
			{it.closedBy && it.closedAt && <p class="small quiet">{t('closed', { name: it.closedBy, when: dateTime(it.closedAt) })}</p>}
			{proofWords(it) && <p>{proofWords(it)}</p>}
			{it.note && <p class="message-body">{it.note}</p>}
			{it.readings.map(({ title, answer, unit }) => (
				<p key={title}>{`${title}: ${answer ?? '–'} ${unit ?? ''}`}</p>
			))}
			{it.photos.length > 0 && (
				<div class="order-photos">
					{it.photos.map((photo, at) => (
						<Media key={photo.id} {...photo} alt={t(`photo.${photo.moment}`, { number: at + 1 })} />
					))}
				</div>
			)}
		</>
	);
}

function Judge({ it, again }: { it: ClosingAudit; again: () => void }): JSX.Element {
	const note = useSignal('');
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const judge = async (verdict: (typeof verdicts)[number]): Promise<void> => {
		busy.value = true;
		try {
			await call(judgeClosing, { id: it.id, verdict, note: note.peek() });
			toast({ text: t('kept') });
			again();
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
		busy.value = false;
	};
	return (
		<div class="stack close">
			<TextArea
				label={t('note')}
				hint={t('again')}
				error={fieldErrors(problem.value)['note']}
				rows={2}
				maxLength={1000}
				value={note.value}
				onText={(text) => {
					note.value = text;
				}}
			/>
			{problem.value && <ProblemNotice problem={problem.value} />}
			<div class="cluster">
				{verdicts.map((verdict) => (
					<Button key={verdict} kind={verdict === 'as-said' ? 'primary' : 'plain'} busy={busy.value} onClick={() => void judge(verdict)}>
						{t(`verdict.${verdict}`)}
					</Button>
				))}
			</div>
		</div>
	);
}

type Crew = z.infer<typeof listClosingAudits.output>['crews'][number];

function Crews({ crews }: { crews: readonly Crew[] }): JSX.Element {
	const columns: Column<Crew>[] = [
		{ key: 'crew', title: t('crew'), heading: true, cell: ({ crew }) => crew },
		{ key: 'audited', title: t('audited'), figures: true, cell: ({ audited }) => audited },
		{ key: 'failed', title: t('failed'), figures: true, cell: ({ failed }) => failed },
		{ key: 'share', title: t('share'), figures: true, cell: ({ share, low, high }) => `${percent(share)} (${percent(low)} – ${percent(high)})` },
	];
	return (
		<Card title={t('crews')}>
			<Table caption={t('crews')} columns={columns} rows={crews} keyOf={({ crew }) => crew} unlinked />
		</Card>
	);
}
