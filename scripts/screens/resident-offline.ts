import type { Page } from 'playwright-core';
import { whole } from './resident.ts';
import { cut, refused, type Screen } from './screen.ts';

const send = (page: Page): Promise<void> => page.locator('.step-bar button[type=submit]').click();

/** The residents' app without a connection. */
export const residentOffline: readonly Screen[] = [
	{
		name: 'resident-waiting',
		address: '/report/send',
		kept: whole,
		before: cut('**/api/reports'),
		expected: refused,
		steps: send,
		ready: '.bare-list .card button',
		often: true,
	},
	{ name: 'resident-waiting-none', address: '/report/waiting', ready: '.empty-state' },
	{
		name: 'resident-offline',
		address: '/',
		steps: (page) => page.evaluate("dispatchEvent(new Event('offline'))"),
		ready: '.offline-banner',
	},
];
