import type { Page } from 'playwright-core';
import { fail, refused, type Screen, stall } from './screen.ts';
import type { Located, Stage } from './stage.ts';

const mode = 'street-light.out';
const now = (): number => Date.now();

/** A report as far as somebody has written it. */
const draft = (part: object) => ({ local: { 'faultline.draft': { key: 'a key nobody else has used', mode, changedAt: now(), ...part } } });
const at = ({ reference, title, lon, lat }: Located) => ({ lon, lat, method: 'asset-click', asset: reference, name: title });
/** A report that could be sent. */
export const whole = ({ lamp }: Stage) =>
	draft({ place: at(lamp), words: 'It has been dark since Friday.', answers: { 'how-many': 'one' }, email: 'resident@example.org' });

const ticket = ({ received }: Stage) => ({ session: { 'faultline.ticket': { ...received, mode, told: true } } });
const scroll = (selector: string) => (page: Page) => page.locator(selector).first().scrollIntoViewIfNeeded();

/** Opens "is something not right here?" and chooses one of its answers. */
const notRight = (at: number) => async (page: Page) => {
	await page.locator('.not-right > summary').click();
	await page.locator('.not-right .choice').nth(at).click();
};

/** The residents' screens. */
export const resident: readonly Screen[] = [
	{ name: 'resident-home', address: '/', ready: '.home .tile', often: true },
	{
		name: 'resident-home-again',
		address: '/',
		kept: ({ received, fixed }) => ({
			local: {
				'faultline.reports': [received, fixed].map((it) => ({ ticket: it.ticket, tracking: it.tracking, fault: it.fault, mode, at: now() })),
				...draft({}).local,
			},
		}),
		ready: '.home .tile',
	},
	{ name: 'resident-what', address: '/report', ready: '.step .tile', often: true },
	{
		name: 'resident-what-search',
		address: '/report',
		steps: (page) => page.locator('input[type=search]').fill('water'),
		ready: '.step .panel .row-button',
	},
	{ name: 'resident-what-nothing', address: '/report', steps: (page) => page.locator('input[type=search]').fill('xyzzy'), ready: '.step p.quiet' },
	{ name: 'resident-what-list', address: '/report', steps: (page) => page.locator('.step summary').nth(1).click(), ready: '.step details[open] .row-button' },
	{ name: 'resident-what-loading', address: '/report', before: stall('**/api/services*'), ready: '.step .skeleton' },
	{ name: 'resident-what-error', address: '/report', before: fail('**/api/services*'), expected: refused, ready: '.step .notice' },
	{ name: 'resident-emergency', address: '/report/where', kept: ({ emergency }) => draft({ mode: emergency }), ready: '.emergency-call', often: true },
	{ name: 'resident-where', address: '/report/where', kept: () => draft({}), ready: '.map-frame canvas', often: true },
	{
		name: 'resident-where-search',
		address: '/report/where',
		kept: () => draft({}),
		steps: (page) => page.locator('.where-find input').fill('Main'),
		ready: '.combobox-match, .combobox-none',
	},
	{
		name: 'resident-where-list',
		address: '/report/where',
		kept: () => draft({}),
		steps: async (page, { street }) => {
			await page.locator('.where-find input').fill(street);
			await page.locator('.combobox-match').first().click();
		},
		ready: '.where-answer .choice',
	},
	{ name: 'resident-where-clear', address: '/report/where', kept: ({ lamp }) => draft({ place: at(lamp) }), ready: '.where-answer .notice.good' },
	{
		name: 'resident-where-which',
		address: '/report/where',
		kept: ({ between }) => draft({ place: { ...between, method: 'map-click', zoom: 18 } }),
		ready: '.where-answer .choice',
		often: true,
	},
	{ name: 'resident-where-already', address: '/report/where', kept: ({ dark }) => draft({ place: at(dark) }), ready: '.already', often: true },
	{
		name: 'resident-where-outside',
		address: '/report/where',
		kept: ({ lamp }) => draft({ place: { lon: lamp.lon, lat: lamp.lat + 2, method: 'map-click', zoom: 18 } }),
		expected: refused,
		ready: '.where-answer .notice.warn',
	},
	{ name: 'resident-details', address: '/report/details', kept: whole, ready: '.step textarea', often: true },
	{ name: 'resident-send', address: '/report/send', kept: whole, ready: '.step input[type=email]', often: true },
	{
		name: 'resident-send-wrong',
		address: '/report/send',
		kept: whole,
		steps: async (page) => {
			await page.locator('.step input[type=email]').fill('resident at example');
			await page.locator('.step-bar button[type=submit]').click();
		},
		ready: '.field-error',
	},
	{ name: 'resident-ticket', address: '/report/ticket', kept: ticket, ready: '.ticket-number', often: true },
	{ name: 'resident-tracked', address: ({ received }) => received.tracking, ready: '.stepper', often: true },
	{ name: 'resident-tracked-fixed', address: ({ fixed }) => fixed.tracking, ready: '#is-it-fixed', often: true },
	{
		name: 'resident-tracked-not-fixed',
		address: ({ fixed }) => fixed.tracking,
		steps: (page) => page.locator('section[aria-labelledby=is-it-fixed] button').nth(1).click(),
		ready: 'section[aria-labelledby=is-it-fixed] textarea',
	},
	{ name: 'resident-fault', address: ({ publicFault }) => `/f/${publicFault}`, ready: '.stepper', often: true },
	{ name: 'resident-fault-end', address: ({ publicFault }) => `/f/${publicFault}`, steps: scroll('form textarea'), ready: '.stepper' },
	{ name: 'resident-fault-unknown', address: '/f/AAAAAA', expected: refused, ready: '.notice, .empty-state' },
	{ name: 'resident-map', address: '/map', ready: '.faults-list .row-button', often: true },
	{ name: 'resident-map-near', address: ({ lamp }) => `/map#map=17/${lamp.lat}/${lamp.lon}`, ready: '.faults-list' },
	{ name: 'resident-map-empty', address: '/map?class=reservoirs', ready: '.faults-list .empty-state, .faults-list .row-button' },
	{ name: 'resident-map-error', address: '/map', before: fail('**/api/faults?*'), expected: refused, ready: '.faults-list .notice' },
	{ name: 'resident-asset', address: ({ dark }) => `/a/${dark.reference}`, ready: '.asset-faults .row-button', often: true },
	{ name: 'resident-asset-quiet', address: ({ storied }) => `/a/${storied.toLowerCase()}`, ready: '.asset-head' },
	{ name: 'resident-asset-retired', address: ({ retired }) => `/a/${retired}`, ready: '.notice.warn' },
	{ name: 'resident-asset-unknown', address: '/a/SL-0', expected: refused, ready: '.notice.warn' },
	{ name: 'resident-asset-wrong', address: ({ lamp }) => `/a/${lamp.reference}`, steps: notRight(2), ready: '.describe', often: true },
	{ name: 'resident-asset-moved', address: ({ lamp }) => `/a/${lamp.reference}`, steps: notRight(0), ready: '.asset-map.picking canvas' },
	{ name: 'resident-missing', address: '/missing', ready: '.choice' },
	{ name: 'resident-proposal', address: ({ waiting }) => waiting.tracking, ready: '.facts', often: true },
	{ name: 'resident-proposal-rejected', address: ({ rejected }) => rejected.tracking, ready: '.facts' },
	{ name: 'resident-about', address: '/about', ready: '.page h1' },
	{ name: 'resident-not-here', address: '/nowhere', expected: refused, ready: '#app h1, #app .empty-state' },
	{ name: 'resident-no-server', address: '/', before: fail('**/api/town'), expected: refused, ready: '.notice' },
];
