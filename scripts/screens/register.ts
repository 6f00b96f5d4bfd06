import type { Page } from 'playwright-core';
import { fail, refused, type Screen, stall } from './screen.ts';
import type { Stage } from './stage.ts';

const person = 'gis';
const lamp = ({ lamp: { reference } }: Stage): string => `/console/?view=edit&asset=${reference}`;
const editing = '.register-pane #preview-title';

/** The first button of the form: the asset is moved. */
const pressMove = (page: Page): Promise<void> => page.locator('[aria-labelledby=shape-title] button').first().click();

/** Opens everything else that can be done with an asset. */
const unfold = async (page: Page): Promise<void> => {
	await page.locator('.folded').first().waitFor();
	for (const summary of await page.locator('.folded > summary').all()) await summary.click();
};

/** The screens of the register: its layers, what comes in, and the editor. */
export const register: readonly Screen[] = [
	{ name: 'register-layers', address: '/console/?view=layers', person, ready: '.table tbody tr', often: true },
	{ name: 'register-layers-loading', address: '/console/?view=layers', person, before: stall('**/api/register/layers'), ready: '.room-scroll .skeleton' },
	{
		name: 'register-layers-error',
		address: '/console/?view=layers',
		person,
		before: fail('**/api/register/layers'),
		expected: refused,
		ready: '.room-scroll .notice',
	},
	{ name: 'register-layer-lights', address: '/console/?view=layers&layer=street-lights', person, ready: '#quality-title', often: true },
	{
		name: 'register-take-out',
		address: '/console/?view=layers&layer=street-lights',
		person,
		steps: async (page) => {
			await page.locator('.take-out summary').first().click();
			await page.locator('.take-out summary').last().click();
		},
		ready: '.take-out details[open] select',
	},
	{
		name: 'register-findings',
		address: '/console/?view=layers&layer=water-pipes&rule=street-unknown',
		person,
		ready: '#findings-title',
	},
	{ name: 'register-layer-map', address: '/console/?view=layers&layer=street-lights&show=map', person, widths: [360], ready: '.map-frame canvas' },
	{ name: 'register-imports', address: '/console/?view=imports', person, ready: '.file-drop', often: true },
	{ name: 'register-import', address: ({ lampImport }) => `/console/?view=imports&import=${lampImport}`, person, ready: '.chip', often: true },
	{
		name: 'register-import-mapping',
		address: ({ lampImport }) => `/console/?view=imports&import=${lampImport}`,
		person,
		steps: async (page) => {
			await page.locator('.chip').first().waitFor();
			await page.locator('.register-pane > div > .button').nth(1).click();
		},
		ready: '.samples',
	},
	{ name: 'register-import-unknown', address: '/console/?view=imports&import=NOTHING', person, expected: refused, ready: '.register-pane .notice' },
	{ name: 'register-edit', address: lamp, person, ready: editing, often: true },
	{ name: 'register-edit-move', address: lamp, person, steps: pressMove, ready: '.register-pane [aria-pressed=true]' },
	{ name: 'register-edit-more', address: lamp, person, steps: unfold, ready: '.folded[open]' },
	{ name: 'register-edit-new', address: '/console/?view=edit&layer=water-pipes', person, ready: editing },
	{ name: 'register-propose', address: lamp, person: 'engineer', ready: editing },
	{ name: 'register-edit-unknown', address: '/console/?view=edit&asset=XX-1', person, expected: refused, ready: '.register-pane .notice' },
];
