import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { acceptFinding, cancelInvoice, decideInvoice, type Invoice } from '../../../server/work/invoices/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console-contractors.ts';
import { date, dateTime, number } from '../../i18n/format.ts';
import { text } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { check } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { orderHref } from '../address.ts';
import { may } from '../session.ts';
import { centsWords } from './amounts.ts';
import { useDoing } from './doing.ts';
import { GiveUp } from './give-up.tsx';

type Line = Invoice['lines'][number];
type Finding = Invoice['findings'][number];

const columns = (): Column<Line>[] => [
	{ key: 'item', title: t('item'), heading: true, cell: ({ item, title }) => text(title) || item },
	{ key: 'quantity', title: t('quantity'), figures: true, cell: ({ quantity, unit }) => `${number(quantity, 3)} ${unit}` },
	{ key: 'price', title: t('price'), figures: true, cell: ({ cents }) => centsWords(cents) },
	{ key: 'amount', title: t('amount'), figures: true, cell: ({ amount }) => centsWords(amount) },
];

function findingWords({ kind, item, by }: Finding): string {
	if (kind === 'over-ceiling') return t('over-ceiling', { amount: centsWords(by) });
	if (kind === 'rate') return t('rate-differs', { item, amount: `${by > 0 ? '+' : ''}${centsWords(by)}` });
	if (kind === 'measured') return t('more-than-measured', { item, quantity: number(by, 3) });
	if (kind === 'vat') return t('vat-differs', { percent: number(by, 2) });
	return kind === 'unproved' ? t('unproved', { count: by }) : t('not-closed');
}

/** An invoice: what is asked, what speaks against it and who let that pass, and the word of a second person. */
export function InvoicePanel({ it, again }: { it: Invoice; again: () => void }): JSX.Element {
	const { busy, problem, act } = useDoing(again);
	return (
		<div class="stack">
			<Head it={it} />
			<Table caption={t('invoices')} columns={columns()} rows={it.lines} keyOf={({ item }) => item} unlinked />
			<Sums it={it} />
			<Findings it={it} busy={busy.value} onAccept={({ kind, item }, reason) => act(() => call(acceptFinding, { id: it.id, kind, item, reason }))} />
			{problem.value && <ProblemNotice problem={problem.value} />}
			{it.state === 'entered' && it.mine && <p class="quiet">{t('yours')}</p>}
			{may('invoice.approve') && <Decide it={it} busy={busy.value} act={act} />}
		</div>
	);
}

function Head({ it }: { it: Invoice }): JSX.Element {
	const facts = [
		t(it.state === 'cancelled' ? 'withdrawn' : it.state),
		date(`${it.day}T12:00Z`),
		it.enteredBy && t('by', { name: it.enteredBy, when: dateTime(it.enteredAt) }),
		it.decidedBy && it.decidedAt && t('decided', { name: it.decidedBy, when: dateTime(it.decidedAt) }),
	];
	return (
		<>
			<p>
				{it.contractorName} ·{' '}
				<a class="code" href={orderHref(it.order)}>
					{it.order}
				</a>
			</p>
			<p class="small quiet">{facts.filter(Boolean).join(' · ')}</p>
			{it.reason && <p>{t('because', { reason: it.reason })}</p>}
		</>
	);
}

const Sums = ({ it: { net, vat, vatPercent } }: { it: Invoice }): JSX.Element => (
	<dl class="contractor-facts">
		<dt>{t('net')}</dt>
		<dd>{centsWords(net)}</dd>
		<dt>{t('tax', { percent: number(vatPercent, 2) })}</dt>
		<dd>{centsWords(vat)}</dd>
		<dt>{t('gross')}</dt>
		<dd>
			<strong>{centsWords(net + vat)}</strong>
		</dd>
	</dl>
);

interface FindingsProps {
	it: Invoice;
	busy: boolean;
	onAccept: (finding: Finding, reason: string) => Promise<unknown>;
}

function Findings({ it, busy, onAccept }: FindingsProps): JSX.Element | null {
	const waits = it.state === 'entered';
	if (it.findings.length === 0) return waits ? <p class="quiet">{t('noFindings')}</p> : null;
	const mayAccept = waits && !it.mine && may('invoice.accept');
	return (
		<>
			<h3>{t('findings')}</h3>
			<ul class="bare-list stack">
				{it.findings.map((finding) => (
					<li key={`${finding.kind} ${finding.item}`} class="means-task stack close">
						<strong>{findingWords(finding)}</strong>
						{finding.accepted && <span class="small">{t('accepted', { name: finding.accepted.by ?? '–', reason: finding.accepted.reason })}</span>}
						{!finding.accepted && mayAccept && <Accept busy={busy} onAccept={(reason) => onAccept(finding, reason)} />}
					</li>
				))}
			</ul>
		</>
	);
}

interface DecideProps {
	it: Invoice;
	busy: boolean;
	act: (doing: () => Promise<unknown>) => Promise<boolean>;
}

/** The word of a second person; one's own, or one that was approved, can be cancelled. */
function Decide({ it, busy, act }: DecideProps): JSX.Element | null {
	const { id, version } = it;
	if (it.state !== 'approved' && it.state !== 'entered') return null;
	if (it.state === 'approved' || it.mine)
		return <GiveUp busy={busy} words={t('cancel')} onDo={(reason) => act(() => call(cancelInvoice, { id, reason, version }))} />;
	const open = it.findings.some(({ accepted }) => accepted === null);
	return (
		<>
			<div>
				<Button kind="primary" icon={check} busy={busy} disabled={open} onClick={() => void act(() => call(decideInvoice, { id, approve: true, version }))}>
					{t('approve')}
				</Button>
			</div>
			<GiveUp busy={busy} words={t('refuse')} onDo={(reason) => act(() => call(decideInvoice, { id, approve: false, reason, version }))} />
		</>
	);
}

function Accept({ busy, onAccept }: { busy: boolean; onAccept: (reason: string) => Promise<unknown> }): JSX.Element {
	const reason = useSignal('');
	return (
		<>
			<TextField
				label={t('why')}
				maxLength={500}
				value={reason.value}
				onText={(typed) => {
					reason.value = typed;
				}}
			/>
			<div>
				<Button busy={busy} disabled={reason.value.trim().length < 5} onClick={() => void onAccept(reason.peek())}>
					{t('accept')}
				</Button>
			</div>
		</>
	);
}
