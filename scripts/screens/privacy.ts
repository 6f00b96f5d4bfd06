import { refused, type Screen } from './screen.ts';

/** Screens about personal information and what is shown of it. */
export const privacy: readonly Screen[] = [
	{ name: 'resident-my-data', address: '/my-data', ready: '.page section h2', often: true },
	{ name: 'resident-my-data-held', address: ({ received }) => `/my-data#${received.tracking.slice(3)}`, ready: '.card .button.primary', often: true },
	{
		name: 'resident-my-data-erase',
		address: ({ received }) => `/my-data#${received.tracking.slice(3)}`,
		steps: (page) => page.locator('.card .button.quiet').last().click(),
		ready: '.card .button.danger',
	},
	{ name: 'resident-my-data-gone', address: '/my-data#11111111-1111-4111-8111-111111111111', expected: refused, ready: '.notice.warn' },
	{
		name: 'console-held-blur',
		address: '/console/?view=held',
		person: 'admin',
		steps: async (page) => {
			await page.locator('.held-photos .held-item').first().focus();
			await page.keyboard.press('b');
			await page.locator('.side-panel .button').first().click();
		},
		ready: '.blur-box',
		often: true,
	},
	{ name: 'console-safety', address: '/console/?view=safety', person: 'admin', ready: '.card form', often: true },
];
