import type { Page } from 'playwright-core';
import type { Screen } from './screen.ts';
import type { Stage } from './stage.ts';

const draft = (part: object) => ({
	local: { 'faultline.draft': { key: 'a key nobody else has used', mode: 'street-light.out', changedAt: Date.now(), ...part } },
});
const at = ({ announced: { reference, title, lon, lat } }: Stage) => ({ lon, lat, method: 'asset-click', asset: reference, name: title });
const press = (selector: string) => (page: Page) => page.locator(selector).first().click();

/** The screens of the shortest path, of what is known before anybody types, and of the room in which it is announced. */
export const path: readonly Screen[] = [
	{ name: 'resident-where-known', address: '/report/where', kept: (stage) => draft({ place: at(stage) }), ready: '.where-answer .badge', often: true },
	{
		name: 'resident-where-scan',
		address: '/report/where',
		kept: () => draft({}),
		steps: (page) => page.locator('.where-find > .button').nth(1).click(),
		ready: '.scan .button',
	},
	{
		name: 'resident-what-nearby',
		address: '/report',
		kept: (stage) => draft({ mode: null, place: { lon: stage.announced.lon, lat: stage.announced.lat, method: 'photo', accuracy: 8 } }),
		ready: '#nearby',
	},
	{
		name: 'resident-emergency-words',
		address: '/report/details',
		kept: (stage) => draft({ place: at(stage), words: 'There are sparks coming out of the pole' }),
		ready: '.emergency-call',
	},
	{ name: 'resident-map-announced', address: '/map', steps: press('details.announced > summary'), ready: 'details.announced[open] .badge' },
	{ name: 'console-authorities', address: '/console/?view=authorities', person: 'engineer', ready: '.authority-cards li', often: true },
	{
		name: 'console-authorities-change',
		address: '/console/?view=authorities',
		person: 'admin',
		steps: press('.authority-cards li:first-child .button:not(.quiet)'),
		ready: '.authority-form .button.primary',
		often: true,
	},
	{ name: 'console-settings', address: '/console/?view=settings', person: 'admin', ready: '.settings-columns .button.primary', often: true },
	{ name: 'console-notices', address: '/console/?view=notices', person: 'engineer', ready: '.table tbody tr', often: true },
	{
		name: 'console-notices-new',
		address: '/console/?view=notices',
		person: 'engineer',
		steps: press('.page .button.primary'),
		ready: '.notice-form canvas',
	},
	{
		name: 'console-notices-wards',
		address: '/console/?view=notices',
		person: 'engineer',
		steps: async (page) => {
			await page.locator('.page .button.primary').click();
			await page.locator('.notice-form .choice').nth(1).click();
		},
		ready: '.notice-form .chip',
	},
];
