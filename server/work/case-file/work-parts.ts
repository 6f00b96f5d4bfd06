import type { Order, OrderItem } from '../orders/contract.ts';
import type { CaseFile } from './gather.ts';
import { facts, heading, lines, type Paper, paragraph, subheading } from './paper.ts';
import type { Part } from './parts.ts';
import { happening, type Telling } from './telling.ts';

const spent = (minutes: number): string => `${Math.floor(minutes / 60)} h ${minutes % 60} min`;

/** Both clocks, and when they stood still. */
export const clocks: Part = (paper, { clocks: it }, telling) => {
	const { say, when, named } = telling;
	heading(paper, say('clocks.title'));
	if (!it.resident) paragraph(paper, say('clocks.none'), { quiet: true });
	const one = (clock: NonNullable<typeof it.resident>): string =>
		[
			`${say('clocks.from')} ${when(clock.from)}`,
			clock.due && `${say('clocks.due')} ${when(clock.due)}`,
			`${say('clocks.counted')}: ${spent(clock.elapsed)}`,
			`${say('clocks.allowed')}: ${spent(clock.minutes)}`,
			clock.overdue && say('clocks.overdue'),
		]
			.filter(Boolean)
			.join(' · ');
	facts(paper, [
		[say('clock.resident'), it.resident && one(it.resident)],
		[say('clock.crew'), it.crew && one(it.crew)],
		['', it.verify ? say('clock.verify') : null],
		['', it.escalated > 0 ? say('clocks.step', { step: it.escalated }) : null],
	]);
	if (it.pauses.length > 0) subheading(paper, say('clocks.pauses'));
	lines(
		paper,
		it.pauses.map((pause) => ({
			left: when(pause.from),
			text: [named('pause', pause.kind), pause.to && `${say('clocks.until')} ${when(pause.to)}`, spent(pause.minutes)].filter(Boolean).join(' · '),
			...(pause.used && { below: say('clock.pauseUsed') }),
		})),
	);
};

/** What was sent to whom, with its words; links that only the reader may open are not told. */
export const messages: Part = (paper, { letters }, { say, when, named }) => {
	heading(paper, say('messages.title'));
	if (letters.length === 0) paragraph(paper, say('messages.none'), { quiet: true });
	lines(
		paper,
		letters.map((it) => ({
			left: when(it.sentAt ?? it.at),
			text: [named('channel', it.channel), it.subject ?? say('messages.erased'), it.to, named('messages', it.state)].filter(Boolean).join(' · '),
			...(it.body && { below: it.body.replaceAll('[…]', say('messages.link')).trim() }),
		})),
	);
};

/** What staff noted and residents said. */
export const notes: Part = (paper, { remarks }, { say, when, named }) => {
	heading(paper, say('notes.title'));
	if (remarks.length === 0) paragraph(paper, say('notes.none'), { quiet: true });
	lines(
		paper,
		remarks.map((it) => ({
			left: when(it.at),
			text: it.words,
			below: `${named('notes', it.visibility)} · ${it.staff ?? it.resident ?? say('notes.resident')}`,
		})),
	);
};

function proofOf({ proof, proofM, proofReason }: OrderItem, { say }: Telling): string {
	if (proof === null) return '';
	if (proof === 'reason') return say('order.proof.reason', { reason: proofReason ?? '' });
	if (proof === 'past') return say('order.proof.past');
	if (proofM === null) return say(`order.proof.${proof}`);
	return say(`order.proof.${proof}At`, { metres: `${proofM.toFixed(0)} m` });
}

function itemOf(item: OrderItem, telling: Telling) {
	const { say, when, money, named } = telling;
	const found = (['cause', 'component', 'mode', 'condition', 'note'] as const).map(
		(name) => item[name] !== null && `${named('order.field', name)}: ${item[name]}`,
	);
	return {
		left: item.fault ? `F-${item.fault.code}` : (item.asset?.reference ?? ''),
		text: [item.title, item.asset?.title, item.outcome && named('order.outcome', item.outcome)].filter(Boolean).join(' · '),
		below: [
			item.endedAt && `${say('work.ended')} ${when(item.endedAt)}${item.endedBy ? `, ${item.endedBy}` : ''}`,
			proofOf(item, telling),
			...found,
			item.cost !== null && `${say('work.cost')} ${money(item.cost)}`,
		]
			.filter(Boolean)
			.join(' · '),
	};
}

