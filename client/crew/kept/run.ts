import { computed, signal } from '@preact/signals';
import { readRun } from '../../../server/work/field/contract.ts';
import { call } from '../../api/call.ts';
import { newKey } from '../../api/new-key.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { language } from '../../i18n/language.ts';
import { expired, who } from '../session.ts';
import type { Act, Deed, Run } from './act.ts';
import { withActs } from './apply.ts';
import { addAct, allActs, dropAct, fileOf, keep, kept } from './store.ts';

/** The run as the server gave it last; null until it has been looked for. */
export const run = signal<Run | null>(null);
/** What was done here and is not sent yet. */
export const acts = signal<readonly Act[]>([]);
/** What kept us from reading the run anew. */
export const unread = signal<Problem | null>(null);

/** The stops as they are shown: what the server knows, and over it what was done here. */
export const stops = computed(() => withActs(run.value?.stops ?? [], acts.value));

const changes = new BroadcastChannel('faultline-crew');

let writing: Promise<unknown> = Promise.resolve();

/** What has been written so far is on this device. */
export const keptSoFar = (): Promise<unknown> => writing;

/** Takes over what is kept on this device; what is typed meanwhile is not lost over it. */
export async function readKept(): Promise<void> {
	const began = Date.now();
	await keptSoFar();
	const [there, all] = [await kept('run'), await allActs()];
	const here = acts.peek();
	const typed = (it: Act): Act => here.find(({ key, attempts, state }) => key === it.key && attempts === it.attempts && state === it.state) ?? it;
	run.value = there;
	acts.value = [...all.map(typed), ...here.filter(({ key, at }) => at >= began && !all.some((it) => it.key === key))];
}

/** Tells the other tabs that something has changed. */
export const tell = (): void => changes.postMessage('changed');

changes.addEventListener('message', () => void readKept());

/** A stop that was done stays to be seen, and to be taken back, for so long, ms. */
const keptDone = 86_400_000;

/** What stays of the run before: what was done today, and what something waits for. */
function merged(before: Run | null, now: Run): Run {
	const waits = new Set(acts.peek().map(({ order }) => order));
	const gone = (before?.stops ?? []).filter(({ code }) => !now.stops.some((it) => it.code === code));
	const stay = gone.filter(({ code, doneAt }) => waits.has(code) || (doneAt !== null && Date.now() - Date.parse(doneAt) < keptDone));
	return { ...now, stops: [...now.stops, ...stay] };
}

/** Reads the run anew and keeps it. */
export async function refresh(): Promise<void> {
	try {
		const now = merged(await kept('run'), await call(readRun, { language: language.peek() }, { timeout: 60 }));
		await keep('run', now).catch(() => undefined);
		run.value = now;
		unread.value = null;
	} catch (thrown) {
		const problem = asProblem(thrown);
		unread.value = problem;
		if (problem.code === 'not-signed-in') expired.value = true;
	}
}

/** What is to be sent next, soon: set by whoever sends. */
let soon: (ms: number) => void = () => undefined;
export const onDone = (later: typeof soon): void => {
	soon = later;
};

let last = 0;
/** No two things of a device are done at the same moment. */
const moment = (): number => {
	last = Math.max(Date.now(), last + 1);
	return last;
};

/** Where something is done. */
export interface Where {
	order: string;
	item: number | null;
}

function newAct(where: Where, deed: Deed, files: readonly string[] = []): Act {
	const them = who.peek();
	const person = them === null || them === 'nobody' ? '' : them.id;
	return { ...where, key: newKey(), at: moment(), person, language: language.peek(), deed, files, state: 'waiting', attempts: 0, again: 0 };
}

/** Keeps what was done, shows it at once, and sends it when it can. Answers it. */
export async function perform(where: Where, deed: Deed, files: ReadonlyMap<string, Blob> = new Map()): Promise<Act> {
	await keptSoFar();
	const act = newAct(where, deed, [...files.keys()]);
	await addAct(act, files);
	acts.value = [...acts.peek(), act];
	void navigator.storage?.persist?.().catch(() => false);
	tell();
	soon(0);
	return act;
}

type Writing = Extract<Deed, { kind: 'write' }>;

const over = <It>(before: readonly It[], now: readonly It[], same: (a: It, b: It) => boolean): It[] => [
	...before.filter((it) => !now.some((other) => same(it, other))),
	...now,
];

/** What is written now over what was written before: of each field what was seen first, and what was written last. */
function joined(before: Writing, now: Writing): Writing {
	const fields = Object.fromEntries(
		[...new Set([...Object.keys(before.fields), ...Object.keys(now.fields)])].map((name) => {
			const [old, fresh] = [before.fields[name as keyof Writing['fields']], now.fields[name as keyof Writing['fields']]];
			return [name, { base: (old ?? fresh)?.base ?? null, value: (fresh ?? old)?.value ?? null }];
		}),
	);
	const measured = now.measured ?? before.measured;
	return {
		kind: 'write',
		fields,
		tasks: over(before.tasks, now.tasks, (a, b) => a.id === b.id),
		materials: over(before.materials, now.materials, (a, b) => a.code === b.code),
		...(measured && { measured }),
	};
}

/** Milliseconds after the last key before what is written goes out. */
const pause = 1500;

/** Keeps every key of what is written at an item; what has not been sent yet becomes one piece. */
export function write(where: Where, some: Partial<Omit<Writing, 'kind'>>): void {
	const deed: Writing = { kind: 'write', fields: {}, tasks: [], materials: [], ...some };
	const open = acts.peek().findLast(({ order, item }) => order === where.order && item === where.item);
	const goesOn = open?.deed.kind === 'write' && open.state === 'waiting' && open.attempts === 0;
	const now = goesOn ? { ...open, deed: joined(open.deed as Writing, deed) } : newAct(where, deed);
	acts.value = goesOn ? acts.peek().map((it) => (it.key === now.key ? now : it)) : [...acts.peek(), now];
	writing = writing.then(() => addAct(now)).catch(() => undefined);
	soon(pause);
}

/** Takes something back that is not sent. */
export async function drop(act: Act): Promise<void> {
	await dropAct(act);
	acts.value = acts.peek().filter(({ key }) => key !== act.key);
	tell();
}

/** How something that is dropped comes back, photos and all. */
export async function putBack(act: Act): Promise<() => Promise<void>> {
	const bytes = await Promise.all(act.files.map(async (id) => [id, await fileOf(id)] as const));
	return async () => {
		await addAct(act, new Map(bytes.flatMap(([id, file]) => (file ? [[id, file] as const] : []))));
		await readKept();
		tell();
	};
}
