import { hearByPush, readPushKey, stopPush } from '../../../server/reports/push/contract.ts';
import { call } from '../../api/call.ts';
import { remember, remembered } from '../../ui/remembered.ts';

const mark = 'pushed';
const areTexts = (it: unknown): it is string[] => Array.isArray(it) && it.every((one) => typeof one === 'string');
const kept = (): string[] => remembered<string[]>(mark, [], areTexts);

/** Whether this device tells of the report with this link. */
export const tellsOf = (tracking: string): boolean => kept().includes(tracking) && Notification.permission === 'granted';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (it) => it.charCodeAt(0));

const same = (one: ArrayBuffer | null | undefined, other: Uint8Array): boolean =>
	one != null && one.byteLength === other.length && new Uint8Array(one).every((byte, i) => byte === other[i]);

/** The address of this browser at its push service. One that was made with other keys of the municipality is made anew. */
async function subscription(): Promise<PushSubscription> {
	const { pushManager } = await navigator.serviceWorker.ready;
	const key = bytesOf((await call(readPushKey, {})).key);
	const there = await pushManager.getSubscription();
	if (there && same(there.options.applicationServerKey, key)) return there;
	await there?.unsubscribe();
	return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

/** Asks the browser, and then hears of the report on this device. Answers what the person said. */
export async function start(tracking: string): Promise<'on' | 'denied'> {
	if ((await Notification.requestPermission()) !== 'granted') return 'denied';
	const { endpoint, keys } = (await subscription()).toJSON();
	await call(hearByPush, { tracking, endpoint: endpoint ?? '', p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' });
	remember(mark, [...new Set([...kept(), tracking])]);
	return 'on';
}

/** Hears of it on this device no more. */
export async function stop(tracking: string): Promise<'off'> {
	const there = await (await navigator.serviceWorker.ready).pushManager.getSubscription();
	if (there) await call(stopPush, { tracking, endpoint: there.endpoint });
	remember(
		mark,
		kept().filter((it) => it !== tracking),
	);
	return 'off';
}
