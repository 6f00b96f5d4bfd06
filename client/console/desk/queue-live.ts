import { batch } from '@preact/signals';
import { type DeskFault, deskFaults } from '../../../server/faults/contract.ts';
import { call } from '../../api/call.ts';
import { type LiveEvent, listen } from '../../api/live.ts';
import { language } from '../../i18n/language.ts';
import { route } from '../route.ts';
import { withinLasso } from './lasso.ts';
import { counts, load, mark, put, questionOf, rows, waiting } from './queue.ts';

/** What happens within so many ms is looked at in one go. */
const pause = 700;
/** With more changes than this at once the queue is compared as a whole. */
const many = 10;

const own = new Map<string, number>();

/** A change of one's own is not news: for a few seconds what is heard of this fault is not announced. */
export const changedHere = (code: string): void => {
	own.set(code, Date.now() + 6000);
};

/** Whether what is heard of a fault now is one's own doing. */
export const isOwn = (code: string): boolean => (own.get(code) ?? 0) > Date.now();

/** The fault an event is about, if the event may have changed what is seen of it. */
export const faultOf = ({ kind, fault }: LiveEvent): string | null =>
	typeof fault === 'string' && /^(fault|report|comment|photo)\./.test(kind) ? fault : null;

/** Whether so much may have been missed that everything is to be asked afresh. */
export const missed = ({ kind }: LiveEvent): boolean => kind === 'live.missed' || kind === 'live.reconnected';

const one = async (input: Record<string, unknown>): Promise<DeskFault | undefined> => {
	const got = await call(deskFaults, { ...input, limit: 1 });
	counts.value = got.counts;
	return got.faults[0];
};

const isShown = (code: string): boolean => rows.peek().some((it) => it.code === code);

/** A row that is shown: told anew where it stands. What is no longer to be found has been merged away. */
async function renew(code: string): Promise<void> {
	const fault = await one({ lane: 'all', q: code, language: language.peek() });
	const before = rows.peek().find((it) => it.code === code);
	if (fault) put(fault);
	else if (before) put({ ...before, state: 'merged', open: false, version: before.version + 1 });
	if (!isOwn(code)) mark([code]);
}

/** Those of these faults that stand in this queue and are not shown. */
async function arrivals(codes: readonly string[]): Promise<DeskFault[]> {
	const { filters } = route.peek();
	const question = questionOf(filters);
	if (!filters.q) return (await Promise.all(codes.map((code) => one({ ...question, q: code })))).filter((it) => it !== undefined);
	const got = await call(deskFaults, { ...question, order: 'newest', limit: 30 });
	return got.faults.filter(({ code }) => codes.includes(code));
}

const announceArrivals = (faults: readonly DeskFault[]): void => {
	const fresh = faults.filter((it) => !isShown(it.code) && !isOwn(it.code) && withinLasso(it));
	const codes = new Set(fresh.map(({ code }) => code));
	if (fresh.length > 0) waiting.value = [...fresh, ...waiting.peek().filter(({ code }) => !codes.has(code))];
};

/** The first page as it is now, beside what is shown. */
async function compare(): Promise<void> {
	if (rows.peek().length === 0) return load();
	const got = await call(deskFaults, questionOf(route.peek().filters));
	batch(() => {
		counts.value = got.counts;
		for (const fault of got.faults) put(fault);
		announceArrivals(got.faults);
	});
}

async function look(codes: readonly string[]): Promise<void> {
	const asked = JSON.stringify(route.peek().filters);
	await Promise.all(codes.filter(isShown).map(renew));
	const found = await arrivals(codes.filter((code) => !isShown(code)));
	if (asked === JSON.stringify(route.peek().filters)) announceArrivals(found);
}

/** Keeps the queue in step with what happens: rows change in place, what is new waits above them. Answers how to stop. */
export function followLive(): () => void {
	const changed = new Set<string>();
	let all = false;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const flush = (): void => {
		timer = undefined;
		const codes = [...changed];
		const whole = all || codes.length > many;
		changed.clear();
		all = false;
		// What cannot be asked now is heard of again, or seen when the queue is next read.
		void (whole ? compare() : look(codes)).catch(() => undefined);
	};
	const hear = (event: LiveEvent): void => {
		const code = faultOf(event);
		if (code) changed.add(code);
		if (missed(event)) all = true;
		if (code || all) timer ??= setTimeout(flush, pause);
	};
	const stop = listen(hear);
	return () => {
		stop();
		clearTimeout(timer);
	};
}
