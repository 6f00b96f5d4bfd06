import type { Page } from 'playwright-core';
import { fail, refused, type Screen, stall } from './screen.ts';

const person = 'engineer';
const fault = ({ fault }: { fault: string }): string => `/console/?fault=${fault}`;
const unclear = ({ unclear }: { unclear: string }): string => `/console/?lane=needs-look&fault=${unclear}`;
const tab = (at: number) => (page: Page) => page.locator('.fault-panel [role=tab]').nth(at).click();
const action = (key: string) => (page: Page) => page.locator(`.fault-actions [aria-keyshortcuts="${key}"]`).click();
const press = (key: string) => async (page: Page) => {
	await page.locator('.queue-row').first().waitFor();
	await page.keyboard.press(key);
};
const open = '.fault-panel .fault';

/** A report as somebody on the phone tells it. */
const takeDown = async (page: Page): Promise<void> => {
	const fields = page.locator('.intake-form [role=combobox]');
	await fields.nth(1).fill('light');
	await page.locator('.combobox-match').first().click();
	await fields.nth(2).fill('Road');
	await page.locator('.combobox-match').first().click();
};

/** The screens of the console. */
export const desk: readonly Screen[] = [
	{ name: 'console-sign-in', address: '/console/', ready: '.enter input[type=password]', often: true },
	{
		name: 'console-sign-in-wrong',
		address: '/console/',
		expected: refused,
		steps: async (page) => {
			await page.locator('.enter input[type=email]').fill('nobody@demo.example');
			await page.locator('.enter input[type=password]').fill('not the password');
			await page.locator('.enter button[type=submit]').click();
		},
		ready: '.enter .notice',
	},
	{ name: 'console-forgot', address: '/console/?forgot=1', ready: '.enter input[type=email]' },
	{ name: 'console-queue', address: '/console/', person, ready: '.queue-row', often: true },
	{ name: 'console-queue-loading', address: '/console/', person, before: stall('**/api/desk/faults?*'), ready: '.queue .skeleton' },
	{ name: 'console-queue-error', address: '/console/', person, before: fail('**/api/desk/faults?*'), expected: refused, ready: '.queue .notice' },
	{
		name: 'console-queue-filters',
		address: '/console/?department=electricity',
		person,
		steps: (page) => page.locator('.queue-filters button[aria-expanded=false][aria-pressed]').click(),
		ready: '.queue-choices',
	},
	{ name: 'console-queue-nothing', address: '/console/?q=nothing-like-this', person, ready: '.queue .empty-state' },
	{ name: 'console-queue-mine', address: '/console/?lane=mine', person, ready: '.queue .empty-state' },
	{ name: 'console-fault', address: fault, person, ready: open, often: true },
	{ name: 'console-fault-asset', address: fault, person, steps: tab(1), ready: '.year-bars, .fault-panel .empty-state' },
	{ name: 'console-fault-notes', address: fault, person, steps: tab(2), ready: open },
	{ name: 'console-fault-log', address: fault, person, steps: tab(3), ready: `${open} .timeline` },
	{ name: 'console-unclear', address: unclear, person, ready: open },
	{ name: 'console-relink', address: unclear, person, steps: action('r'), ready: '.action-form .choice', often: true },
	{ name: 'console-move', address: fault, person, steps: action('s'), ready: '.action-form .choice' },
	{ name: 'console-assign', address: fault, person, steps: action('a'), ready: '.action-form' },
	{ name: 'console-merge', address: fault, person, steps: action('m'), ready: '.action-form', often: true },
	{ name: 'console-note', address: fault, person, steps: action('n'), ready: '.action-form textarea' },
	{ name: 'console-fault-unknown', address: '/console/?fault=AAAAAA', person, expected: refused, ready: '.fault-panel .notice' },
	{ name: 'console-map', address: '/console/?show=map', person, widths: [360], ready: '.map-frame canvas' },
	{
		name: 'console-layers',
		address: fault,
		person,
		widths: [1440],
		steps: (page) => page.locator('.map-corner.top-right button[aria-expanded]').first().click(),
		ready: '.layer-panel',
	},
	{ name: 'console-keys', address: '/console/', person, widths: [1440], steps: press('?'), ready: 'dialog[open]' },
	{ name: 'console-commands', address: '/console/', person, steps: press('Control+k'), ready: 'dialog[open]' },
	{ name: 'console-new', address: '/console/?view=new', person: 'contact', ready: '.intake-form [role=combobox]', often: true },
	{
		name: 'console-new-asked',
		address: '/console/?view=new',
		person: 'contact',
		steps: takeDown,
		ready: '.intake-form fieldset:nth-of-type(2), .intake-form .choice',
	},
	{ name: 'console-asset', address: ({ storied }) => `/console/asset/${storied}`, person: 'gis', ready: '.version-map canvas', often: true },
	{
		name: 'console-asset-before',
		address: ({ storied }) => `/console/asset/${storied}`,
		person: 'gis',
		steps: (page) => page.locator('.version-slider').fill('0'),
		ready: '.version-map canvas',
	},
	{
		name: 'console-asset-inspect',
		address: ({ storied }) => `/console/asset/${storied}`,
		person: 'gis',
		steps: (page) => page.locator('.card:has(.grade-chart) .card-head .button').click(),
		ready: '.inspect-form',
	},
	{ name: 'console-asset-find', address: '/console/?view=asset', person: 'gis', ready: '[role=combobox]' },
	{ name: 'console-asset-unknown', address: '/console/asset/SL-0', person: 'gis', expected: refused, ready: '.empty-state' },
	{ name: 'console-proposals', address: '/console/proposals', person: 'gis', ready: '.proposal-row' },
	{ name: 'console-proposal', address: ({ waiting }) => `/console/proposals/${waiting.code}`, person: 'gis', ready: '.compare-map canvas', often: true },
	{ name: 'console-proposal-decided', address: ({ rejected }) => `/console/proposals/${rejected.code}`, person: 'gis', ready: '.side-panel .notice' },
	{ name: 'console-drafts', address: '/console/?view=drafts', person: 'contact', ready: '.draft-row', often: true },
	{
		name: 'console-draft',
		address: '/console/?view=drafts',
		person: 'contact',
		steps: (page) => page.locator('.draft-row').first().click(),
		ready: '.draft-map canvas',
	},
	{ name: 'console-held', address: '/console/?view=held', person, ready: '.message-body, .empty-state' },
	{ name: 'console-outbox', address: '/console/?view=outbox', person: 'admin', ready: '.bare-list li, .empty-state' },
	{ name: 'console-people', address: '/console/?view=people', person: 'admin', ready: '.table tbody tr', often: true },
	{
		name: 'console-people-invite',
		address: '/console/?view=people',
		person: 'admin',
		steps: (page) => page.locator('.room-with-panel button.primary').first().click(),
		ready: '.side-panel form',
	},
	{ name: 'console-not-allowed', address: '/console/?view=people', person: 'planner', ready: '.empty-state' },
];
