import type { Browser, CDPSession, Page } from 'playwright-core';

/** A five-year-old phone far from the mast: a quarter of this processor, 400 kbit/s, 400 ms there and back. */
export const slow = { cpu: 4, kilobits: 400, latency: 400 };

/** What one step cost: bytes that came and went over the network, heads included. */
export interface Bytes {
	down: number;
	up: number;
}

export interface SlowPhone {
	page: Page;
	/** What was spent since this was asked last. */
	spent: () => Bytes;
	/** Waits until nothing has been on its way for a moment. */
	quiet: () => Promise<void>;
	close: () => Promise<void>;
}

const headBytes = (headers: Readonly<Record<string, string>>): number =>
	Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);

/** Counts what goes over the network, and what is on its way. */
function counting(cdp: CDPSession): { spent: () => Bytes; idle: () => number } {
	let bytes: Bytes = { down: 0, up: 0 };
	const under = new Set<string>();
	let last = Date.now();
	const end = (id: string): void => {
		under.delete(id);
		last = Date.now();
	};
	cdp.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
		// The live feed never ends.
		if (type !== 'EventSource') under.add(requestId);
		last = Date.now();
		const body = request.postDataEntries?.reduce((sum, it) => sum + Math.ceil(((it.bytes?.length ?? 0) * 3) / 4), 0) ?? 0;
		bytes = { ...bytes, up: bytes.up + request.url.length + headBytes(request.headers) + body };
	});
	cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		bytes = { ...bytes, down: bytes.down + encodedDataLength };
		end(requestId);
	});
	cdp.on('Network.loadingFailed', ({ requestId }) => end(requestId));
	const spent = (): Bytes => {
		const now = bytes;
		bytes = { down: 0, up: 0 };
		return now;
	};
	return { spent, idle: () => (under.size > 0 ? 0 : Date.now() - last) };
}

/** A new phone that has never opened the app. What works without a connection is kept by the worker later, and is not counted here. */
export async function slowPhone(browser: Browser, url: string): Promise<SlowPhone> {
	const context = await browser.newContext({
		baseURL: url,
		viewport: { width: 360, height: 740 },
		hasTouch: true,
		locale: 'xh-ZA',
		serviceWorkers: 'block',
	});
	context.setDefaultTimeout(60_000);
	const page = await context.newPage();
	const cdp = await context.newCDPSession(page);
	await cdp.send('Network.enable');
	await cdp.send('Network.emulateNetworkConditions', {
		offline: false,
		latency: slow.latency,
		downloadThroughput: (slow.kilobits * 1000) / 8,
		uploadThroughput: (slow.kilobits * 1000) / 8,
	});
	await cdp.send('Emulation.setCPUThrottlingRate', { rate: slow.cpu });
	const { spent, idle } = counting(cdp);
	const quiet = async (): Promise<void> => {
		while (idle() < 700) await page.waitForTimeout(50);
	};
	return { page, spent, quiet, close: () => context.close() };
}
