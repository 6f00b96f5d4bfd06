import type { Screen } from './screen.ts';

/** Screens about proving who one is, and about what was done by whom. */
export const security: readonly Screen[] = [
	{ name: 'console-account', address: '/console/?view=account', person: 'gis', ready: '.card .table', often: true },
	{
		name: 'console-account-factor',
		address: '/console/?view=account',
		person: 'gis',
		steps: async (page) => {
			await page.locator('.card .button.primary').first().click();
			await page.locator('.card form input[type=password]').first().fill('demo-faultline');
			await page.locator('.card form button[type=submit]').first().click();
		},
		ready: '.factor-code',
	},
	{
		name: 'console-rooms',
		address: '/console/?view=audit',
		person: 'admin',
		steps: (page) => page.locator('.rooms .disclosure button').last().click(),
		ready: '.disclosed a[aria-current=page]',
		often: true,
	},
	{
		name: 'console-away',
		address: '/console/?view=away',
		person: 'engineer',
		steps: (page) => page.locator('.room-scroll .button.primary').click(),
		ready: '.side-panel form select',
	},
	{ name: 'console-standby', address: '/console/?view=standby', person: 'admin', ready: '.table tbody tr' },
	{ name: 'console-audit', address: '/console/?view=audit', person: 'admin', ready: '.table tbody tr', often: true },
	{
		name: 'console-approvals',
		address: '/console/?view=approvals',
		person: 'engineer',
		steps: (page) => page.locator('.room-scroll .button.primary').first().click(),
		ready: '.side-panel form textarea',
	},
];
