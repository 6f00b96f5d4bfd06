import type { Page } from 'playwright-core';
import type { Screen } from './screen.ts';

const address = '/console/?view=rules';
const person = 'admin';

/** Takes a rule away and tries what that would change. */
const tryOut = async (page: Page): Promise<void> => {
	await page.locator('.rule-buttons .icon-button').nth(3).click();
	await page.locator('.rule-draft .button').first().click();
};

/** The room in which administrators say where faults go. */
export const rules: readonly Screen[] = [
	{ name: 'console-rules', address, person, ready: '.rule-line', often: true },
	{ name: 'console-rules-tried', address, person, steps: tryOut, ready: '.rule-tried' },
	{ name: 'console-rule', address, person, steps: (page) => page.locator('.rule-buttons .button').nth(1).click(), ready: '.side-panel form' },
];
