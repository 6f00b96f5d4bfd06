import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Order } from '../../../server/work/orders/contract.ts';
import { planMaterials } from '../../../server/work/orders/means/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { dateTime, number, time } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { may } from '../session.ts';
import { Instructed } from './instructed.tsx';
import { changing, doToOrder, replan } from './open-order.ts';
import { hoursWords, moneyWords } from './order-words.ts';
import { means } from './orders.ts';
import { isOver } from './signs.ts';

/** What it takes and took: estimate against actual, materials and plant, hours. */
export function Stores({ it }: { it: Order }): JSX.Element {
	const open = may('work.plan') && !isOver(it.state);
	return (
		<div class="stack">
			<Against it={it} />
			{may('contract.manage') && <Instructed it={it} />}
			<Materials it={it} />
			{open && <PlanMaterial it={it} />}
			<Times it={it} />
			{open && <OtherCost key={it.otherCost} it={it} />}
		</div>
	);
}

interface Line {
	key: string;
	title: string;
	estimate: string;
	actual: string;
}

function Against({ it }: { it: Order }): JSX.Element {
	const rows: Line[] = [
		{ key: 'hours', title: t('orders.hours'), estimate: hoursWords(it.estimateHours), actual: hoursWords(it.hours) },
		{ key: 'cost', title: t('orders.cost'), estimate: moneyWords(it.estimateCost), actual: moneyWords(it.cost) },
	];
	// What was spent before anything has ended lies with the order alone: no asset bears it yet.
	if (it.cost && it.lines.every(({ cost }) => cost === null))
		rows.push({ key: 'unplaced', title: t('orders.unplaced'), estimate: '', actual: moneyWords(it.cost) });
	const columns: Column<Line>[] = [
		{ key: 'title', title: t('orders.what'), titleUnseen: true, heading: true, cell: ({ title }) => title },
		{ key: 'estimate', title: t('orders.estimate'), figures: true, cell: ({ estimate }) => estimate },
		{ key: 'actual', title: t('orders.actual'), figures: true, cell: ({ actual }) => actual },
	];
	return <Table caption={t('orders.against')} captionSeen columns={columns} rows={rows} keyOf={({ key }) => key} unlinked />;
}

type Material = Order['materials'][number];

const counted = (amount: number | null, unit: string): string => (amount === null ? '–' : `${number(amount, 3)} ${unit}`);

function Materials({ it }: { it: Order }): JSX.Element {
	if (it.materials.length === 0) return <p class="quiet">{t('orders.noMaterials')}</p>;
	const columns: Column<Material>[] = [
		{ key: 'title', title: t('orders.material'), heading: true, cell: ({ title, code, plant }) => <Named title={title} code={code} plant={plant} /> },
		{ key: 'planned', title: t('orders.plannedAmount'), figures: true, cell: ({ planned, unit }) => counted(planned, unit) },
		{ key: 'used', title: t('orders.used'), figures: true, cell: ({ used, unit }) => counted(used, unit) },
		{ key: 'price', title: t('orders.price'), figures: true, cell: ({ price }) => moneyWords(price) },
	];
	return (
		<Table caption={t('orders.materials')} captionSeen columns={columns} rows={it.materials} keyOf={({ code, item }) => `${code} ${item ?? ''}`} unlinked />
	);
}

const Named = ({ title, code, plant }: { title: string; code: string; plant: boolean }): JSX.Element => (
	<>
		{title} <span class="code quiet">{code}</span>
		{plant && <span class="small quiet"> · {t('orders.plant')}</span>}
	</>
);

type Planned = { code: string; planned: number }[];

const plannedOf = (it: Order): Planned =>
	it.materials.filter(({ item, planned }) => item === null && planned !== null).map(({ code, planned }) => ({ code, planned: planned ?? 0 }));

/** Plans one more material, or another amount of it; nought takes it off. */
function PlanMaterial({ it }: { it: Order }): JSX.Element {
	const code = useSignal('');
	const amount = useSignal('1');
	const chosen = means.value.materials.find((one) => one.code === code.value);
	const planned = Number(amount.value.replace(',', '.'));
	const ask = (materials: Planned) => call(planMaterials, { code: it.code, materials, language: language.peek() });
	const submit = (event: Event): void => {
		event.preventDefault();
		const before = plannedOf(it);
		const others = before.filter((one) => one.code !== code.peek());
		const materials = planned > 0 ? [...others, { code: code.peek(), planned }] : others;
		void doToOrder({ said: t('orders.materialsKept'), ask: () => ask(materials), undo: () => ask(before) });
	};
	if (means.value.materials.length === 0) return <p class="quiet small">{t('orders.noStores')}</p>;
	return (
		<form class="row order-add no-print" onSubmit={submit}>
			<div class="grow">
				<Select
					label={t('orders.planMaterial')}
					value={code.value}
					options={[{ value: '', label: t('orders.chooseMaterial') }, ...means.value.materials.map((one) => ({ value: one.code, label: one.title }))]}
					onChoose={(to) => (code.value = to)}
				/>
			</div>
			<div class="order-amount">
				<TextField inputMode="decimal" label={chosen?.unit ?? t('orders.amount')} value={amount.value} onText={(to) => (amount.value = to)} />
			</div>
			<Button type="submit" disabled={changing.value || !code.value || !Number.isFinite(planned) || planned < 0}>
				{t('orders.plan')}
			</Button>
		</form>
	);
}

function Times({ it }: { it: Order }): JSX.Element | null {
	if (it.times.length === 0) return null;
	return (
		<section class="stack tight">
			<h3>{t('orders.times')}</h3>
			<ul class="bare-list small">
				{it.times.map(({ kind, crew, by, from, until }) => (
					<li key={`${from} ${crew}`}>
						{[t(`orders.time.${kind}`), `${dateTime(from)}–${until === null ? t('orders.running') : time(until)}`, crew, by].filter(Boolean).join(' · ')}
					</li>
				))}
			</ul>
		</section>
	);
}

/** What is neither hours nor materials. */
function OtherCost({ it }: { it: Order }): JSX.Element {
	const typed = useSignal(String(it.otherCost));
	const amount = Number(typed.value.replace(',', '.'));
	const submit = (event: Event): void => {
		event.preventDefault();
		void replan(it, { otherCost: amount }, t('orders.planned'));
	};
	return (
		<form class="row order-add no-print" onSubmit={submit}>
			<div class="grow">
				<TextField inputMode="decimal" label={t('orders.otherCost')} hint={t('orders.otherCostHint')} value={typed.value} onText={(to) => (typed.value = to)} />
			</div>
			<Button type="submit" disabled={changing.value || !Number.isFinite(amount) || amount < 0 || amount === it.otherCost}>
				{t('orders.keepPlan')}
			</Button>
		</form>
	);
}
