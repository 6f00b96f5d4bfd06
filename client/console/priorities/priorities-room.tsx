import { signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type * as z from 'zod/mini';
import { type DelayCost, readPriorities, type WorkTrigger } from '../../../server/work/priorities/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { number } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { money } from '../../i18n/money.ts';
import { text } from '../../i18n/text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { edit, plus } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { flag } from '../../ui/staff-icons.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { layers } from '../facts.ts';
import '../means/means.css';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { CostForm } from './cost-form.tsx';
import { PricesForm } from './prices-form.tsx';
import { TriggerForm } from './trigger-form.tsx';

type Priorities = z.infer<typeof readPriorities.output>;
type Open = (name: string) => void;

const parts = ['costs', 'triggers'] as const;
type Part = (typeof parts)[number];

/** Which part is looked at. */
const part = signal<Part>('costs');

/** What is open beside the list: no failure mode and no trigger has this name. */
const prices = '$prices';

/** The room in which administrators say what waiting costs, by which the queue is ordered, and when the register proposes work. */
export function PrioritiesRoom(): JSX.Element {
	const read = useCall(readPriorities, () => ({ language: language.value }));
	const it = read.data.value;
	const open = useSignal<string | null>(null);
	const again = (): void => void read.reload();
	const close = (): void => {
		open.value = null;
	};
	const action =
		part.value === 'costs' ? (
			<Button icon={edit} onClick={() => (open.value = prices)}>
				{t('priorities.prices')}
			</Button>
		) : (
			<Button kind="primary" icon={plus} onClick={() => (open.value = '')}>
				{t('priorities.newTrigger')}
			</Button>
		);
	return (
		<div class="room-with-panel means-room">
			<RoomFrame title={t('priorities.title')} hint={t('priorities.hint')} actions={action}>
				<Tabs<Part>
					label={t('priorities.parts')}
					tabs={parts.map((name) => ({ name, label: t(`priorities.${name}`), count: it?.[name].length }))}
					current={part.value}
					onChoose={(name) => {
						close();
						part.value = name;
					}}
				>
					{read.error.value && <ProblemNotice problem={read.error.value} onRetry={again} />}
					{!it && !read.error.value && <Skeleton kind="rows" count={6} />}
					{it && <Rows it={it} open={(name) => (open.value = name)} current={open.value} />}
				</Tabs>
			</RoomFrame>
			{it && open.value !== null && (
				<SidePanel title={titleOf(it, open.value)} onClose={close}>
					<Form key={`${part.value} ${open.value}`} it={it} name={open.value} again={again} onClose={close} />
				</SidePanel>
			)}
		</div>
	);
}

const troubleOf = ({ mode, title }: DelayCost): string => (mode === '*' ? t('priorities.others') : title);

function titleOf(it: Priorities, name: string): string {
	if (name === prices) return t('priorities.prices');
	if (name === '') return t('priorities.newTrigger');
	const cost = part.value === 'costs' ? it.costs.find(({ mode }) => mode === name) : undefined;
	return cost ? troubleOf(cost) : text(it.triggers.find(({ code }) => code === name)?.title) || name;
}

interface FormProps {
	it: Priorities;
	name: string;
	again: () => void;
	onClose: () => void;
}

function Form({ it, name, ...rest }: FormProps): JSX.Element | null {
	if (name === prices) return <PricesForm it={it.prices} {...rest} />;
	if (part.value === 'triggers') return <TriggerForm it={it.triggers.find(({ code }) => code === name) ?? null} families={it.families} {...rest} />;
	const cost = it.costs.find(({ mode }) => mode === name);
	return cost ? <CostForm it={cost} {...rest} /> : null;
}

interface RowsProps {
	it: Priorities;
	open: Open;
	current: string | null;
}

function Rows({ it, open, current }: RowsProps): JSX.Element {
	const caption = t(`priorities.${part.value}`);
	if (part.value === 'costs')
		return (
			<div class="stack">
				<p class="quiet">{t('priorities.costsHint')}</p>
				<Table {...{ caption, current }} columns={costColumns(open)} rows={it.costs} keyOf={({ mode }) => mode} />
			</div>
		);
	if (it.triggers.length === 0)
		return (
			<EmptyState icon={flag} title={<h2>{t('priorities.noTriggers')}</h2>}>
				{t('priorities.noTriggersHint')}
			</EmptyState>
		);
	return <Table {...{ caption, current }} columns={triggerColumns(open)} rows={it.triggers} keyOf={({ code }) => code} />;
}

const nameButton = (name: string, words: string, open: Open): JSX.Element => (
	<Button kind="quiet" class="means-name" onClick={() => open(name)}>
		{words}
	</Button>
);

const costColumns = (open: Open): Column<DelayCost>[] => [
	{
		key: 'trouble',
		title: t('priorities.trouble'),
		heading: true,
		cell: (it) => (
			<>
				{nameButton(it.mode, troubleOf(it), open)}
				{it.group && <p class="quiet small">{it.group}</p>}
			</>
		),
	},
	{ key: 'perHour', title: t('priorities.perHour'), figures: true, cell: ({ perHour }) => money(perHour) },
	{ key: 'perDay', title: t('priorities.perDay'), figures: true, cell: ({ perDay }) => money(perDay) },
	{
		key: 'hours',
		title: t('priorities.hours'),
		figures: true,
		cell: ({ hours, learntFrom, learntHours }) => number(learntFrom >= 20 ? (learntHours ?? hours) : hours, 1),
	},
	{ key: 'open', title: t('priorities.open'), figures: true, cell: ({ open: waiting }) => number(waiting) },
	{
		key: 'marks',
		title: t('means.marks'),
		titleUnseen: true,
		cell: ({ toVerify }) => (toVerify ? <Badge tone="warn">{t('means.toVerify')}</Badge> : null),
	},
];

const triggerColumns = (open: Open): Column<WorkTrigger>[] => [
	{ key: 'why', title: t('priorities.why'), heading: true, cell: ({ code, title }) => nameButton(code, text(title) || code, open) },
	{ key: 'kind', title: t('priorities.kind'), cell: ({ kind }) => t(`priorities.kind.${kind}`) },
	{ key: 'class', title: t('priorities.class'), cell: ({ class: id }) => layers.value.find((layer) => layer.id === id)?.title ?? id },
	{ key: 'order', title: t('priorities.orderKind'), cell: ({ orderKind }) => t(`orders.kind.${orderKind}`) },
	{ key: 'open', title: t('priorities.proposed'), figures: true, cell: ({ open: waiting }) => number(waiting) },
	{ key: 'marks', title: t('means.marks'), titleUnseen: true, cell: ({ active }) => (active ? null : <Badge>{t('means.out')}</Badge>) },
];
