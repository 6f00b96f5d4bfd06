import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import { buildNetworks } from '../../../server/network/build.ts';
import type { Isolation, Issue, Quality, Trace } from '../../../server/network/contract.ts';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { enter, layLadder, pipe, valve } from './ladder.ts';

afterAll(() => db.destroy());

/** A test over the ladder asked by a member of staff who may read the register, or by nobody. */
const over = (test: (asked: Asked, transaction: Knex) => Promise<void>, role: 'gis-officer' | 'moderator' | null = 'gis-officer') =>
	undone(async (transaction) => {
		await layLadder(transaction);
		const asked = await serving(transaction);
		try {
			if (role) {
				await addPerson(transaction, { email: 'g@example.org', name: 'G', password: 'a-good-password', language: 'en', roles: [{ role }] });
				await asked.ask('POST', '/api/session', { email: 'g@example.org', password: 'a-good-password' });
			}
			await test(asked, transaction);
		} finally {
			await asked.close();
		}
	});

const isolation = async ({ ask }: Asked, reference: string, more: Record<string, string> = {}): Promise<Isolation> => {
	const { status, body } = await ask<Isolation>('GET', `/api/desk/network/assets/${reference}/isolation?${new URLSearchParams(more)}`);
	expect(status, JSON.stringify(body)).toBe(200);
	return body;
};
const names = (those: readonly { reference: string }[]): string[] => those.map(({ reference }) => reference);
const trace = async ({ ask }: Asked, reference: string, direction: string): Promise<Trace> =>
	(await ask<Trace>('GET', `/api/desk/network/assets/${reference}/trace?direction=${direction}`)).body;

describe('what to close', () => {
	it(
		'a pipe of a loop is shut off by the valves at its ends, and nobody else goes without',
		over(async (asked, transaction) => {
			await buildNetworks(transaction);
			const found = await isolation(asked, 'B');
			expect(names(found.close)).toEqual(['V1', 'V2']);
			expect(found).toMatchObject({ fed: true, drain: [], closed: [], stuck: [], dry: { count: 0 }, shut: { count: 1 }, taps: { customers: 0 } });
			expect(found.shut.lengthM).toBeCloseTo(90, 0);
			expect(found.parts.map(({ this: it }) => it)).toEqual([false, true, false]);
		}),
	);

	it(
		'at the corner on which all else hangs, the valve beyond it only keeps the pipes full, and the clinic goes without',
		over(async (asked, transaction) => {
			await buildNetworks(transaction);
			const found = await isolation(asked, 'F', { at: '98', language: 'af' });
			expect(names(found.close).sort()).toEqual(['V2', 'V3']);
			expect(names(found.drain)).toEqual(['V5']);
			expect(names(found.dry.some).sort()).toEqual(['C', 'G']);
			expect(found.taps).toMatchObject({ customers: 4, critical: [{ reference: 'CLINIC', kind: 'Kliniek of hospitaal', street: 'Kerkstraat' }] });
			expect(found.dry.shape).toMatchObject({ type: 'MultiLineString' });
		}),
	);

	it(
		'what hangs on a pipe is shut off with it',
		over(async (asked, transaction) => {
			await buildNetworks(transaction);
			expect(names((await isolation(asked, 'HOUSE')).close)).toEqual(['V6']);
			const hydrant = await isolation(asked, 'H1');
			expect(names(hydrant.close)).toEqual(['V4', 'V3']);
			expect(hydrant.close.map(({ turns }) => turns)).toEqual([null, true]);
			expect(hydrant.taps.classes).toMatchObject([{ class: 'hydrants', count: 1 }]);
		}),
	);

	it(
		'a valve that the register says cannot be turned is no valve, and is named',
		over(async (asked, transaction) => {
			await transaction.raw(`update asset set attributes = '{"operable": false}' where reference = 'V2'`);
			await buildNetworks(transaction);
			const found = await isolation(asked, 'B');
			expect(names(found.close)).toEqual(['V1', 'V3']);
			expect(names(found.stuck)).toEqual(['V2']);
			expect(names(found.drain)).toEqual(['V5']);
			expect(found.taps.customers).toBe(4);
		}),
	);

	it(
		'a valve that the crew found stuck is answered alike, without the register being changed',
		over(async (asked, transaction) => {
			await buildNetworks(transaction);
			const found = await isolation(asked, 'B', { without: '["V2"]' });
			expect([names(found.close), names(found.stuck), names(found.drain)]).toEqual([['V1', 'V3'], ['V2'], ['V5']]);
		}),
	);

	it(
		'a valve that stands closed holds already, and what it cuts off is not called dry twice',
		over(async (asked, transaction) => {
			await transaction.raw(`update asset set attributes = '{"operable": true, "normally_closed": true}' where reference in ('V3', 'V6')`);
			await buildNetworks(transaction);
			const found = await isolation(asked, 'B');
			expect([names(found.close), names(found.drain)]).toEqual([['V1'], ['V2']]);
			expect(found.taps.customers).toBe(0);
			expect(found.dry.some.find(({ reference }) => reference === 'G')?.lengthM).toBeCloseTo(5, 0);
			expect((await isolation(asked, 'G')).fed).toBe(false);
			expect(names((await isolation(asked, 'G')).closed)).toEqual(['V6']);
		}),
	);

	it(
		'says so where the network is not built yet, where an asset is of none, and where it does not exist',
		over(async ({ ask }, transaction) => {
			const code = async (path: string): Promise<unknown> => (await ask<{ code: string }>('GET', `/api/desk/network/assets/${path}`)).body.code;
			expect(await code('B/isolation')).toBe('not-ready');
			await buildNetworks(transaction);
			expect(await code('SL-101/isolation')).toBe('not-found');
			expect(await code('NOWHERE/isolation')).toBe('not-found');
			expect(await code('B/trace?direction=upstream')).toBe('not-found');
			expect(await code('B/isolation?at=-1')).toBe('bad-input');
			expect(await code('B/isolation?without=V2')).toBe('bad-input');
			expect(await code('B/trace?direction=sideways')).toBe('bad-input');
		}),
	);

	it(
		'is nothing for the public',
		over(async ({ ask }, transaction) => {
			await buildNetworks(transaction);
			for (const path of ['assets/B/isolation', 'assets/B/trace?direction=upstream', 'quality', 'water/issues?kind=unfed'])
				expect((await ask('GET', `/api/desk/network/${path}`)).status).toBe(401);
		}, null),
	);

	it(
		'is nothing for staff who may not read the register',
		over(async ({ ask }, transaction) => {
			await buildNetworks(transaction);
			expect((await ask('GET', '/api/desk/network/assets/B/isolation')).status).toBe(403);
		}, 'moderator'),
	);
});

