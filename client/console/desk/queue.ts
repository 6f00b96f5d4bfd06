import { batch, computed, effect, signal, untracked } from '@preact/signals';
import { type DeskFault, deskFaults } from '../../../server/faults/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { language } from '../../i18n/language.ts';
import type { Filters } from '../address.ts';
import { route } from '../route.ts';
import { withinLasso } from './lasso.ts';

/** What the server is asked for a queue narrowed like this. */
export const questionOf = ({ lane, order, ...texts }: Filters): Record<string, string> => ({
	lane,
	order,
	...Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim())),
	language: language.value,
});

/** The rows that are shown, in the order in which the server gave them: nothing moves them under the cursor. */
export const rows = signal<readonly DeskFault[]>([]);
/** Faults that have come into this queue since, above the rows once somebody wants to see them. */
export const waiting = signal<readonly DeskFault[]>([]);
/** Rows that came or changed while they were watched. */
export const marked = signal<ReadonlySet<string>>(new Set());
/** How many faults stand in each lane. */
export const counts = signal<Readonly<Record<string, number>>>({});
/** The rows are those of another question, until the answer is there. */
export const loading = signal(true);
/** What kept the queue from being read. */
export const problem = signal<Problem | null>(null);

const next = signal<string | null>(null);

/** Whether there are more rows than those shown. */
export const hasMore = computed(() => next.value !== null);

let current = new AbortController();

const ask = async (cursor: string | null): Promise<Awaited<ReturnType<typeof call<typeof deskFaults.input, typeof deskFaults.output>>> | null> => {
	current.abort();
	const mine = new AbortController();
	current = mine;
	loading.value = true;
	try {
		const got = await call(deskFaults, { ...questionOf(route.peek().filters), ...(cursor && { cursor }) }, { signal: mine.signal });
		if (mine !== current) return null;
		problem.value = null;
		return got;
	} catch (thrown) {
		if (mine === current) problem.value = asProblem(thrown);
		return null;
	} finally {
		if (mine === current) loading.value = false;
	}
};

/** Reads the queue from its beginning. */
export async function load(): Promise<void> {
	const got = await ask(null);
	if (!got) return;
	batch(() => {
		rows.value = got.faults.filter(withinLasso);
		next.value = got.next;
		counts.value = got.counts;
		waiting.value = [];
		marked.value = new Set();
	});
}

/** Reads the next page. */
export async function loadMore(): Promise<void> {
	if (loading.peek() || next.peek() === null) return;
	const got = await ask(next.peek());
	if (!got) return;
	batch(() => {
		const known = new Set(rows.peek().map(({ code }) => code));
		rows.value = [...rows.peek(), ...got.faults.filter((it) => !known.has(it.code) && withinLasso(it))];
		next.value = got.next;
		counts.value = got.counts;
	});
}

/** Puts what is known anew of a fault in its row, where the row stands. */
export function put(fault: DeskFault): void {
	const renew = (list: readonly DeskFault[]): DeskFault[] => list.map((it) => (it.code === fault.code && it.version <= fault.version ? fault : it));
	rows.value = renew(rows.peek());
	waiting.value = renew(waiting.peek());
}

/** Marks rows as changed. */
export const mark = (codes: readonly string[]): void => {
	marked.value = new Set([...marked.peek(), ...codes]);
};

/** Shows those that wait, above the rows. */
export function showWaiting(): void {
	batch(() => {
		const fresh = waiting.peek();
		const codes = new Set(fresh.map(({ code }) => code));
		rows.value = [...fresh, ...rows.peek().filter(({ code }) => !codes.has(code))];
		waiting.value = [];
		mark([...codes]);
	});
}

/** Reads the queue whenever it is narrowed otherwise or the language changes. Answers how to stop. */
export function followFilters(): () => void {
	const question = computed(() => JSON.stringify(questionOf(route.value.filters)));
	return effect(() => {
		void question.value;
		untracked(() => {
			rows.value = [];
			void load();
		});
	});
}
