import { describe, expect, test } from 'vitest';
import { everything, fromShort, hrefOf, narrowedBy, plainCode, readRoute, spokenCode } from '../../client/console/address.ts';
import { everyYear } from '../../client/console/desk/every-year.ts';
import { detailsOf } from '../../client/console/desk/move-details.ts';
import { shareGone } from '../../client/console/desk/share-gone.ts';
import { wanted } from '../../client/console/enter/wanted.ts';

describe('the address of the console', () => {
	test('says nothing of what is usual', () => {
		expect(hrefOf(readRoute(''))).toBe('/console/');
	});

	test('holds lane, filters and the open fault, and gives them back', () => {
		const search =
			'?view=held&lane=overdue&order=reports&department=water&class=water-pipes&ward=7&state=waiting&q=church+st&bbox=1,2,3,4&fault=7F3K2Q&show=map';
		const route = readRoute(search);
		expect(route.filters).toMatchObject({ lane: 'overdue', order: 'reports', department: 'water', ward: '7', q: 'church st' });
		expect(readRoute(hrefOf(route).replace('/console/', ''))).toEqual(route);
	});

	test('falls back to the usual where somebody has written nonsense', () => {
		expect(readRoute('?view=nowhere&lane=fast&order=random')).toEqual(readRoute(''));
	});

	test('finds a fault by its code however it is written', () => {
		expect(readRoute('?fault=f-7f3k2q').fault).toBe('7F3K2Q');
		expect(plainCode(' F-7f3k2q ')).toBe('7F3K2Q');
		expect(spokenCode(plainCode('7f3k2q'))).toBe('F-7F3K2Q');
	});

	test('names an asset or a proposal in its own room only, and takes short addresses in', () => {
		const asset = readRoute('?view=asset&asset=sl-10482');
		expect(asset.asset).toBe('SL-10482');
		expect(hrefOf(asset)).toBe('/console/?view=asset&asset=SL-10482');
		expect(hrefOf({ ...asset, view: 'desk' })).toBe('/console/');
		expect(hrefOf(readRoute('?view=proposals&proposal=p-7f3k2q'))).toBe('/console/?view=proposals&proposal=7F3K2Q');
		expect(fromShort('/console/asset/SL-10482')).toBe('/console/?view=asset&asset=SL-10482');
		expect([fromShort('/console/proposals'), fromShort('/console/'), fromShort('/console/nowhere')]).toEqual([
			'/console/?view=proposals',
			undefined,
			undefined,
		]);
	});

	test('counts the filters, but not the lane', () => {
		expect(narrowedBy({ ...everything, lane: 'overdue', ward: '3', q: 'main' })).toBe(2);
	});
});

describe('the clock of the service standard', () => {
	const fault = { firstReportAt: '2026-03-01T00:00:00Z', dueAt: '2026-03-05T00:00:00Z' };

	test('fills as the time goes by', () => {
		expect(shareGone(fault, Date.parse('2026-03-02T00:00:00Z'))).toBe(0.25);
		expect(shareGone(fault, Date.parse('2026-02-01T00:00:00Z'))).toBe(0);
		expect(shareGone(fault, Date.parse('2026-04-01T00:00:00Z'))).toBe(1);
	});

	test('is empty without a due date and full where none was given', () => {
		expect(shareGone({ ...fault, dueAt: null }, Date.now())).toBe(0);
		expect(shareGone({ ...fault, dueAt: fault.firstReportAt }, Date.parse(fault.firstReportAt))).toBe(1);
	});
});

describe('failures by year', () => {
	test('show the years without any', () => {
		expect(
			everyYear(
				[
					{ year: 2023, failures: 2 },
					{ year: 2025, failures: 1 },
				],
				2026,
			),
		).toEqual([
			{ year: 2023, failures: 2 },
			{ year: 2024, failures: 0 },
			{ year: 2025, failures: 1 },
			{ year: 2026, failures: 0 },
		]);
	});

	test('begin with this year where there was none', () => {
		expect(everyYear([], 2026)).toEqual([{ year: 2026, failures: 0 }]);
	});
});

describe('what goes with a move', () => {
	const said = { reason: ' no part ', note: '', cause: 'lamp', component: ' ', internal: true };

	test('is only what the state asks for and what was said', () => {
		expect(detailsOf('waiting', said)).toEqual({ reason: 'no part', internal: true });
		expect(detailsOf('fixed', said)).toEqual({ reason: 'no part', cause: 'lamp', internal: true });
		expect(detailsOf('confirmed', { ...said, note: 'seen' })).toEqual({ note: 'seen', internal: true });
	});
});

describe('the gate', () => {
	test('finds the secret of an invitation after the # or in the query', () => {
		expect(wanted({ search: '?set-password', hash: '#abc' })).toEqual({ view: 'set', token: 'abc' });
		expect(wanted({ search: '?token=xyz', hash: '' })).toEqual({ view: 'set', token: 'xyz' });
	});

	test('takes the place on the map for no secret', () => {
		expect(wanted({ search: '?fault=7F3K2Q', hash: '#map=17/1/2' })).toEqual({ view: 'in', token: '' });
		expect(wanted({ search: '?forgot=1', hash: '' }).view).toBe('forgot');
	});
});
