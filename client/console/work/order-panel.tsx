import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Order } from '../../../server/work/orders/contract.ts';
import { t } from '../../i18n/console.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { arrowLeft, cross, download } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { SignSymbol } from '../../ui/state-symbol.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { departmentName } from '../facts.ts';
import { onePane } from '../width.ts';
import { Conflicts } from './conflicts.tsx';
import { OrderHistory } from './history.tsx';
import { Items } from './items.tsx';
import { orderProblem, refusal, reloadOrder, theOrder } from './open-order.ts';
import { Moves } from './order-moves.tsx';
import { nameOfOrder, plannedWords } from './order-words.ts';
import { narrowWork } from './orders.ts';
import { PlanForm } from './plan-form.tsx';
import { orderSign } from './signs.ts';
import { Stores } from './stores.tsx';

const sections = ['items', 'plan', 'stores', 'log'] as const;
type Section = (typeof sections)[number];

/** Which section is shown; from one order to the next it stays. */
const section = signal<Section>('items');

const close = (): void => narrowWork({ wo: '' });

/** The order that is open: what is to be done, with what, what came of it. */
export function OrderPanel(): JSX.Element {
	const it = theOrder.value;
	return (
		<div class="order-panel">
			<div class="way row between">
				{onePane.value ? (
					<Button kind="quiet" icon={arrowLeft} onClick={close}>
						{t('orders.title')}
					</Button>
				) : (
					<span />
				)}
				<span class="row">
					{it && <IconButton path={download} label={t('orders.print')} onClick={() => print()} />}
					<IconButton path={cross} label={t('orders.close')} onClick={close} />
				</span>
			</div>
			{orderProblem.value && !it ? (
				<div class="pad">
					<ProblemNotice problem={orderProblem.value} onRetry={() => void reloadOrder()} />
				</div>
			) : it ? (
				<Whole key={it.code} it={it} />
			) : (
				<div class="pad">
					<Skeleton kind="text" count={8} />
				</div>
			)}
		</div>
	);
}

const bodies: Record<Section, (props: { it: Order }) => JSX.Element> = { items: Items, plan: PlanForm, stores: Stores, log: OrderHistory };

function Whole({ it }: { it: Order }): JSX.Element {
	const Body = bodies[section.value];
	const numbers: Partial<Record<Section, number>> = { items: it.lines.length, stores: it.materials.length };
	return (
		<article class="order stack" aria-label={`${nameOfOrder(it)}, ${it.code}`}>
			<Head it={it} />
			<Moves it={it} />
			{refusal.value && <ProblemNotice problem={refusal.value} />}
			<Conflicts it={it} />
			<Tabs<Section>
				label={t('orders.sections')}
				tabs={sections.map((name) => ({ name, label: t(`orders.section.${name}`), count: numbers[name] }))}
				current={section.value}
				onChoose={(name) => (section.value = name)}
			>
				<Body key={section.value === 'plan' ? it.version : section.value} it={it} />
			</Tabs>
		</article>
	);
}

function Head({ it }: { it: Order }): JSX.Element {
	return (
		<header class="stack close">
			<div class="cluster">
				<SignSymbol sign={orderSign[it.state]} size={20} />
				<strong>{t(`orders.state.${it.state}`)}</strong>
				<Badge tone={it.kind === 'emergency' ? 'bad' : 'plain'}>{t(`orders.kind.${it.kind}`)}</Badge>
				<span class="code quiet">{it.code}</span>
			</div>
			<h2>{nameOfOrder(it)}</h2>
			<p class="quiet small">
				{[
					departmentName(it.department),
					it.crew ?? t('orders.noCrew'),
					plannedWords(it) ?? t('orders.notPlanned'),
					t('orders.reports', { count: it.reports }),
				].join(' · ')}
			</p>
			{it.instructions && <p class="order-words">{it.instructions}</p>}
			{it.reason && (it.state === 'waiting' || it.state === 'cancelled') && <p class="small">{t('orders.because', { reason: it.reason })}</p>}
		</header>
	);
}
