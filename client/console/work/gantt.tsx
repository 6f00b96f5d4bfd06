import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { type DayNumber, momentOf } from '../../../server/maths/zones.ts';
import type { OrderBrief } from '../../../server/work/orders/contract.ts';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { Chips } from '../../ui/chips.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { chart } from '../../ui/staff-icons.ts';
import { now } from '../clock.ts';
import { route } from '../route.ts';
import { type Bar, barsOf, type Span } from './bars.ts';
import { canPlan, carried, crewCodes, putAs, putInto } from './board-state.ts';
import { dayWords } from './day-words.ts';
import { plannedEnd, weekOf } from './days.ts';
import { hrefOfOrder } from './order-row.tsx';
import './gantt.css';
import { nameOfOrder, plannedWords } from './order-words.ts';
import { day, means, orders } from './orders.ts';
import { orderSign } from './signs.ts';

/** How much is shown at once; it stays from one day to the next. */
const reach = signal<'day' | 'week'>('day');

const hour = 3_600_000;
const half = hour / 2;

interface Axis extends Span {
	ticks: { at: number; label: string }[];
}

/** The hours from the first shift to the last. */
function dayAxis(on: DayNumber, zone: string): Axis {
	const from = Math.floor(Math.min(420, ...means.value.crews.map(({ shiftFrom }) => shiftFrom)) / 60);
	const until = Math.ceil(Math.max(1020, ...means.value.crews.map(({ shiftUntil }) => shiftUntil)) / 60);
	const at = (hours: number): number => momentOf(zone, on, hours * 60);
	const ticks = Array.from({ length: until - from }, (_, index) => ({ at: at(from + index), label: `${String((from + index) % 24).padStart(2, '0')}:00` }));
	return { from: at(from), until: at(until), ticks };
}

function weekAxis(on: DayNumber, zone: string): Axis {
	const days = weekOf(on);
	const at = (one: DayNumber): number => momentOf(zone, one, 0);
	const first = days[0] ?? on;
	return { from: at(first), until: at(first + 7), ticks: days.map((one) => ({ at: at(one), label: dayWords(one) })) };
}

/** Bars by crew, over the hours of a day or the days of a week; what was really worked stands as a line under the plan. */
export function Gantt(): JSX.Element {
	const { zone } = theTown();
	const axis = reach.value === 'day' ? dayAxis(day.value, zone) : weekAxis(day.value, zone);
	const shown = (orders.value ?? []).filter(({ state }) => state !== 'cancelled');
	const alone =
		barsOf(
			shown.filter(({ crew }) => crew === null),
			axis,
			now.value,
		).length > 0;
	const crews: (string | null)[] = [...crewCodes.value, ...(alone ? [null] : [])];
	return (
		<section class="gantt stack close" aria-label={t('orders.gantt')}>
			<Chips
				label={t('orders.reach')}
				single
				chips={(['day', 'week'] as const).map((value) => ({ value, label: t(`orders.reach.${value}`) }))}
				chosen={[reach.value]}
				onChange={([chosen]) => (reach.value = chosen ?? reach.peek())}
			/>
			{crews.length === 0 ? (
				<EmptyState icon={chart} title={t('orders.noCrews')}>
					{t('orders.noCrewsHint')}
				</EmptyState>
			) : (
				<div class="gantt-frame">
					<Ticks axis={axis} />
					{crews.map((crew, at) => (
						<Row
							key={crew}
							crew={crew}
							crews={crews}
							at={at}
							bars={barsOf(
								shown.filter((it) => it.crew === crew),
								axis,
								now.value,
							)}
							axis={axis}
						/>
					))}
				</div>
			)}
		</section>
	);
}

const left = (at: number, { from, until }: Span): string => `${(100 * (at - from)) / (until - from)}%`;

function Ticks({ axis }: { axis: Axis }): JSX.Element {
	return (
		<div class="gantt-row head" aria-hidden="true">
			<span class="gantt-crew" />
			<div class="gantt-line">
				{axis.ticks.map(({ at, label }) => (
					<span key={at} class="gantt-tick" style={{ left: left(at, axis) }}>
						{label}
					</span>
				))}
			</div>
		</div>
	);
}

