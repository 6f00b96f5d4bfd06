import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { KeptPhoto, Queued } from './queued.ts';

interface Store extends DBSchema {
	drafts: { key: string; value: KeptPhoto[] };
	queue: { key: string; value: Queued };
	files: { key: string; value: Blob };
}

let opened: Promise<IDBPDatabase<Store>> | null = null;

/** What this device keeps: the photos of the draft, the reports that wait, and their files. */
export function openStore(): Promise<IDBPDatabase<Store>> {
	opened ??= openDB<Store>('faultline', 2, {
		upgrade: (database, from) => {
			if (from < 1) database.createObjectStore('drafts');
			database.createObjectStore('queue', { keyPath: 'key' });
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

/** Where storage is refused, reports wait as long as the page lasts. */
const memory = { queue: new Map<string, Queued>(), files: new Map<string, Blob>() };

const stored = async <T>(act: (store: IDBPDatabase<Store>) => Promise<T>, otherwise: () => T): Promise<T> => {
	try {
		return await act(await openStore());
	} catch {
		return otherwise();
	}
};

/** All reports that are kept here, oldest first. */
export async function allQueued(): Promise<Queued[]> {
	const kept = await stored<Queued[]>(
		(store) => store.getAll('queue'),
		() => [],
	);
	return [...kept, ...memory.queue.values()].sort((a, b) => a.at - b.at);
}

/** One of them. */
export const queuedOf = (key: string): Promise<Queued | undefined> =>
	stored(
		async (store) => (await store.get('queue', key)) ?? memory.queue.get(key),
		() => memory.queue.get(key),
	);

/** Keeps a report with its files: both, or neither. */
export const addQueued = (it: Queued, files: ReadonlyMap<string, Blob>): Promise<void> =>
	stored(
		async (store) => {
			const change = store.transaction(['queue', 'files'], 'readwrite', { durability: 'strict' });
			await Promise.all([change.objectStore('queue').put(it), ...[...files].map(([id, file]) => change.objectStore('files').put(file, id)), change.done]);
		},
		() => {
			memory.queue.set(it.key, it);
			for (const [id, file] of files) memory.files.set(id, file);
		},
	);

/** Notes what became of a report, if it is still kept here. */
export const noteQueued = (it: Queued): Promise<void> =>
	stored(
		async (store) => {
			const change = store.transaction('queue', 'readwrite');
			if ((await change.store.getKey(it.key)) !== undefined) await change.store.put(it);
			else if (memory.queue.has(it.key)) memory.queue.set(it.key, it);
			await change.done;
		},
		() => void (memory.queue.has(it.key) && memory.queue.set(it.key, it)),
	);

/** Takes a report away, with its files. */
export const dropQueued = ({ key, files }: Pick<Queued, 'key' | 'files'>): Promise<void> =>
	stored(
		async (store) => {
			const change = store.transaction(['queue', 'files'], 'readwrite');
			await Promise.all([change.objectStore('queue').delete(key), ...files.map(({ id }) => change.objectStore('files').delete(id)), change.done]);
			memory.queue.delete(key);
		},
		() => void memory.queue.delete(key),
	);

/** The bytes of a file. */
export const fileOf = (id: string): Promise<Blob | undefined> =>
	stored(
		async (store) => (await store.get('files', id)) ?? memory.files.get(id),
		() => memory.files.get(id),
	);
