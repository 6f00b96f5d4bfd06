import type { Page } from 'playwright-core';
import type { Screen } from './screen.ts';

const tab = (at: number) => (page: Page) => page.locator('.tab-list [role=tab]').nth(at).click();
const address = '/console/?view=standards';

/** The screens in which standards are written, and what becomes of a fault that waits. */
export const clocks: readonly Screen[] = [
	{ name: 'console-standards', address, person: 'admin', ready: '.standards-list li', often: true },
	{ name: 'console-standards-tiers', address, person: 'admin', steps: tab(1), ready: '.standards-list li' },
	{ name: 'console-standards-days', address, person: 'admin', steps: tab(2), ready: '.standards-holidays li' },
	{ name: 'console-standards-ladder', address, person: 'admin', steps: tab(3), ready: 'ol.standards-list li' },
];
