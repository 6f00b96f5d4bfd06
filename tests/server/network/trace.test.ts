import { afterAll, describe, expect, it } from 'vitest';
import { buildNetworks } from '../../../server/network/build.ts';
import type { Issue, Quality, Trace } from '../../../server/network/contract.ts';
import { db } from '../../support/database.ts';
import type { Asked } from '../../support/server.ts';
import { names, over } from './asked.ts';
import { enter, pipe, valve } from './ladder.ts';

afterAll(() => db.destroy());

const trace = async ({ ask }: Asked, reference: string, direction: string): Promise<Trace> =>
	(await ask<Trace>('GET', `/api/desk/network/assets/${reference}/trace?direction=${direction}`)).body;

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
