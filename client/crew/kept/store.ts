import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Order } from '../../../server/work/orders/contract.ts';
import type { Act, Run } from './act.ts';

/** Who used the app last, so that it opens without a signal. */
export interface Who {
	id: string;
	name: string;
	rights: readonly string[];
}

interface Kept {
	run: Run;
	who: Who;
}

interface Store extends DBSchema {
	kept: { key: string; value: unknown };
	acts: { key: string; value: Act };
	files: { key: string; value: Blob };
}

let opened: Promise<IDBPDatabase<Store>> | null = null;

function open(): Promise<IDBPDatabase<Store>> {
	opened ??= openDB<Store>('faultline-crew', 1, {
		upgrade: (database) => {
			database.createObjectStore('kept');
			database.createObjectStore('acts', { keyPath: 'key' });
			database.createObjectStore('files');
		},
		blocking: () => {
			void opened?.then((it) => it.close());
			opened = null;
		},
		terminated: () => {
			opened = null;
		},
	});
	return opened;
}

/** What was kept under a name; nothing where storage is refused. */
export async function kept<Name extends keyof Kept>(name: Name): Promise<Kept[Name] | null> {
	try {
		return ((await (await open()).get('kept', name)) as Kept[Name] | undefined) ?? null;
	} catch {
		return null;
	}
}

/** Keeps something under a name. */
export async function keep<Name extends keyof Kept>(name: Name, value: Kept[Name]): Promise<void> {
	await (await open()).put('kept', value, name);
}

/** All that waits to be sent, in the order in which it was done. */
export async function allActs(): Promise<Act[]> {
	try {
		return (await (await open()).getAll('acts')).sort((a, b) => a.at - b.at);
	} catch {
		return [];
	}
}

/** Keeps what was done, with its photos: both, or neither. */
export async function addAct(act: Act, files: ReadonlyMap<string, Blob> = new Map()): Promise<void> {
	const change = (await open()).transaction(['acts', 'files'], 'readwrite', { durability: 'strict' });
	await Promise.all([change.objectStore('acts').put(act), ...[...files].map(([id, file]) => change.objectStore('files').put(file, id)), change.done]);
}

/** Notes how far something is, if it is still kept here. Answers whether it is. */
export async function noteAct(act: Act): Promise<boolean> {
	const change = (await open()).transaction('acts', 'readwrite');
	const there = (await change.store.getKey(act.key)) !== undefined;
	if (there) await change.store.put(act);
	await change.done;
	return there;
}

/** Takes something away that is not to be sent. */
export async function dropAct({ key, files }: Pick<Act, 'key' | 'files'>): Promise<void> {
	const change = (await open()).transaction(['acts', 'files'], 'readwrite');
	await Promise.all([change.objectStore('acts').delete(key), ...files.map((id) => change.objectStore('files').delete(id)), change.done]);
}

/** The server has it: what it answered takes the place of what was kept, at the same moment. */
export async function settleAct({ key, files }: Pick<Act, 'key' | 'files'>, order: Order): Promise<void> {
	const change = (await open()).transaction(['kept', 'acts', 'files'], 'readwrite');
	const run = (await change.objectStore('kept').get('run')) as Run | undefined;
	const stops = run?.stops.map((it) => (it.code === order.code ? { ...it, ...order } : it)) ?? [];
	if (run) await change.objectStore('kept').put({ ...run, stops }, 'run');
	await Promise.all([change.objectStore('acts').delete(key), ...files.map((id) => change.objectStore('files').delete(id)), change.done]);
}

/** The bytes of a photo. */
export const fileOf = async (id: string): Promise<Blob | undefined> => (await open()).get('files', id);

/** Another has signed in: the run before is not theirs. */
export const forgetRun = async (): Promise<void> => (await open()).delete('kept', 'run');

/** Leaves nothing of anybody on this device. */
export async function forgetAll(): Promise<void> {
	const change = (await open()).transaction(['kept', 'acts', 'files'], 'readwrite');
	await Promise.all([...(['kept', 'acts', 'files'] as const).map((name) => change.objectStore(name).clear()), change.done]);
}
