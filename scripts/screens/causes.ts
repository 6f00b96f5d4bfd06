import type { Page } from 'playwright-core';
import type { Screen } from './screen.ts';

const person = 'engineer';
const address = '/console/?view=causes';

const box = { reference: 'EK-10002', title: 'Electricity box EK-10002', street: 'Luvuyo Drive', lon: 18.9631, lat: -33.7299, kind: 'source', phase: 'W' };
const lamps = [
	[18.96193, -33.72963],
	[18.96316, -33.72963],
	[18.96223, -33.73058],
	[18.96177, -33.72985],
	[18.96339, -33.73052],
];
const brief = {
	...{ id: 1, utility: 'electricity', state: 'suggested', device: box, posterior: 0.94, common: 0.998, affected: 7, reported: 4, expected: 0.03, hours: 72 },
	...{ customers: 0, class: 'street-lights', ward: 'Ward 3', firstSeenAt: '2026-11-28T19:02:00Z', changedAt: '2026-11-28T20:02:00Z', decidedAt: null },
	...{ reason: null, fault: null, version: 3 },
};
const cause = {
	...brief,
	same: [{ ...box, reference: 'FC-10019', title: 'Electricity line or cable FC-10019', kind: 'section' }],
	others: [{ devices: [{ ...box, phase: null }], posterior: 0.04, affected: 21 }],
	test: { reference: 'SL-10030', title: 'Street light SL-10030', street: 'Themba Road', lon: 18.9625, lat: -33.7302 },
	between: { full: null, clear: null },
	unlevelled: 0,
	well: 1,
	faults: lamps.slice(0, 4).map((_, i) => ({
		...{ code: `N5ZVH${i + 2}`, title: 'Street light is off', street: 'Umanyano Drive', asset: `SL-1003${i}` },
		...{ reports: 1, firstReportAt: '2026-11-28T19:02:00Z' },
	})),
	...{ followers: 4, streets: [], critical: [] },
	shapes: {
		affected: { type: 'MultiPoint', coordinates: lamps },
		reported: { type: 'MultiPoint', coordinates: lamps.slice(0, 4) },
		device: { type: 'Point', coordinates: [box.lon, box.lat] },
	},
};

const pipe = { reference: 'SP-10044', title: 'Sewer pipe SP-10044', street: 'Luvuyo Drive', lon: 18.9625, lat: -33.7299, kind: 'pipe', phase: null };
const manhole = (number: number, lon: number, lat: number) => ({
	...{ reference: `MH-100${number}`, title: `Manhole MH-100${number}`, street: 'Luvuyo Drive', lon, lat },
});
const pipes = [
	[
		[18.9625, -33.7299],
		[18.9621, -33.7293],
		[18.9615, -33.729],
	],
	[
		[18.9621, -33.7293],
		[18.9628, -33.7288],
	],
];
const sewer = {
	...cause,
	...{ id: 2, utility: 'sewer', device: pipe, posterior: 0.81, common: 0.996, affected: 14, reported: 3, expected: 0.0042, hours: 48, class: 'manholes' },
	same: [],
	others: [{ devices: [{ ...pipe, reference: 'SP-10047', title: 'Sewer pipe SP-10047' }], posterior: 0.11, affected: 19 }],
	test: null,
	between: { full: manhole(31, 18.9625, -33.7298), clear: manhole(30, 18.9627, -33.7301) },
	unlevelled: 2,
	well: 0,
	faults: [
		{ code: 'K3MWQ2', title: 'Sewage comes out of a manhole', street: 'Luvuyo Drive', asset: 'MH-10031', reports: 2, firstReportAt: '2026-11-28T05:40:00Z' },
		{ code: 'K3MWQ3', title: 'Sewer is blocked', street: 'Umanyano Drive', asset: null, reports: 1, firstReportAt: '2026-11-28T06:12:00Z' },
	],
	followers: 3,
	streets: [
		{ street: 'Luvuyo Drive', reports: 2, houses: { count: 9, from: 3, to: 41 } },
		{ street: 'Umanyano Drive', reports: 1, houses: { count: 1, from: 12, to: 12 } },
		{ street: 'Themba Road', reports: 0, houses: null },
	],
	shapes: {
		affected: { type: 'GeometryCollection', geometries: [{ type: 'MultiLineString', coordinates: pipes }] },
		reported: { type: 'MultiPoint', coordinates: [pipes[0]?.[1], pipes[1]?.[1]] },
		device: { type: 'LineString', coordinates: [pipes[0]?.[0], [18.9627, -33.7301]] },
	},
};

/** A morning on which a sewer is blocked. */
async function blockedSewer(page: Page): Promise<void> {
	await page.route('**/api/desk/causes?*', (route) => route.fulfill({ json: { causes: [sewer] } }));
	await page.route('**/api/desk/causes/2?*', (route) => route.fulfill({ json: { cause: sewer } }));
}

/** A night on which a phase was lost, as the server would tell of it. */
async function darkPhase(page: Page): Promise<void> {
	await page.route('**/api/desk/causes?*', (route) => route.fulfill({ json: { causes: [brief] } }));
	await page.route('**/api/desk/causes/1?*', (route) => route.fulfill({ json: { cause } }));
}

/** The screens of what many faults have in common. */
export const causes: readonly Screen[] = [
	{ name: 'causes', address, person, ready: '.cause-card, .room-scroll .empty-state' },
	{
		name: 'causes-suggestion',
		address,
		person,
		before: darkPhase,
		steps: (page) => page.locator('.cause-card .button').first().click(),
		ready: '.cause-panel .cause-map canvas',
	},
	{
		name: 'causes-sewer',
		address,
		person,
		before: blockedSewer,
		steps: (page) => page.locator('.cause-card .button').first().click(),
		ready: '.cause-panel .cause-map canvas',
	},
];