interface RowProps {
	crew: string | null;
	crews: readonly (string | null)[];
	at: number;
	bars: readonly Bar[];
	axis: Axis;
}

const shifted = (it: OrderBrief, ms: number): { plannedFrom: string; plannedUntil: string } => ({
	plannedFrom: new Date(Date.parse(it.plannedFrom ?? '') + ms).toISOString(),
	plannedUntil: new Date(plannedEnd(it) + ms).toISOString(),
});

function Row({ crew, crews, at, bars, axis }: RowProps): JSX.Element {
	const lanes = Math.max(1, ...bars.map(({ lane }) => lane + 1));
	const by = reach.value === 'day' ? half : 24 * hour;
	const step = (it: OrderBrief, key: string): void => {
		const other = crews[at + (key === 'ArrowDown' ? 1 : -1)];
		if (key === 'ArrowLeft' || key === 'ArrowRight') void putAs(it, shifted(it, key === 'ArrowLeft' ? -by : by));
		else if (other !== undefined) void putInto(it, { crew: other });
	};
	/** Where it is dropped it begins, at the nearest half hour or day. */
	const dropped = (event: DragEvent): void => {
		event.preventDefault();
		const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
		const it = (orders.peek() ?? []).find(({ code }) => code === carried.peek());
		carried.value = null;
		if (!it) return;
		const begins = axis.from + ((event.clientX - box.left) / box.width) * (axis.until - axis.from);
		const ms = Math.round((begins - Date.parse(it.plannedFrom ?? '')) / by) * by;
		void putAs(it, { ...(crew !== it.crew && { crew }), ...(ms !== 0 && shifted(it, ms)) });
	};
	return (
		<div class="gantt-row">
			<span class="gantt-crew clip">{crew ?? t('orders.noCrew')}</span>
			{/* biome-ignore lint/a11y/noStaticElementInteractions: the keyboard moves orders from the bars themselves. */}
			<div class="gantt-line" style={{ height: `${lanes * 34 + 6}px` }} onDragOver={(event) => carried.peek() && event.preventDefault()} onDrop={dropped}>
				{axis.ticks.map((tick) => (
					<span key={tick.at} class="gantt-rule" style={{ left: left(tick.at, axis) }} />
				))}
				{now.value > axis.from && now.value < axis.until && <span class="gantt-now" style={{ left: left(now.value, axis) }} />}
				{bars.map((bar) => (
					<BarOf key={bar.it.code} bar={bar} onStep={(key) => step(bar.it, key)} />
				))}
			</div>
		</div>
	);
}

const arrows = /^Arrow(Left|Right|Up|Down)$/;

function BarOf({ bar: { it, left: from, width, lane, real }, onStep }: { bar: Bar; onStep: (key: string) => void }): JSX.Element {
	const pressed = (event: KeyboardEvent): void => {
		if (!event.altKey || !arrows.test(event.key)) return;
		event.preventDefault();
		if (canPlan(it)) onStep(event.key);
	};
	const words = [nameOfOrder(it), t(`orders.state.${it.state}`), plannedWords(it), t('orders.endedOf', { ended: it.ended, items: it.items })].join(', ');
	return (
		<>
			<a
				class={`gantt-bar ${orderSign[it.state]}${it.kind === 'emergency' ? ' emergency' : ''}`}
				style={{ left: `${from * 100}%`, width: `${width * 100}%`, top: `${lane * 34 + 3}px` }}
				href={hrefOfOrder(it.code)}
				data-card={it.code}
				draggable={canPlan(it)}
				title={words}
				aria-label={words}
				aria-current={route.value.work.wo === it.code ? 'true' : undefined}
				onKeyDown={pressed}
				onDragStart={() => (carried.value = it.code)}
				onDragEnd={() => (carried.value = null)}
			>
				<span class="gantt-done" style={{ width: `${it.items > 0 ? (100 * it.ended) / it.items : 0}%` }} />
				<span class="clip">{nameOfOrder(it)}</span>
			</a>
			{real && <span class="gantt-real" style={{ left: `${real.left * 100}%`, width: `${real.width * 100}%`, top: `${lane * 34 + 31}px` }} />}
		</>
	);
}
