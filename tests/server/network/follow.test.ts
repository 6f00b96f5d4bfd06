import fc from 'fast-check';
import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { applyEdit } from '../../../server/assets/index.ts';
import { buildMissing, buildNetworks, subscriptions } from '../../../server/network/build.ts';
import { dealOut, doOne } from '../../../server/platform/jobs.ts';
import { db, undone } from '../../support/database.ts';
import { kept, layLadder, pipe, valve } from './ladder.ts';

afterAll(() => db.destroy());

const count = async (transaction: Knex, table: string): Promise<number> => Number((await transaction(table).count({ n: '*' }))[0]?.['n']);

/** One change of the register. */
type Change = (transaction: Knex, number: number) => Promise<unknown>;

const changes: Readonly<Record<string, Change>> = {
	'a valve is put in': (transaction, n) => valve(transaction, `NEW${n}`, [10 + ((n * 37) % 80), 300]),
	'a pipe is laid': (transaction, n) => pipe(transaction, `LAID${n}`, [100, 300], [100 + 10 * n, 250]),
	'a pipe is taken out': (transaction, n) =>
		transaction.raw(`update asset set status = 'retired', retired_on = now()::date where reference = ?`, ['ABCDEFG'.charAt(n % 7)]),
	'a valve seizes': (transaction, n) => transaction.raw(`update asset set attributes = '{"operable": false}' where reference = ?`, [`V${1 + (n % 6)}`]),
	'a valve is closed': (transaction, n) =>
		transaction.raw(`update asset set attributes = '{"operable": true, "normally_closed": true}' where reference = ?`, [`V${1 + (n % 6)}`]),
	'a pipe is drawn elsewhere': (transaction, n) =>
		transaction.raw('update asset set geom = st_translate(geom, 0.00001 * ?, 0) where reference = ?', [n % 3, 'EFG'.charAt(n % 3)]),
	'a connection gets customers': (transaction, n) => transaction.raw(`update asset set attributes = ? where reference = 'HOUSE'`, [{ customers: n }]),
};

describe('the network follows the register', () => {
	it(
		'after any changes it is row for row what a first build would make of the register as it then is',
		undone(async (transaction) => {
			await layLadder(transaction);
			await buildNetworks(transaction, ['water']);
			let n = 0;
			await fc.assert(
				fc.asyncProperty(fc.array(fc.constantFrom(...Object.keys(changes)), { minLength: 1, maxLength: 3 }), async (names) => {
					for (const name of names) await changes[name]?.(transaction, ++n);
					await buildNetworks(transaction, ['water']);
					const followed = await kept(transaction);
					await transaction.raw('truncate network_issue, network_source, network_tap, network_valve, network_piece, network_segment, network_build');
					await buildNetworks(transaction, ['water']);
					expect(followed).toEqual(await kept(transaction));
				}),
				{ numRuns: 12 },
			);
		}),
	);

	it(
		'what is as it was is not written again',
		undone(async (transaction) => {
			await layLadder(transaction);
			await buildNetworks(transaction);
			const stamps = async () => (await transaction.raw('select line_id, ordinal, ctid::text as place from network_piece order by 1, 2')).rows;
			const before = await stamps();
			expect(before.length).toBeGreaterThan(10);
			await transaction.raw(`update asset set attributes = '{"operable": false}' where reference = 'V6'`);
			await buildNetworks(transaction);
			const after = await stamps();
			const moved = after.filter((row: { place: string }, i: number) => row.place !== before[i]?.place);
			expect(moved).toHaveLength(1);
		}),
	);

	it(
		'a change of a class that a network is made of builds that network anew, and several in a row build it once',
		undone(async (transaction) => {
			await layLadder(transaction);
			await buildNetworks(transaction);
			await transaction.raw('update event set dealt = true');
			const builtAt = async () =>
				Object.fromEntries((await transaction('network_build').select('utility', 'built_at')).map((it) => [it.utility, +it.built_at]));
			const before = await builtAt();
			const editor = { db: transaction, actor: { personId: null } } as unknown as Parameters<typeof applyEdit>[0];
			const change = async (reference: string, attributes: Record<string, unknown>) => {
				const { version } = await transaction('asset').where({ reference }).first('version');
				await applyEdit(editor, { kind: 'change', asset: reference, version, attributes } as unknown as Parameters<typeof applyEdit>[1], {
					kind: 'edit',
					source: 'test',
				});
			};
			await change('V1', { operable: false });
			await change('V2', { operable: false });
			await dealOut(transaction, subscriptions);
			expect(await transaction('job').whereLike('name', 'network.%').whereNull('done_at')).toHaveLength(8);
			while (await doOne(transaction, subscriptions));
			const after = await builtAt();
			expect(Object.keys(after).filter((it) => after[it] !== before[it])).toEqual(['water']);
			expect(await transaction('network_valve').where({ turns: false })).toHaveLength(2);
		}),
	);

	it(
		'a network that was never built, or by older rules, is built; one that was is left alone',
		undone(async (transaction) => {
			await layLadder(transaction);
			await buildMissing(transaction);
			expect(await count(transaction, 'network_build')).toBe(4);
			expect(await count(transaction, 'network_valve')).toBe(6);
			await transaction.raw(`delete from network_issue; update network_build set rules = 0, built_at = '2020-01-01' where utility = 'water'`);
			const [sewer] = await transaction('network_build').where({ utility: 'sewer' }).select('built_at');
			await buildMissing(transaction);
			expect(await transaction('network_build').where({ utility: 'sewer' }).first('built_at')).toEqual(sewer);
			expect(await count(transaction, 'network_issue')).toBeGreaterThan(0);
		}),
	);
});
