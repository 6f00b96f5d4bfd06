import type { Page } from 'playwright-core';
import { fail, refused, type Screen, stall } from './screen.ts';

const person = 'engineer';
const pipe = '/console/?view=asset&asset=WP-10078';
const drawn = '.isolation .network-map canvas';
const stuck = '.isolation .valve-row .button';

/** The crew says that a valve does not turn. */
const doubt = (page: Page): Promise<void> => page.locator(stuck).first().click();
const forPaper = async (page: Page): Promise<void> => {
	await page.locator(drawn).first().waitFor();
	await page.evaluate("document.documentElement.dataset.printing = 'isolation'");
};

/** The screens of the networks: what to close, what lies upstream, how sound they are. */
export const network: readonly Screen[] = [
	{ name: 'network-isolation', address: pipe, person, ready: drawn, often: true },
	{ name: 'network-isolation-stuck', address: pipe, person, steps: doubt, ready: `${stuck}[aria-label*=":"]` },
	{ name: 'network-isolation-paper', address: pipe, person, steps: forPaper, ready: drawn, widths: [1440], paper: true },
	{ name: 'network-isolation-loading', address: pipe, person, before: stall('**/isolation?*'), ready: '.isolation .skeleton' },
	{ name: 'network-isolation-error', address: pipe, person, before: fail('**/isolation?*'), expected: refused, ready: '.isolation .notice' },
	{ name: 'network-isolation-house', address: '/console/?view=asset&asset=SC-10010', person, ready: drawn },
	{ name: 'network-trace', address: '/console/?view=asset&asset=EK-10001', person, ready: '.network-map canvas', often: true },
	{ name: 'network-trace-sewer', address: '/console/?view=asset&asset=SP-10020', person, ready: '.network-map canvas' },
	{ name: 'network-quality', address: '/console/?view=layers&layer=water-pipes', person: 'gis', ready: '#network-title' },
	{
		name: 'network-issues',
		address: '/console/?view=layers&layer=sewer-pipes&rule=network:near-miss',
		person: 'gis',
		ready: '#findings-title',
	},
];
