import type { Page } from 'playwright-core';
import type { Screen } from './screen.ts';

const person = 'crew';
const firstStop = (page: Page): Promise<unknown> => page.locator('.stop-row').first().click();
const asFixed = async (page: Page): Promise<void> => {
	await firstStop(page);
	await page.locator('.end input[value=fixed]').first().check({ force: true });
	// Where the page is left decides what lies half under the bar of the clock: at its top nothing does.
	await page.evaluate('scrollTo(0, 0)');
};

/** The screens of the crews' app. */
export const crew: readonly Screen[] = [
	{ name: 'crew-run', address: '/crew/', person, ready: '.stop-row', often: true },
	{ name: 'crew-stop', address: '/crew/', person, steps: firstStop, ready: '.stop-clock', often: true },
	{ name: 'crew-stop-missing', address: '/crew/', person, steps: asFixed, ready: '.missing' },
	{ name: 'crew-map', address: '/crew/?view=map', person, ready: '.run-map canvas' },
	{ name: 'crew-paper', address: '/crew/?view=paper', person, ready: '.paper-stop', paper: true },
];