describe('what lies upstream and downstream', () => {
	it(
		'a cable leads to its box however it was drawn, and to the lamps beyond it',
		over(async (asked, transaction) => {
			await enter(transaction, 'electricity-kiosks', { key: 'K', point: [0, 0] });
			const cable = (key: string, from: number, to: number, upstream: string) =>
				enter(transaction, 'feeder-cables', {
					key,
					line: [
						[from, 3],
						[to, 3],
					],
					attributes: { upstream },
				});
			await cable('K1', 2, 50, 'K');
			await cable('K2', 52, 100, 'K1');
			await cable('K3', 52, 100, 'K1');
			await enter(transaction, 'street-lights', { key: 'L2', point: [80, 4], attributes: { cable: 'K2' } });
			await enter(transaction, 'street-lights', { key: 'L1', point: [20, 4], attributes: { cable: 'K1' } });
			await buildNetworks(transaction);
			expect(names((await trace(asked, 'K1', 'downstream')).lines.some).sort()).toEqual(['K1', 'K2', 'K3']);
			expect((await trace(asked, 'K1', 'downstream')).taps.classes).toMatchObject([{ class: 'street-lights', count: 2 }]);
			const up = await trace(asked, 'L2', 'upstream');
			expect([names(up.lines.some).sort(), names(up.sources)]).toEqual([['K1', 'K2'], ['K']]);
		}),
	);

	it(
		'sewers flow as they were drawn, and from a manhole all that flows into it is upstream',
		over(async (asked, transaction) => {
			const sewer = (key: string, line: readonly (readonly [number, number])[]) => enter(transaction, 'sewer-pipes', { key, line });
			await sewer('S1', [
				[0, 100],
				[50, 100],
			]);
			await sewer('S2', [
				[50, 150],
				[50, 100],
			]);
			await sewer('S3', [
				[50, 100],
				[50, 50],
			]);
			await enter(transaction, 'manholes', { key: 'M', point: [50.3, 100] });
			await buildNetworks(transaction);
			expect(names((await trace(asked, 'M', 'upstream')).lines.some).sort()).toEqual(['S1', 'S2']);
			expect(names((await trace(asked, 'M', 'downstream')).lines.some)).toEqual(['S3']);
			expect(names((await trace(asked, 'S1', 'downstream')).lines.some).sort()).toEqual(['S1', 'S3']);
		}),
	);
});

describe('how sound the network is', () => {
	it(
		'names gaps, crossings, what no source reaches, what lies on no line, and valves with a way round them',
		over(async ({ ask }, transaction) => {
			await pipe(transaction, 'GAP', [202, 400], [300, 400]);
			await pipe(transaction, 'OVER', [50, 450], [50, 350]);
			await valve(transaction, 'LOST', [500, 900]);
			await pipe(transaction, 'BESIDE', [0, 300], [50, 280], [100, 300]);
			await valve(transaction, 'ROUND', [50, 300]);
			await buildNetworks(transaction);
			const { body } = await ask<Quality>('GET', '/api/desk/network/quality');
			const water = body.networks.find(({ utility }) => utility === 'water');
			expect(water?.issues).toEqual([
				{ kind: 'bypassed', count: 1 },
				{ kind: 'crossing', count: 1 },
				{ kind: 'near-miss', count: 2 },
				{ kind: 'off-line', count: 1 },
				{ kind: 'unfed', count: 3 },
			]);
			const of = async (kind: string) =>
				(await ask<{ issues: Issue[] }>('GET', `/api/desk/network/water/issues?kind=${kind}`)).body.issues.map((it) => [it.reference, it.other]);
			expect(await of('near-miss')).toEqual([
				['C', 'GAP'],
				['GAP', 'C'],
			]);
			expect(await of('crossing')).toEqual([['B', 'OVER']]);
			expect(await of('off-line')).toEqual([['LOST', null]]);
			expect((await of('unfed')).map(([it]) => it)).toEqual(['X2-1', 'GAP', 'OVER']);
		}),
	);

	it(
		'comes page after page',
		over(async ({ ask }, transaction) => {
			for (const i of [1, 2, 3]) await valve(transaction, `LOST${i}`, [500, 900 + 20 * i]);
			await buildNetworks(transaction);
			const page = async (after: number) =>
				(await ask<{ issues: Issue[]; next: number | null }>('GET', `/api/desk/network/water/issues?kind=off-line&limit=2&after=${after}`)).body;
			const first = await page(0);
			expect([names(first.issues), first.next]).toEqual([['LOST1', 'LOST2'], 2]);
			const second = await page(2);
			expect([names(second.issues), second.next]).toEqual([['LOST3'], null]);
		}),
	);
});
