import type { JSX } from 'preact';
import type { Order, OrderItem } from '../../../server/work/orders/contract.ts';
import { addOrderItems, removeOrderItem } from '../../../server/work/orders/means/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { date, dateTime, distance } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { money } from '../../i18n/money.ts';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { trash } from '../../ui/icons.ts';
import { Media } from '../../ui/media.tsx';
import { hrefOf, readRoute, spokenCode } from '../address.ts';
import { may } from '../session.ts';
import { AddItems } from './add-items.tsx';
import { changing, doToOrder } from './open-order.ts';
import { isOver } from './signs.ts';
import { Tasks } from './tasks.tsx';

const tones = { fixed: 'good', 'made-safe': 'brand', 'no-fault-found': 'plain', 'not-ours': 'plain', 'cannot-now': 'warn' } as const;

/** What is to be mended or looked at, one after the other, each with what came of it and what shows it. */
export function Items({ it }: { it: Order }): JSX.Element {
	const open = may('work.plan') && !isOver(it.state);
	return (
		<div class="stack">
			<ol class="bare-list stack">
				{it.lines.map((line, at) => (
					<Item key={line.id} order={it} line={line} number={at + 1} removable={open && it.lines.length > 1 && line.outcome === null} />
				))}
			</ol>
			{it.tasks.some(({ item }) => item === null) && <Tasks title={t('orders.tasksOfOrder')} tasks={it.tasks.filter(({ item }) => item === null)} />}
			{open && <AddItems it={it} />}
		</div>
	);
}

/** What is wanted again when an item that was taken off comes back. */
const named = ({ fault, asset }: OrderItem): { faults: string[]; assets: string[] } => ({
	faults: fault ? [fault.code] : [],
	assets: !fault && asset ? [asset.reference] : [],
});

const remove = (order: Order, line: OrderItem): Promise<boolean> =>
	doToOrder({
		said: t('orders.removed', { item: line.title }),
		ask: () => call(removeOrderItem, { code: order.code, item: line.id, language: language.peek() }),
		undo: ({ version }) => call(addOrderItems, { code: order.code, version, ...named(line), language: language.peek() }),
	});

interface ItemProps {
	order: Order;
	line: OrderItem;
	number: number;
	removable: boolean;
}

function Item({ order, line, number, removable }: ItemProps): JSX.Element {
	const { id, title, fault, asset, street } = line;
	const tasks = order.tasks.filter((task) => task.item === id);
	return (
		<li class="order-item stack close">
			<div class="row">
				<span class="order-number">{number}</span>
				<strong class="grow">{title}</strong>
				{removable && (
					<IconButton path={trash} label={t('orders.remove', { item: title })} disabled={changing.value} onClick={() => void remove(order, line)} />
				)}
			</div>
			<span class="small cluster">
				{fault && (
					<a class="code" href={hrefOf({ ...readRoute(''), fault: fault.code })}>
						{spokenCode(fault.code)}
					</a>
				)}
				{asset && (
					<a class="code" href={hrefOf({ ...readRoute(''), view: 'asset', asset: asset.reference })}>
						{asset.reference}
					</a>
				)}
				<span class="quiet">
					{[
						asset?.title,
						street,
						line.chainage !== null && t('orders.at', { metres: distance(line.chainage) }),
						fault && t('orders.reports', { count: fault.reports }),
					]
						.filter(Boolean)
						.join(' · ')}
				</span>
			</span>
			<Found it={line} />
			<Evidence it={line} />
			{tasks.length > 0 && <Tasks title={t('orders.tasks')} tasks={tasks} />}
		</li>
	);
}

/** What shows that it is fixed, in words. */
function proofWords({ proof, proofM, proofReason }: OrderItem): string | null {
	if (proof === null) return null;
	if (proof === 'reason') return t('orders.proof.reason', { reason: proofReason ?? '' });
	if (proof === 'past') return t('orders.proof.past');
	return proofM === null ? t(`orders.proof.${proof}`) : t(`orders.proof.${proof}At`, { metres: distance(proofM) });
}

/** What was found, one thing after the other. */
const foundWords = (it: OrderItem): string =>
	[
		...(['cause', 'component', 'mode', 'condition'] as const).map((name) => it[name] !== null && `${t(`orders.field.${name}`)}: ${it[name]}`),
		it.until && t('orders.until', { day: date(it.until) }),
		it.cost !== null && money(it.cost),
	]
		.filter(Boolean)
		.join(' · ');

/** How it ended, and what was found. */
function Found({ it }: { it: OrderItem }): JSX.Element {
	const lines = [proofWords(it), foundWords(it)].filter(Boolean);
	return (
		<div class="stack tight">
			{it.outcome && (
				<span class="cluster">
					<Badge tone={tones[it.outcome]}>{t(`orders.outcome.${it.outcome}`)}</Badge>
					<span class="small quiet">{[it.endedAt && dateTime(it.endedAt), it.endedBy].filter(Boolean).join(' · ')}</span>
				</span>
			)}
			{lines.map((line) => (
				<span key={line} class="small">
					{line}
				</span>
			))}
			{it.note && <p class="order-words small">{it.note}</p>}
		</div>
	);
}

/** Photos from before and after, side by side. */
function Evidence({ it: { photos } }: { it: OrderItem }): JSX.Element | null {
	if (photos.length === 0) return null;
	return (
		<div class="order-photos">
			{(['before', 'after'] as const).map((moment) => (
				<figure key={moment} class="stack tight">
					<figcaption class="small quiet">{t(`orders.${moment}`)}</figcaption>
					{photos
						.filter((photo) => photo.moment === moment)
						.map((photo, at) => (
							<span key={photo.id} class="stack tight">
								<Media {...photo} alt={t(`orders.photo.${moment}`, { number: at + 1 })} />
								{photo.takenM !== null && <span class="small quiet">{t('orders.takenAt', { metres: distance(photo.takenM) })}</span>}
							</span>
						))}
				</figure>
			))}
		</div>
	);
}
