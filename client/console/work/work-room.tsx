import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { arrowLeft, arrowRight, download, list, map as mapIcon } from '../../ui/icons.ts';
import { type Keys, useKeys } from '../../ui/keys.ts';
import { lazy } from '../../ui/lazy.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { SplitPanes } from '../../ui/split-panes.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { focusRow } from '../desk/pointed.ts';
import '../desk/desk.css';
import '../desk/queue.css';
import { go, route } from '../route.ts';
import { may } from '../session.ts';
import { onePane } from '../width.ts';
import { Board } from './board.tsx';
import { longDay } from './day-words.ts';
import { nameOf } from './days.ts';
import { Gantt } from './gantt.tsx';
import { followOpenOrder } from './open-order.ts';
import { OrderFilters } from './order-filters.tsx';
import { OrderList } from './order-list.tsx';
import { OrderPanel } from './order-panel.tsx';
import { day, followOrders, narrowWork, orders, ordersProblem, pointed, reload, type Shape, shape, shapes } from './orders.ts';
import { Proposed } from './proposed.tsx';
import { Week } from './week.tsx';
import './print.css';
import './work.css';

const OrderMap = lazy(() => import('./order-map.tsx').then((it) => it.OrderMap));

const step = (by: 1 | -1): void => {
	const shown = orders.peek() ?? [];
	const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['row'] : undefined;
	const from = shown.findIndex(({ code }) => code === (focused ?? route.peek().work.wo));
	const to = shown[Math.min(shown.length - 1, Math.max(0, from + (from < 0 ? 1 : by)))];
	if (!to) return;
	pointed.value = to.code;
	focusRow(to.code);
};

const keys: Keys = {
	j: () => shape.peek() === 'list' && step(1),
	k: () => shape.peek() === 'list' && step(-1),
	'/': () => document.getElementById('queue-search')?.focus(),
	Escape: () => route.peek().work.wo && narrowWork({ wo: '' }),
};

/** The room of work orders: a list beside a map, a board, a week, and bars over time; one order open beside them. */
export function WorkRoom(): JSX.Element {
	useEffect(() => {
		const stops = [followOrders(), followOpenOrder()];
		return () => {
			for (const stop of stops) stop();
		};
	}, []);
	useKeys(keys);
	if (onePane.value) return <Stack />;
	return (
		<div class="work-room">
			<Head />
			{shape.value === 'list' ? <Panes /> : <Beside />}
		</div>
	);
}

function Head(): JSX.Element {
	return (
		<div class="work-head no-print">
			<h1>{t('orders.title')}</h1>
			<OrderFilters />
		</div>
	);
}

/** The switch from one shape to the other, and what the current one shows. */
function Shapes({ children }: { children: JSX.Element }): JSX.Element {
	return (
		<Tabs<Shape>
			label={t('orders.shapes')}
			tabs={shapes.filter((name) => name !== 'proposed' || may('work.plan')).map((name) => ({ name, label: t(`orders.shape.${name}`) }))}
			current={shape.value}
			onChoose={(as) => narrowWork({ as: as === 'list' ? '' : as })}
		>
			{children}
		</Tabs>
	);
}

function Panes(): JSX.Element {
	const { wo } = route.value.work;
	const list = (
		<div class="queue">
			<Shapes>
				<OrderList />
			</Shapes>
		</div>
	);
	const panes = [
		{ name: 'orders', label: t('orders.title'), width: 440, least: 320, most: 640, content: list },
		...(wo ? [{ name: 'order', label: t('orders.one'), width: 480, least: 360, most: 760, content: <OrderPanel /> }] : []),
	];
	return <SplitPanes key={wo ? 'with' : 'without'} name="work" panes={panes} rest={<OrderMap />} />;
}

const bodies: Record<Exclude<Shape, 'list' | 'proposed'>, () => JSX.Element> = { board: Board, week: Week, gantt: Gantt };

/** Board, week or bars, with the open order at their right. */
function Beside(): JSX.Element {
	return (
		<div class="work-beside">
			<div class="queue work-shape">
				<Shapes>
					<OverTime />
				</Shapes>
			</div>
			{route.value.work.wo && (
				<section class="work-order-beside" aria-label={t('orders.one')}>
					<OrderPanel />
				</section>
			)}
		</div>
	);
}

function OverTime(): JSX.Element {
	if (shape.value === 'list') return <OrderList />;
	if (shape.value === 'proposed') return <Proposed />;
	const Body = bodies[shape.value];
	return (
		<div class="work-over-time">
			<Day />
			{ordersProblem.value && <ProblemNotice problem={ordersProblem.value} onRetry={() => void reload()} />}
			{orders.value ? <Body /> : !ordersProblem.value && <Skeleton kind="rows" count={6} />}
			<p class="quiet small no-print">{t('orders.moveHint')}</p>
		</div>
	);
}

function Day(): JSX.Element {
	const by = shape.value === 'board' ? 1 : shape.value === 'week' ? 7 : 1;
	const to = (days: number) => (): void => narrowWork({ day: nameOf(day.peek() + days) });
	return (
		<div class="work-day cluster">
			<IconButton path={arrowLeft} label={t('orders.earlier')} onClick={to(-by)} />
			<h2>{longDay(day.value)}</h2>
			<IconButton path={arrowRight} label={t('orders.later')} onClick={to(by)} />
			<Button onClick={() => narrowWork({ day: '' })}>{t('orders.today')}</Button>
			<div class="work-date no-print">
				<TextField bare type="date" label={t('orders.day')} value={nameOf(day.value)} onText={(written) => written && narrowWork({ day: written })} />
			</div>
			<Button icon={download} class="no-print" onClick={() => print()}>
				{t('orders.print')}
			</Button>
		</div>
	);
}

/** List → order → map, each on its own, as a phone shows them. */
function Stack(): JSX.Element {
	const { map, work } = route.value;
	useEffect(() => scrollTo(0, 0), [work.wo, map]);
	if (map)
		return (
			<section class="one-pane" aria-label={t('orders.map')}>
				<h1 class="unseen">{t('orders.map')}</h1>
				<div class="way row">
					<Button kind="quiet" icon={list} onClick={() => go({ map: false })}>
						{t('orders.title')}
					</Button>
				</div>
				<OrderMap />
			</section>
		);
	if (work.wo)
		return (
			<section class="one-pane scrolls" aria-label={t('orders.one')}>
				<h1 class="unseen">{t('orders.one')}</h1>
				<OrderPanel />
			</section>
		);
	return (
		<section class="one-pane" aria-label={t('orders.title')}>
			<Head />
			<div class="queue">
				<Shapes>
					<OverTime />
				</Shapes>
			</div>
			<div class="to-map">
				<Button kind="primary" icon={mapIcon} onClick={() => go({ map: true })}>
					{t('orders.map')}
				</Button>
			</div>
		</section>
	);
}
