import type { Page } from 'playwright-core';
import type { PublicFault } from '../../server/faults/contract.ts';
import type { Account } from '../../server/reports/account/contract.ts';
import { refused, type Screen } from './screen.ts';

/** Somebody is signed in: the demo sends no mails, so the answer is made here, of faults that the demo has. */
const signedIn = (page: Page): Promise<unknown> =>
	page.route('**/api/account?*', async (route) => {
		const at = new URL(route.request().url());
		const { faults } = (await (await fetch(`${at.origin}/api/faults?state=all&limit=6&language=${at.searchParams.get('language')}`)).json()) as {
			faults: PublicFault[];
		};
		const account: Account = {
			address: 'thandi@example.org',
			channel: 'email',
			language: null,
			way: 'any',
			hush: 'night',
			devices: 2,
			reports: faults.map((fault, i) => ({
				ticket: `DRK-${fault.code}`,
				tracking: `/t/00000000-0000-4000-8000-00000000000${i}`,
				kind: (['report', 'report', 'me-too', 'follow'] as const)[i % 4] ?? 'report',
				at: `${fault.since}T08:00:00Z`,
				hears: i !== 1,
				mayAnswer: fault.state === 'fixed',
				fault,
				expected: i === 0 ? { from: '2026-12-02', to: '2026-12-09', of: 60, where: 'ward', coverage: 0.8 } : null,
			})),
		};
		await route.fulfill({ json: { account, ways: ['email', 'phone'] } });
	});

/** Screens of the account of a resident. */
export const account: readonly Screen[] = [
	{ name: 'resident-account-enter', address: '/my', ready: 'form .control', often: true },
	{
		name: 'resident-account-code',
		address: '/my',
		steps: async (page) => {
			await page.locator('form .control').fill('thandi@example.org');
			await page.locator('form button[type=submit]').click();
			await page.locator('.code-field').fill('12345');
		},
		before: (page) => page.route('**/api/account/code', (route) => route.fulfill({ json: { minutes: 10 } })),
		ready: '.code-field',
		often: true,
	},
	{
		name: 'resident-account-wrong',
		address: '/my#a-link-that-was-used-some-time-ago',
		expected: refused,
		steps: (page) => page.locator('.card .button.primary').click(),
		ready: '.notice.warn',
	},
	{ name: 'resident-account-link', address: '/my#a-link-that-was-used-some-time-ago', ready: '.card .button.primary' },
	{
		name: 'resident-push-offer',
		address: ({ received }) => received.tracking,
		// What a browser has in which the app's worker runs; the worker itself would keep what a picture waits for.
		before: (page) =>
			page.addInitScript("Object.defineProperty(navigator, 'serviceWorker', { value: { controller: {}, ready: new Promise(() => undefined) } })"),
		ready: '.push-offer .button',
	},
	{ name: 'resident-account', address: '/my', before: signedIn, ready: '.own-list .row-button', often: true },
];
