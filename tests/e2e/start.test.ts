import { afterAll, describe, expect, it } from 'vitest';
import { type Demo, demoDirectory, removeDemo, startDemo } from '../support/demo.ts';

const directory = demoDirectory({ empty: true });
let demo: Demo | undefined;

afterAll(async () => {
	await demo?.stop();
	removeDemo(directory);
});

const report = (url: string, body: object, key: string) =>
	fetch(`${url}/api/reports`, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': key }, body: JSON.stringify(body) });

describe('the program', () => {
	// Patience, not a bar: it draws a town while another browser looks at every screen beside it.
	it('makes a town in an empty folder, says where it is and who may sign in', { timeout: 600_000 }, async () => {
		demo = await startDemo(directory);
		for (const told of ['/console/', '/planner/', '/api/', 'engineer@demo.example', 'demo-faultline']) expect(demo.printed()).toContain(told);
		expect(await (await fetch(`${demo.url}/healthz`)).json()).toEqual({ ok: true });
		expect(await (await fetch(`${demo.url}/readyz`)).json()).toEqual({ ready: true });
	});

	it('refuses a second process on its folder, in a sentence', async () => {
		await expect(startDemo(directory)).rejects.toThrow(/could not start: .*(in use|already|another)/is);
	});

	it('loses no ticket that was given out when it is killed, starts again in seconds, and stops cleanly', async () => {
		if (!demo) throw new Error('there is no demo');
		const { found } = await (await fetch(`${demo.url}/api/search?q=SL-1`)).json();
		const lamp = found.find((it: { kind: string }) => it.kind === 'asset');
		const body = { mode: 'street-light.out', lon: lamp.lon, lat: lamp.lat, method: 'asset-click', asset: lamp.reference, words: 'dark', notEmergency: true };
		const given = await (await report(demo.url, body, 'before-the-kill-1')).json();
		expect(given.tracking, JSON.stringify(given)).toMatch(/^\/t\//);
		demo.process.kill('SIGKILL');
		const from = performance.now();
		demo = await startDemo(directory);
		expect(performance.now() - from).toBeLessThan(60_000);
		const tracked = await fetch(`${demo.url}/api/reports/${given.tracking.slice(3)}`);
		expect(tracked.status).toBe(200);
		const again = await (await report(demo.url, body, 'before-the-kill-1')).json();
		expect(again).toEqual(given);
		expect(await demo.stop()).toBe(0);
	});

	it('refuses a production start with demo people and no secret, saying what to set', async () => {
		await expect(startDemo(directory, { NODE_ENV: 'production' })).rejects.toThrow(/SESSION_SECRET/);
	});
});
