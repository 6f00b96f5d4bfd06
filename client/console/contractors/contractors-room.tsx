import { signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type * as z from 'zod/mini';
import { type Contractor, type Instruction, listInstructions, readContractors } from '../../../server/work/contractors/contract.ts';
import { type Invoice, listInvoices } from '../../../server/work/invoices/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console-contractors.ts';
import { date } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { plus } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { people } from '../../ui/staff-icons.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { orderHref } from '../address.ts';
import '../means/means.css';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { centsWords } from './amounts.ts';
import { CompanyForm } from './company-form.tsx';
import './contractors.css';
import { InstructionForm } from './instruction-form.tsx';
import { InstructionPanel } from './instruction-panel.tsx';
import { InvoiceForm } from './invoice-form.tsx';
import { InvoicePanel } from './invoice-panel.tsx';

/** All that the room shows. */
export interface Known extends z.infer<typeof readContractors.output> {
	instructions: Instruction[];
	invoices: Invoice[];
}

const parts = ['contractors', 'instructions', 'invoices'] as const;
type Part = (typeof parts)[number];

/** Which part is looked at. */
const part = signal<Part>('contractors');

/** The room of companies that work for the municipality: what was agreed, what they were told to do, what they ask for it. */
export function ContractorsRoom(): JSX.Element {
	const companies = useCall(readContractors, () => ({}));
	const instructions = useCall(listInstructions, () => ({}));
	const invoices = useCall(listInvoices, () => ({}));
	const reads = [companies, instructions, invoices];
	const again = (): void => {
		for (const it of reads) void it.reload();
	};
	const open = useSignal<string | null>(null);
	const close = (): void => {
		open.value = null;
	};
	const problem = reads.find(({ error }) => error.value)?.error.value;
	const [one, two, three] = [companies.data.value, instructions.data.value, invoices.data.value];
	const it: Known | undefined = one && two && three && { ...one, ...two, ...three };
	const make = (
		<Button kind="primary" icon={plus} onClick={() => (open.value = '')}>
			{t(`new.${part.value}`)}
		</Button>
	);
	return (
		<div class="room-with-panel means-room">
			<RoomFrame title={t('title')} hint={t('hint')} actions={make}>
				<Tabs<Part>
					label={t('parts')}
					tabs={parts.map((name) => ({ name, label: t(name), count: it?.[name].length }))}
					current={part.value}
					onChoose={(name) => {
						close();
						part.value = name;
					}}
				>
					{problem && <ProblemNotice problem={problem} onRetry={again} />}
					{!it && !problem && <Skeleton kind="rows" count={6} />}
					{it && <Rows it={it} open={(name) => (open.value = name)} current={open.value} />}
				</Tabs>
			</RoomFrame>
			{it && open.value !== null && (
				<SidePanel title={open.value === '' ? t(`new.${part.value}`) : titleOf(it, open.value)} onClose={close}>
					<Opened key={`${part.value} ${open.value}`} it={it} name={open.value} again={again} onClose={close} />
				</SidePanel>
			)}
		</div>
	);
}

function titleOf(it: Known, name: string): string {
	if (part.value === 'invoices') return it.invoices.find(({ id }) => id === name)?.number ?? '';
	return part.value === 'contractors' ? (it.contractors.find(({ code }) => code === name)?.name ?? name) : `${t('instruction')} ${name}`;
}

interface OpenedProps {
	it: Known;
	name: string;
	again: () => void;
	onClose: () => void;
}

function Opened({ it, name, ...rest }: OpenedProps): JSX.Element {
	if (part.value === 'contractors') return <CompanyForm it={it.contractors.find(({ code }) => code === name) ?? null} crews={it.crews} {...rest} />;
	if (part.value === 'instructions') {
		const found = it.instructions.find(({ code }) => code === name);
		return found && found.state !== 'drafted' ? (
			<InstructionPanel key={found.version} it={found} again={rest.again} />
		) : (
			<InstructionForm key={found?.version} it={found ?? null} contractors={it.contractors} {...rest} />
		);
	}
	const found = it.invoices.find(({ id }) => id === name);
	return found ? (
		<InvoicePanel key={found.version} it={found} again={rest.again} />
	) : (
		<InvoiceForm instructions={it.instructions} vatPercent={it.vatPercent} {...rest} />
	);
}

interface RowsProps {
	it: Known;
	open: (name: string) => void;
	current: string | null;
}

function Rows({ it, open, current }: RowsProps): JSX.Element {
	if (it[part.value].length === 0)
		return (
			<EmptyState icon={people} title={<h2>{t(`none.${part.value}`)}</h2>}>
				{t(`noneHint.${part.value}`)}
			</EmptyState>
		);
	const shared = { caption: t(part.value), current };
	if (part.value === 'contractors') return <Table {...shared} columns={companyColumns(open)} rows={it.contractors} keyOf={({ code }) => code} />;
	if (part.value === 'instructions') return <Table {...shared} columns={instructionColumns(open)} rows={it.instructions} keyOf={({ code }) => code} />;
	return <Table {...shared} columns={invoiceColumns(open)} rows={it.invoices} keyOf={({ id }) => id} />;
}

type Open = RowsProps['open'];

/** The name of a row, which opens it. */
const opening = (name: string, words: string, open: Open): JSX.Element => (
	<Button kind="quiet" class="means-name" onClick={() => open(name)}>
		{words}
	</Button>
);

const companyColumns = (open: Open): Column<Contractor>[] => [
	{ key: 'name', title: t('name'), heading: true, cell: ({ code, name }) => opening(code, name, open) },
	{ key: 'code', title: t('code'), cell: ({ code }) => <span class="code">{code}</span> },
	{ key: 'crews', title: t('crews'), cell: ({ crews }) => crews.join(', ') || '–' },
	{ key: 'rates', title: t('rates'), figures: true, cell: ({ rates }) => rates.length },
	{ key: 'marks', title: t('marks'), titleUnseen: true, cell: ({ active }) => !active && <Badge>{t('out')}</Badge> },
];

const instructionTones = { drafted: 'plain', instructed: 'brand', done: 'good', cancelled: 'plain' } as const;

const instructionColumns = (open: Open): Column<Instruction>[] => [
	{ key: 'code', title: t('instruction'), heading: true, cell: ({ code }) => opening(code, code, open) },
	{ key: 'company', title: t('company'), cell: ({ contractorName }) => contractorName },
	{
		key: 'order',
		title: t('order'),
		cell: ({ order }) => (
			<a class="code" href={orderHref(order)}>
				{order}
			</a>
		),
	},
	{ key: 'due', title: t('due'), cell: ({ due }) => (due === null ? '–' : date(`${due}T12:00Z`)) },
	{ key: 'ceiling', title: t('ceiling'), figures: true, cell: ({ ceiling }) => centsWords(ceiling) },
	{ key: 'invoiced', title: t('invoiced'), figures: true, cell: ({ invoiced }) => centsWords(invoiced) },
	{ key: 'state', title: t('state'), cell: ({ state }) => <Badge tone={instructionTones[state]}>{t(state)}</Badge> },
];

const invoiceTones = { entered: 'warn', approved: 'good', refused: 'bad', cancelled: 'plain' } as const;

const invoiceColumns = (open: Open): Column<Invoice>[] => [
	{ key: 'number', title: t('number'), heading: true, cell: ({ id, number }) => opening(id, number, open) },
	{ key: 'company', title: t('company'), cell: ({ contractorName }) => contractorName },
	{
		key: 'order',
		title: t('order'),
		cell: ({ order }) => (
			<a class="code" href={orderHref(order)}>
				{order}
			</a>
		),
	},
	{ key: 'day', title: t('day'), cell: ({ day }) => date(`${day}T12:00Z`) },
	{ key: 'gross', title: t('gross'), figures: true, cell: ({ net, vat }) => centsWords(net + vat) },
	{
		key: 'state',
		title: t('state'),
		cell: ({ state, findings }) => (
			<span class="cluster">
				<Badge tone={invoiceTones[state]}>{t(state === 'cancelled' ? 'withdrawn' : state)}</Badge>
				{state === 'entered' && findings.length > 0 && <Badge tone="bad">{findings.length}</Badge>}
			</span>
		),
	},
];
