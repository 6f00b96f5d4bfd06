import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { dealOut } from '../../../../server/platform/jobs.ts';
import { db, undone } from '../../../support/database.ts';
import { serving } from '../../../support/server.ts';
import { ago, lamp, mapping, taken, ticket } from './export.ts';

afterAll(() => db.destroy());

interface Fault {
	id: number;
	state: string;
	reports: number;
	reference: string | null;
	reopened: number;
	days: number | null;
}

const faults = async (transaction: Knex): Promise<Fault[]> =>
	(
		await transaction.raw(`
		select fault.id, fault.state, fault.reports, asset.reference, fault.reopened,
		       round(extract(epoch from coalesce(fault.fixed_at, fault.closed_at) - fault.first_report_at) / 86400)::int as days
		from fault left join asset on asset.id = fault.asset_id
		where fault.state <> 'rejected' order by fault.first_report_at, fault.id`)
	).rows;

const reports = (transaction: Knex): Promise<{ channel: string; words: string; on: string }[]> =>
	transaction('report').select('channel', 'words').orderBy('reported_at');

describe('the history of the system used before', () => {
	it(
		'becomes reports on the assets that are meant, as old as they are, and nobody is told',
		undone(async (transaction) => {
			const [at, elsewhere] = [await lamp(transaction, 3), await lamp(transaction, 8)];
			const result = await taken(transaction, [ticket('A-1', at), ticket('A-2', elsewhere, { 'Date Completed': '', Status: 'Busy' })]);
			expect(result).toMatchObject({ rows: 2, fresh: 2, changed: 0, same: 0, rejected: 0, opened: 2, joined: 0, linked: 2 });
			expect(await faults(transaction)).toMatchObject([
				{ state: 'closed', reports: 1, reference: 'SL-103', days: 10 },
				{ state: 'in-progress', reports: 1, reference: 'SL-108', days: null },
			]);
			expect(await reports(transaction)).toMatchObject([{ channel: 'import' }, { channel: 'import' }]);
			expect(await transaction('contact').select('name', 'basis').first()).toEqual({ name: 'Thandi Vorster', basis: mapping.basis });
			const subscriptions = { 'report.received': { thank: async () => undefined }, 'fault.moved': { tell: async () => undefined } };
			await dealOut(transaction, subscriptions);
			expect(await transaction('job').count('* as jobs').first()).toMatchObject({ jobs: 0 });
			expect(await transaction('follower').whereNull('stopped_at').count('* as follow').first()).toMatchObject({ follow: 1 });
		}),
	);

	it(
		'read again changes nothing; what has changed since is changed, once',
		undone(async (transaction) => {
			const at = await lamp(transaction, 3);
			const open = ticket('A-1', at, { 'Date Completed': '', Status: 'Open' });
			expect(await taken(transaction, [open])).toMatchObject({ fresh: 1 });
			const before = await faults(transaction);
			const events = await transaction('event').count('* as count').first();
			expect(await taken(transaction, [open])).toMatchObject({ rows: 1, fresh: 0, changed: 0, same: 1, rejected: 0 });
			expect(await faults(transaction)).toEqual(before);
			expect(await transaction('event').count('* as count').first()).toEqual(events);
			expect(await taken(transaction, [ticket('A-1', at)])).toMatchObject({ fresh: 0, changed: 1, same: 0 });
			expect(await faults(transaction)).toMatchObject([{ state: 'closed', reports: 1, days: 10 }]);
			expect(await taken(transaction, [ticket('A-1', at)])).toMatchObject({ changed: 0, same: 1 });
			expect(await transaction('report').count('* as count').first()).toMatchObject({ count: 1 });
		}),
	);

	it(
		'makes one fault of reports of one lamp while it was out, and another of the next time',
		undone(async (transaction) => {
			const at = await lamp(transaction, 5);
			const result = await taken(transaction, [
				ticket('A-1', at, { 'Date Logged': ago(300), 'Date Completed': ago(290) }),
				ticket('A-2', at, { 'Date Logged': ago(298), 'Date Completed': ago(289) }),
				ticket('A-3', at, { 'Date Logged': ago(60), 'Date Completed': ago(58) }),
			]);
			expect(result).toMatchObject({ fresh: 3, opened: 2, joined: 1 });
			expect(await faults(transaction)).toMatchObject([
				{ state: 'closed', reports: 2, days: 11 },
				{ state: 'closed', reports: 1, days: 2 },
			]);
		}),
	);

	it(
		'tells of a repair that did not hold as the same fault, as a report of today does',
		undone(async (transaction) => {
			const at = await lamp(transaction, 5);
			const result = await taken(transaction, [
				ticket('A-1', at, { 'Date Logged': ago(50), 'Date Completed': ago(45) }),
				ticket('A-2', at, { 'Date Logged': ago(44), 'Date Completed': ago(40) }),
			]);
			expect(result).toMatchObject({ opened: 1, joined: 1 });
			expect(await faults(transaction)).toMatchObject([{ reports: 2, reopened: 1, days: 10 }]);
		}),
	);

	it(
		'joins what is open here already and leaves its state to those who work on it',
		undone(async (transaction) => {
			const nobody = await serving(transaction);
			const at = await lamp(transaction, 2);
			await nobody.ask('POST', '/api/reports', { mode: 'street-light.out', lon: at.Longitude, lat: at.Latitude, method: 'gnss', accuracy: 4 });
			const result = await taken(transaction, [ticket('A-1', at, { 'Date Logged': ago(2), 'Date Completed': '', Status: 'Busy' })]);
			expect(result).toMatchObject({ joined: 1, opened: 0 });
			expect(await faults(transaction)).toMatchObject([{ state: 'reported', reports: 2, reference: 'SL-102' }]);
			await nobody.close();
		}),
	);

	it(
		'that somebody has worked with since is not put back',
		undone(async (transaction) => {
			const at = await lamp(transaction, 3);
			await taken(transaction, [ticket('A-1', at, { 'Date Completed': '', Status: 'Open' })]);
			const [fault] = await faults(transaction);
			await transaction('fault').where({ id: fault?.id }).update({ state: 'waiting', reason: 'a part is missing' });
			await transaction('event').insert({ kind: 'fault.moved', fault_id: fault?.id, details: { from: 'reported', to: 'waiting' } });
			expect(await taken(transaction, [ticket('A-1', at)])).toMatchObject({ changed: 1 });
			expect(await faults(transaction)).toMatchObject([{ state: 'waiting' }]);
		}),
	);

	it(
		'is placed anew where another place is told; the fault that nobody tells of any more was none',
		undone(async (transaction) => {
			const [at, there] = [await lamp(transaction, 3), await lamp(transaction, 9)];
			await taken(transaction, [ticket('A-1', at)]);
			expect(await taken(transaction, [ticket('A-1', there)])).toMatchObject({ changed: 1 });
			expect(await faults(transaction)).toMatchObject([{ reference: 'SL-109', reports: 1 }]);
			expect(await transaction('fault').where({ state: 'rejected' }).count('* as count').first()).toMatchObject({ count: 1 });
		}),
	);

	it(
		'finds an asset by its number where no place is told',
		undone(async (transaction) => {
			const result = await taken(transaction, [ticket('A-1', { Pole: 'P7' }), ticket('A-2', { Pole: 'P99' })]);
			expect(result).toMatchObject({ fresh: 1, linked: 1, rejected: 1 });
			expect(result.reasons).toEqual([{ what: 'it names an asset that the register does not have, and has no other place', count: 1 }]);
			expect(await faults(transaction)).toMatchObject([{ reference: 'SL-107' }]);
		}),
	);

	it(
		'accounts for every row, and says why one is not taken',
		undone(async (transaction) => {
			const at = await lamp(transaction, 3);
			const result = await taken(transaction, [
				ticket('A-1', at),
				ticket('A-1', at, { Details: 'again' }),
				ticket('', at),
				ticket('A-3', at, { Status: 'Junk' }),
				ticket('A-4', at, { Status: 'Lost' }),
				ticket('A-5', at, { Category: 'Stray dog' }),
				ticket('A-6', {}),
				ticket('A-7', { Longitude: 18.5, Latitude: -33.7 }),
				ticket('A-8', at, { 'Date Completed': ago(50) }),
				ticket('A-9', at, { 'Date Logged': '31/31/2024' }),
				ticket('A-10', at, { 'Date Completed': '' }),
			]);
			const { rows, fresh, changed, same, forgotten, rejected, reasons } = result;
			expect({ rows, fresh, rejected }).toEqual({ rows: 11, fresh: 1, rejected: 10 });
			expect(fresh + changed + same + forgotten + rejected).toBe(rows);
			expect(reasons.map(({ what }) => what).sort()).toEqual([
				'"…" is no date, or one whose day and month could change places (say "…": "…" or "…")',
				'it ended before it was reported',
				'it has no number, or one of more than 60 characters',
				'it has no place: neither longitude and latitude nor an asset',
				'it is over, but nothing says since when',
				'it lies outside the municipality',
				'the mapping does not know the category "Stray dog"',
				'the mapping does not know the state "Lost"',
				'the mapping leaves the state "Junk" out',
				'the same number comes again later, which counts',
			]);
			expect(await reports(transaction)).toMatchObject([{ words: 'again' }]);
		}),
	);
});
