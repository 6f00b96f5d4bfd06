import { signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type * as z from 'zod/mini';
import { type ChecklistSetting, type CostCodeSetting, type CrewSetting, type MaterialSetting, readMeans } from '../../../server/work/means/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { money } from '../../i18n/money.ts';
import { text } from '../../i18n/text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { plus } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { wrench } from '../../ui/staff-icons.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { departmentName, layers } from '../facts.ts';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { ChecklistForm } from './checklist-form.tsx';
import { clockWords } from './clock-words.ts';
import { CrewForm } from './crew-form.tsx';
import './means.css';
import { CostCodeForm, MaterialForm } from './stores-forms.tsx';

type Means = z.infer<typeof readMeans.output>;

const shelves = ['crews', 'materials', 'checklists', 'costCodes'] as const;
type Shelf = (typeof shelves)[number];

/** Which shelf is looked at. */
const shelf = signal<Shelf>('crews');

/** The room in which administrators say who does the work, with what, how, and where it is booked. */
export function MeansRoom(): JSX.Element {
	const read = useCall(readMeans, () => ({}));
	const it = read.data.value;
	/** What is being written: its name, or empty for a new one. */
	const open = useSignal<string | null>(null);
	const again = (): void => void read.reload();
	const close = (): void => {
		open.value = null;
	};
	const make = (
		<Button kind="primary" icon={plus} onClick={() => (open.value = '')}>
			{t(`means.new.${shelf.value}`)}
		</Button>
	);
	return (
		<div class="room-with-panel means-room">
			<RoomFrame title={t('means.title')} hint={t('means.hint')} actions={make}>
				<Tabs<Shelf>
					label={t('means.shelves')}
					tabs={shelves.map((name) => ({ name, label: t(`means.${name}`), count: it?.[name].length }))}
					current={shelf.value}
					onChoose={(name) => {
						close();
						shelf.value = name;
					}}
				>
					{read.error.value && <ProblemNotice problem={read.error.value} onRetry={again} />}
					{!it && !read.error.value && <Skeleton kind="rows" count={6} />}
					{it && <Rows it={it} open={(name) => (open.value = name)} current={open.value} />}
				</Tabs>
			</RoomFrame>
			{it && open.value !== null && (
				<SidePanel title={open.value === '' ? t(`means.new.${shelf.value}`) : titleOf(it, open.value)} onClose={close}>
					<Form key={`${shelf.value} ${open.value}`} it={it} name={open.value} again={again} onClose={close} />
				</SidePanel>
			)}
		</div>
	);
}

const listTitle = (it: ChecklistSetting): string =>
	[
		it.class === null ? t('filter.anyClass') : (layers.value.find(({ id }) => id === it.class)?.title ?? it.class),
		it.kind === null ? t('orders.anyKind') : t(`orders.kind.${it.kind}`),
	].join(' · ');

function titleOf(it: Means, name: string): string {
	const list = shelf.value === 'checklists' ? it.checklists.find(({ id }) => String(id) === name) : undefined;
	return list ? listTitle(list) : name;
}

interface FormProps {
	it: Means;
	name: string;
	again: () => void;
	onClose: () => void;
}

function Form({ it, name, ...rest }: FormProps): JSX.Element {
	const named = <One extends { code: string }>(those: readonly One[]): One | null => those.find(({ code }) => code === name) ?? null;
	if (shelf.value === 'crews') return <CrewForm it={named(it.crews)} staff={it.staff} {...rest} />;
	if (shelf.value === 'materials') return <MaterialForm it={named(it.materials)} {...rest} />;
	if (shelf.value === 'costCodes') return <CostCodeForm it={named(it.costCodes)} {...rest} />;
	return <ChecklistForm it={it.checklists.find(({ id }) => String(id) === name) ?? null} {...rest} />;
}

interface RowsProps {
	it: Means;
	open: (name: string) => void;
	current: string | null;
}

/** The name of a row, which opens it. */
const nameCell =
	<Row,>(nameOf: (row: Row) => string, words: (row: Row) => string, open: (name: string) => void) =>
	(row: Row): JSX.Element => (
		<Button kind="quiet" class="means-name" onClick={() => open(nameOf(row))}>
			{words(row)}
		</Button>
	);

const outOfUse = ({ active }: { active: boolean }): JSX.Element | null => (active ? null : <Badge>{t('means.out')}</Badge>);

function Rows({ it, open, current }: RowsProps): JSX.Element {
	if (it[shelf.value].length === 0)
		return (
			<EmptyState icon={wrench} title={<h2>{t(`means.none.${shelf.value}`)}</h2>}>
				{t(`means.noneHint.${shelf.value}`)}
			</EmptyState>
		);
	const caption = t(`means.${shelf.value}`);
	if (shelf.value === 'crews') return <Table {...{ caption, current }} columns={crewColumns(it, open)} rows={it.crews} keyOf={({ code }) => code} />;
	if (shelf.value === 'materials') return <Table {...{ caption, current }} columns={materialColumns(open)} rows={it.materials} keyOf={({ code }) => code} />;
	if (shelf.value === 'costCodes') return <Table {...{ caption, current }} columns={codeColumns(open)} rows={it.costCodes} keyOf={({ code }) => code} />;
	return <Table {...{ caption, current }} columns={listColumns(open)} rows={it.checklists} keyOf={({ id }) => String(id)} />;
}

type Open = RowsProps['open'];

const crewColumns = ({ staff }: Means, open: Open): Column<CrewSetting>[] => [
	{
		key: 'code',
		title: t('orders.crew'),
		heading: true,
		cell: nameCell(
			({ code }) => code,
			({ code }) => code,
			open,
		),
	},
	{ key: 'department', title: t('fact.department'), cell: ({ department }) => departmentName(department) },
	{ key: 'people', title: t('means.people'), figures: true, cell: ({ people }) => people },
	{ key: 'shift', title: t('means.shift'), figures: true, cell: ({ shiftFrom, shiftUntil }) => `${clockWords(shiftFrom)}–${clockWords(shiftUntil)}` },
	{ key: 'hourly', title: t('means.hourly'), figures: true, cell: ({ hourlyCost }) => money(hourlyCost) },
	{
		key: 'members',
		title: t('means.members'),
		cell: ({ members }) =>
			members
				.map((id) => staff.find((one) => one.id === id)?.name ?? '')
				.filter(Boolean)
				.join(', ') || '–',
	},
	{
		key: 'marks',
		title: t('means.marks'),
		titleUnseen: true,
		cell: (it) => (
			<span class="cluster">
				{it.contractor && <Badge tone="brand">{t('means.contractorMark')}</Badge>}
				{outOfUse(it)}
			</span>
		),
	},
];

const materialColumns = (open: Open): Column<MaterialSetting>[] => [
	{
		key: 'title',
		title: t('orders.material'),
		heading: true,
		cell: nameCell(
			({ code }) => code,
			({ title, code }) => text(title) || code,
			open,
		),
	},
	{ key: 'code', title: t('means.code'), cell: ({ code }) => <span class="code">{code}</span> },
	{ key: 'price', title: t('means.price'), figures: true, cell: ({ price, unit }) => `${money(price, 2)} / ${unit}` },
	{
		key: 'marks',
		title: t('means.marks'),
		titleUnseen: true,
		cell: (it) => (
			<span class="cluster">
				{it.plant && <Badge>{t('orders.plant')}</Badge>}
				{outOfUse(it)}
			</span>
		),
	},
];

const codeColumns = (open: Open): Column<CostCodeSetting>[] => [
	{
		key: 'code',
		title: t('means.code'),
		heading: true,
		cell: nameCell(
			({ code }) => code,
			({ code }) => code,
			open,
		),
	},
	{ key: 'title', title: t('means.called'), cell: ({ title }) => text(title) },
	{ key: 'kind', title: t('orders.kind'), cell: ({ kind }) => (kind === null ? t('orders.anyKind') : t(`orders.kind.${kind}`)) },
	{
		key: 'marks',
		title: t('means.marks'),
		titleUnseen: true,
		cell: (it) => (
			<span class="cluster">
				{it.verify && <Badge tone="warn">{t('means.toVerify')}</Badge>}
				{outOfUse(it)}
			</span>
		),
	},
];

const listColumns = (open: Open): Column<ChecklistSetting>[] => [
	{ key: 'for', title: t('means.forClass'), heading: true, cell: nameCell(({ id }) => String(id), listTitle, open) },
	{ key: 'tasks', title: t('means.tasks'), cell: ({ tasks }) => tasks.map(({ title }) => text(title)).join(' · ') },
	{ key: 'marks', title: t('means.marks'), titleUnseen: true, cell: outOfUse },
];
