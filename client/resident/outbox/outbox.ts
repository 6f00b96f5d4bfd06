import { signal } from '@preact/signals';
import { problemFrom } from '../../api/problem.ts';
import { rememberReport } from '../my-reports.ts';
import { hearAlarm } from '../report/alarm.ts';
import { clearDraft, type Draft, draft, write } from '../report/draft.ts';
import { type DraftPhoto, forgetPhotos, setPhotos, shown } from '../report/photos.ts';
import { keepTicket } from '../report/ticket-kept.ts';
import { onChange, pump, tell } from './pump.ts';
import type { Queued, QueuedFile } from './queued.ts';
import { addQueued, allQueued, dropQueued, fileOf, queuedOf } from './store.ts';
import { waiting } from './waiting.ts';

/** The reports that are kept on this device until the server has them; null until they have been looked for. */
export const queue = signal<readonly Queued[] | null>(null);

/** A report that was sent is shown here for a day. */
const shownFor = 24 * 3600 * 1000;

const received = ({ ticket, draft: it }: Queued): void => {
	if (!ticket) return;
	const mode = it.mode ?? '';
	keepTicket({ ...ticket, mode, told: Boolean(it.email.trim() || it.phone.trim()) });
	rememberReport({ ticket: ticket.ticket, tracking: ticket.tracking, fault: ticket.fault, mode, at: Date.now() });
};

const adopted = new Set<string>();

/** Takes over what is kept: what the worker has sent meanwhile belongs to the person's reports. */
export async function readQueue(): Promise<void> {
	const now = Date.now();
	const all = await allQueued();
	for (const it of all.filter(({ state, key }) => state === 'sent' && !adopted.has(key))) {
		adopted.add(it.key);
		received(it);
	}
	const kept = all.filter(({ state, at }) => state !== 'sent' || now - at < shownFor);
	for (const it of all) if (!kept.includes(it)) await dropQueued(it);
	// The page was lost after the report was kept, and before the draft was let go.
	if (kept.some(({ key }) => key === draft.peek().key)) {
		clearDraft();
		void forgetPhotos();
	}
	queue.value = kept;
	waiting.value = kept.filter(({ state }) => state !== 'sent').length;
}

const fileRows = ({ id, file, poster }: DraftPhoto): QueuedFile[] => {
	const row = { id, size: file.size, sent: 0, ready: false };
	if (!poster) return [row];
	return [
		{ id: poster.id, size: poster.file.size, sent: 0, ready: false, isPoster: true },
		{ ...row, poster: poster.id },
	];
};

const blobsOf = ({ id, file, poster }: DraftPhoto): [string, Blob][] => [[id, file], ...(poster ? [[poster.id, poster.file] as [string, Blob]] : [])];

/** Keeps a report until it is sent, before anything else is done with it. */
export async function enqueue(it: Draft, { input, photos }: { input: Queued['input']; photos: readonly DraftPhoto[] }): Promise<void> {
	const files = photos.flatMap(fileRows);
	await addQueued({ key: it.key, at: Date.now(), draft: it, input, files, state: 'waiting', attempts: 0, again: 0 }, new Map(photos.flatMap(blobsOf)));
	void navigator.storage?.persist?.().catch(() => false);
	tell();
}

/** Makes of a report that waits a draft again; the draft that is there must be empty. */
export async function takeBack(key: string): Promise<void> {
	const it = await queuedOf(key);
	if (!it) return;
	const files = new Map(await Promise.all(it.files.map(async ({ id }) => [id, await fileOf(id)] as const)));
	const photos = it.files
		.filter((file) => !file.isPoster)
		.flatMap(({ id, poster }) => {
			const [file, picture] = [files.get(id), poster ? files.get(poster) : undefined];
			return file ? [shown({ id, file: asFile(file), ...(poster && picture && { poster: { id: poster, file: asFile(picture) } }) })] : [];
		});
	write(it.draft);
	await setPhotos(photos);
	await dropQueued(it);
	if (it.problem?.code === 'emergency') hearAlarm(problemFrom(it.problem));
	tell();
}

const asFile = (blob: Blob): File => (blob instanceof File ? blob : new File([blob], 'photo.jpg', { type: blob.type }));

/** Takes a report away; answers how to bring it back. */
export async function discard(it: Queued): Promise<() => Promise<void>> {
	const bytes = await Promise.all(it.files.map(async ({ id }) => [id, await fileOf(id)] as const));
	await dropQueued(it);
	tell();
	return async () => {
		await addQueued(it, new Map(bytes.flatMap(([id, file]) => (file ? [[id, file] as const] : []))));
		tell();
	};
}

/** Lets go of a report that was sent: it is among the person's reports now. */
export async function letGo(it: Queued): Promise<void> {
	await dropQueued(it);
	tell();
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** Tries at once to send what waits, and then by itself when its time has come. */
export async function tryNow(force = true): Promise<void> {
	clearTimeout(timer);
	await pump({ force, solve: async (puzzle) => (await import('./solve.ts')).solve(puzzle) });
	await readQueue();
	const next = (queue.peek() ?? []).filter(({ state }) => state === 'waiting').map(({ again }) => again);
	if (next.length > 0) timer = setTimeout(() => void tryNow(false), Math.max(1000, Math.min(...next) - Date.now()));
}

/** Asks the browser to wake the worker when there is a connection, also when no page is open. Where it cannot, an open page sends. */
export async function wakeLater(): Promise<void> {
	try {
		const { sync } = (await navigator.serviceWorker.ready) as ServiceWorkerRegistration & { sync?: { register: (tag: string) => Promise<void> } };
		await sync?.register('outbox');
	} catch {
		// Refused, or there is no worker.
	}
}

/** Begins to look after what waits: now, when the connection is back, when the page is looked at again, and when its time has come. */
export async function startOutbox(): Promise<void> {
	onChange(() => void readQueue());
	await readQueue();
	addEventListener('online', () => void tryNow());
	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState === 'visible' && waiting.peek() > 0) void tryNow();
	});
	if (waiting.peek() > 0) {
		void wakeLater();
		await tryNow();
	}
}
