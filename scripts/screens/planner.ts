import { fail, refused, type Screen, stall } from './screen.ts';

const person = 'planner';
const wards = '/planner/?report=failures-by-class-and-ward';
const materials = '/planner/?report=pipe-failure-rate';

const ownQuestion = JSON.stringify({
	from: 'fault',
	by: [{ field: 'ward' }],
	measures: [{ what: 'count' }, { what: 'share', field: 'in_time' }],
	filter: 'days_to_fix > 1',
});

/** The screens of the planner. */
export const planner: readonly Screen[] = [
	{ name: 'planner-sign-in', address: '/planner/', ready: 'input[type=password]' },
	{ name: 'planner-catalogue', address: '/planner/', person, ready: '.question', often: true },
	{ name: 'planner-catalogue-nothing', address: '/planner/', person, steps: (page) => page.locator('input[type=search]').fill('xyzzy'), ready: '.empty-state' },
	{ name: 'planner-wards', address: wards, person, ready: '.answer-figures tbody tr', often: true },
	{ name: 'planner-hexagons', address: `${wards}&by=hex`, person, ready: '.answer-figures tbody tr' },
	{ name: 'planner-materials', address: materials, person, ready: '.answer-figures tbody tr', often: true },
	{ name: 'planner-not-done', address: '/planner/?report=closed-not-done&by=reason', person, ready: '.answer-figures tbody tr' },
	{ name: 'planner-weeks', address: '/planner/?report=out-of-the-ordinary&by=ward', person, ready: '.answer-figures tbody tr' },
	{ name: 'planner-streets', address: '/planner/?report=failures-by-street', person, ready: '.answer-figures tbody tr' },
	{ name: 'planner-loading', address: wards, person, before: stall('**/api/planning/reports/*'), ready: '.answer .skeleton' },
	{ name: 'planner-error', address: wards, person, before: fail('**/api/planning/reports/*'), expected: refused, ready: '.result .notice' },
	{ name: 'planner-behind', address: wards, person, steps: (page) => page.locator('.row-opener').first().click(), ready: '.behind li', often: true },
	{
		name: 'planner-chosen',
		address: wards,
		person,
		steps: async (page) => {
			for (const place of [0, 1]) await page.locator('.row-chooser').nth(place).check();
			await page.locator('.chosen-bar button').first().click();
		},
		ready: '.behind li',
	},
	{ name: 'planner-compared', address: `${wards}&from=2025-12-01&beside=to%3D2025-11-30`, person, ready: '.compared tbody tr', often: true },
	{ name: 'planner-kept', address: '/planner/?page=kept', person, ready: '.kept-item' },
	{ name: 'planner-letters', address: `${wards.replace('report=', 'page=letters&send=')}`, person, ready: '.letter-people input' },
	{ name: 'planner-help', address: wards, person, steps: (page) => page.locator('.help-button button').first().click(), ready: '.first-hour .done' },
	{ name: 'planner-board', address: '/planner/?page=board', person, ready: '.tile svg', often: true },
	{ name: 'planner-self-test', address: '/planner/?self-test', person, ready: '.notice.good' },
	{ name: 'planner-paper', address: wards, person, ready: '.answer-figures tbody tr', paper: true },
	{ name: 'planner-ask', address: `/planner/?ask=${encodeURIComponent(ownQuestion)}`, person, ready: '.answer-figures tbody tr', often: true },
	{
		name: 'planner-renewal',
		address: '/planner/?report=renewal&budget=600000',
		person,
		steps: (page) => page.locator('.row-opener').first().click(),
		ready: '.side-panel form',
	},
	{ name: 'planner-risk', address: '/planner/?report=risk&show=matrix', person, ready: '.answer-figures tbody tr' },
	{ name: 'planner-along', address: '/planner/?report=along-the-line&class=water-pipes', person, ready: '.answer-figures tbody tr, main .empty-state' },
	{ name: 'planner-not-allowed', address: '/planner/', person: 'crew', ready: '.empty-state' },
];
