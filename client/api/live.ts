import { signal } from '@preact/signals';

/** Something happened: its kind, and what the server says of it. */
export interface LiveEvent {
	kind: string;
	[detail: string]: unknown;
}

type Listener = (event: LiveEvent) => void;

const listeners = new Set<Listener>();
let source: EventSource | null = null;
let wait = 1000;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Whether the live feed stands; while it does not, what is shown may be old. */
export const connected = signal(false);

const isEvent = (it: unknown): it is LiveEvent => typeof it === 'object' && it !== null && 'kind' in it && typeof it.kind === 'string';

const read = (data: string): LiveEvent | null => {
	try {
		const it: unknown = JSON.parse(data);
		return isEvent(it) ? it : null;
	} catch {
		return null;
	}
};

const tell = (event: LiveEvent): void => {
	for (const listener of listeners) listener(event);
};

const open = (): void => {
	const opened = new EventSource('/api/live');
	source = opened;
	let again = wait > 1000;
	opened.onopen = () => {
		connected.value = true;
		// What happened in between was not heard: whoever listens should ask afresh.
		if (again) tell({ kind: 'live.reconnected' });
		again = true;
		wait = 1000;
	};
	opened.onmessage = ({ data }: MessageEvent<string>) => {
		const event = read(data);
		if (event) tell(event);
	};
	opened.onerror = () => {
		connected.value = false;
		if (opened.readyState !== EventSource.CLOSED) return;
		// The browser retries a broken line by itself, but gives up for good on an error page.
		wait = Math.min(60_000, wait * 2);
		timer = setTimeout(open, wait * (0.75 + Math.random() / 2));
	};
};

const close = (): void => {
	clearTimeout(timer);
	source?.close();
	source = null;
	connected.value = false;
};

/** Hears what happens, as long as somebody listens; answers how to stop. `live.reconnected` says that something may have been missed. */
export function listen(listener: Listener): () => void {
	listeners.add(listener);
	if (listeners.size === 1) open();
	return () => {
		listeners.delete(listener);
		if (listeners.size === 0) close();
	};
}
