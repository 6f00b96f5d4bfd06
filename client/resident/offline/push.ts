/** What the server tells of a fault. */
interface News {
	title: string;
	body: string;
	/** Path of the page of the report. */
	url: string;
	/** Only the latest news of a fault is shown. */
	tag: string;
}

interface Lasting {
	waitUntil(work: Promise<unknown>): void;
}

interface Window {
	url: string;
	focus(): Promise<unknown>;
}

/** The worker's side of the browser, as far as messages need it. */
export interface PushScope {
	addEventListener(type: 'push', listener: (event: Lasting & { data: { json(): unknown } | null }) => void): void;
	addEventListener(type: 'notificationclick', listener: (event: Lasting & { notification: { data: unknown; close(): void } }) => void): void;
	registration: { showNotification(title: string, options: object): Promise<void> };
	clients: {
		matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly Window[]>;
		openWindow(url: string): Promise<unknown>;
	};
	location: Location;
}

/** Only pages of ours are opened. */
const pageOf = (url: unknown): string => (typeof url === 'string' && /^\/[\w/-]*$/.test(url) ? url : '/');

/** The page of the report: where it is open already it comes to the front. */
async function open({ clients, location }: PushScope, path: string): Promise<void> {
	const url = new URL(path, location.origin).href;
	const there = (await clients.matchAll({ type: 'window', includeUncontrolled: true })).find((it) => it.url === url);
	await (there ? there.focus() : clients.openWindow(url));
}

/** Shows what the server tells, also while no page is open, and opens its page when it is tapped. */
export function listenToPush(scope: PushScope): void {
	scope.addEventListener('push', (event) => {
		if (!event.data) return;
		const { title, body, url, tag } = event.data.json() as News;
		event.waitUntil(scope.registration.showNotification(title, { body, tag, renotify: true, data: pageOf(url), icon: '/icons/192.png' }));
	});
	scope.addEventListener('notificationclick', (event) => {
		event.notification.close();
		event.waitUntil(open(scope, pageOf(event.notification.data)));
	});
}