const estimated = (actual: string, estimate: string, { say }: Telling): string =>
	[actual, estimate && `(${say('work.estimate')} ${estimate})`].filter(Boolean).join(' ');
const hours = (it: number | null): string => (it === null ? '' : `${it} h`);

function means(paper: Paper, order: Order, { say, when, money }: Telling): void {
	if (order.tasks.length > 0) subheading(paper, say('work.tasks'));
	lines(
		paper,
		order.tasks.map((it) => ({
			left: when(it.doneAt) || say('work.open'),
			text: it.title,
			...(it.answer && { below: `${it.answer} ${it.unit ?? ''}`.trim() }),
		})),
	);
	if (order.materials.length > 0) subheading(paper, say('work.materials'));
	lines(
		paper,
		order.materials.map((it) => ({
			left: it.code,
			text: it.title,
			below: `${say('work.planned2')} ${it.planned ?? 0} ${it.unit} · ${say('work.used')} ${it.used ?? 0} ${it.unit} · ${money(it.price)} / ${it.unit} · ${money((it.used ?? 0) * it.price)}`,
		})),
	);
	if (order.times.length > 0) subheading(paper, say('work.times'));
	lines(
		paper,
		order.times.map((it) => ({
			left: when(it.from),
			text: [say(`work.${it.kind}`), it.until && `${say('clocks.until')} ${when(it.until)}`, it.crew, it.by].filter(Boolean).join(' · '),
		})),
	);
}

function orderOf(paper: Paper, order: Order, telling: Telling): void {
	const { say, when, money, named } = telling;
	subheading(paper, `${say('work.order')} ${order.code} · ${named('order.kind', order.kind)} · ${named('order.state', order.state)}`);
	facts(paper, [
		['', order.title],
		[say('work.instructions'), order.instructions],
		[say('fact.department'), telling.department(order.department)],
		[say('work.crew'), order.crew],
		[say('work.madeBy'), order.madeBy],
		[say('work.opened'), when(order.openedAt)],
		[say('work.planned'), [when(order.plannedFrom), when(order.plannedUntil)].filter(Boolean).join(' – ')],
		[say('work.begun'), when(order.startedAt)],
		[say('work.done'), when(order.doneAt)],
		[say('fact.reason'), order.reason],
		[say('work.permits'), order.permits.join(', ')],
		[say('work.close'), order.isolation?.close.map((it) => it.reference).join(', ')],
		[say('work.hours'), estimated(hours(order.hours), hours(order.estimateHours), telling)],
		[say('work.cost'), estimated(money(order.cost), money(order.estimateCost), telling)],
		[say('work.other'), order.otherCost > 0 ? money(order.otherCost) : null],
		[say('work.code'), order.costCode],
	]);
	subheading(paper, say('work.lines'));
	lines(
		paper,
		order.lines.map((it) => itemOf(it, telling)),
	);
	means(paper, order, telling);
}

/** Each work order with what it was about, what was done and used, what shows it, and what it cost. */
export const work: Part = (paper, { orders }, telling) => {
	heading(paper, telling.say('work.title'));
	if (orders.length === 0) paragraph(paper, telling.say('work.none'), { quiet: true });
	for (const order of orders) orderOf(paper, order, telling);
};

/** Everything that happened, in its order. */
export const log: Part = (paper, { log: entries }: CaseFile, telling) => {
	heading(paper, telling.say('log.title'));
	lines(
		paper,
		entries.map((it) => ({ left: telling.when(it.at), text: happening(it, telling), below: [it.order, it.by].filter(Boolean).join(' · ') })),
	);
};
