import type { Screen } from './screen.ts';

const person = 'engineer';

/** The rooms of work: its orders as a list beside one of them, as a day, as bars; and what it is done with. */
export const work: readonly Screen[] = [
	{
		name: 'console-work',
		address: '/console/?view=work',
		person,
		steps: async (page) => {
			await page.locator('.order-row').first().click();
			await page.locator('.order .tab').nth(1).click();
		},
		ready: '.order form',
		often: true,
	},
	{ name: 'console-work-day', address: ({ workDay }) => `/console/?view=work&as=board&day=${workDay}`, person, ready: '.order-card', often: true },
	{
		name: 'console-work-fill',
		address: ({ workDay }) => `/console/?view=work&as=board&day=${workDay}`,
		person,
		steps: (page) =>
			page
				.getByRole('button', { name: /^Fill the shift of/ })
				.first()
				.click(),
		ready: '.board .side-panel p.quiet',
	},
	{ name: 'console-work-proposed', address: '/console/?view=work&as=proposed', person, ready: '.proposed, .empty-state' },
	{ name: 'console-work-bars', address: ({ workDay }) => `/console/?view=work&as=gantt&day=${workDay}`, person, ready: '.gantt-bar' },
	{ name: 'console-help', address: '/console/', person, steps: (page) => page.locator('.help-button button').click(), ready: '.first-hour' },
	{
		name: 'console-priorities',
		address: '/console/?view=priorities',
		person: 'admin',
		steps: (page) => page.locator('.means-name').first().click(),
		ready: '.side-panel form',
	},
	{
		name: 'console-indicators',
		address: '/console/?view=indicators',
		person: 'admin',
		steps: (page) => page.locator('.means-name').first().click(),
		ready: '.side-panel form',
	},
	{
		name: 'console-closing-audits',
		address: '/console/?view=closing-audits',
		person: 'admin',
		ready: 'main .card, main .empty-state',
	},
	{
		name: 'console-contractors',
		address: '/console/?view=contractors',
		person,
		steps: (page) => page.getByRole('button', { name: 'New company' }).click(),
		ready: '.side-panel form',
	},
	{
		name: 'console-means',
		address: '/console/?view=means',
		person: 'admin',
		steps: (page) => page.locator('.means-name').first().click(),
		ready: '.side-panel .map-frame canvas',
	},
];
