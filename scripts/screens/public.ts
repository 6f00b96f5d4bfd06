import { refused, type Screen } from './screen.ts';

/** What anybody may know: wards, alerts, open data, and what other websites show. */
export const publicScreens: readonly Screen[] = [
	{ name: 'public-map-age', address: '/map?age=old&class=street-lights', ready: '.faults-list .row-button, .faults-list .empty-state' },
	{ name: 'public-wards', address: '/wards', ready: '.table tbody tr' },
	{ name: 'public-ward', address: '/ward/1', ready: '.figure', often: true },
	{ name: 'public-ward-means', address: '/ward/1', steps: (page) => page.locator('.means > summary').first().click(), ready: '.means[open]' },
	{ name: 'public-ward-unknown', address: '/ward/none', expected: refused, ready: '.notice.warn' },
	{ name: 'public-alerts', address: '/alerts?ward=1', ready: 'form .choice', often: true },
	{
		name: 'public-alerts-area',
		address: '/alerts',
		steps: (page) => page.locator('form .choice').nth(2).click(),
		ready: '.alert-map canvas',
	},
	{ name: 'public-alert-unknown', address: '/alerts/00000000-0000-4000-8000-000000000000', expected: refused, ready: '.notice.warn' },
	{ name: 'public-data', address: '/data', ready: '.facts', often: true },
	{ name: 'embed-builder', address: '/embed/', person: 'admin', ready: 'textarea' },
	{ name: 'embed-report', address: '/embed/report', ready: '.tile' },
	{ name: 'embed-ward', address: '/embed/ward/1?colour=7a1f5c', ready: '.figure' },
	{ name: 'embed-map', address: '/embed/map', ready: '.faults-list .row-button' },
];
