import { afterAll, expect, it } from 'vitest';
import { answerReport } from '../../../server/planning/run.ts';
import { db } from '../../support/database.ts';
import { type Body, type Site, site } from '../assets/care.ts';
import { planning } from '../planning/register.ts';

afterAll(() => db.destroy());

type Ask = Awaited<ReturnType<Site['as']>>;

/** Reports a lamp, sends somebody there and ends the work; answers its fault and its order. */
async function worked(
	{ resident, place }: Site,
	engineer: Ask,
	it: { east: number; outcome: string; spent: number },
): Promise<{ fault: string; order: string }> {
	const pin = { mode: 'street-light.out', ...(await place(it.east, 0.3)), method: 'map-click', zoom: 20, pointer: 'mouse' };
	const { fault } = (await resident('POST', '/api/reports', pin)).body;
	const { order } = (await engineer('POST', '/api/desk/work-orders', { faults: [fault] })).body;
	await engineer('POST', `/api/desk/work-orders/${order.code}/move`, { to: 'started' });
	await engineer('PATCH', `/api/desk/work-orders/${order.code}`, { otherCost: it.spent });
	const ended = await engineer('POST', `/api/crew/items/${order.lines[0].id}/end`, { outcome: it.outcome, at: new Date().toISOString(), reason: 'Seen by me' });
	expect(ended.status, JSON.stringify(ended.body)).toBe(200);
	return { fault, order: order.code };
}

it(
	'the money of a fault goes with it into the one it is merged into, grows there, and comes back to the cent when they are parted',
	site(async (here) => {
		const engineer = await here.as('engineer');
		const safe = await worked(here, engineer, { east: 105, outcome: 'made-safe', spent: 100.1 });
		const mended = await worked(here, engineer, { east: 210, outcome: 'fixed', spent: 250.25 });
		const context = await planning(here.db);
		const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
		const figures = async () => {
			const { rows, notes } = await answerReport(context, { id: 'cost', language: 'en', raw: { from: day(-2), to: day(2), by: 'class' } });
			const faults = await here.db('fault').whereIn('code', [safe.fault, mended.fault]).orderBy('id').select('cost');
			const onAssets = [];
			for (const lamp of ['SL-103', 'SL-106']) {
				const { body } = await engineer('GET', `/api/desk/assets/${lamp}/timeline`);
				onAssets.push(body.faults.reduce((sum: number, it: Body) => sum + (it.cost ?? 0), 0));
			}
			return { report: rows.map(({ cells }) => [cells['faults'], cells['cost']]), notes, faults: faults.map(({ cost }) => cost), onAssets };
		};
		// What is only made safe is not over: the report tells of it when it is.
		const open = (amount: number): string => `Not counted: ZAR ${amount} spent so far on faults that have not ended.`;
		const before = { report: [[1, 250.25]], notes: [open(100)], faults: [100.1, 250.25], onAssets: [100.1, 250.25] };
		expect(await figures()).toEqual(before);
		expect((await engineer('POST', `/api/desk/faults/${safe.fault}/merge`, { into: mended.fault })).status).toBe(200);
		expect(await figures()).toEqual({ report: [[1, 350.35]], notes: [], faults: [100.1, 350.35], onAssets: [0, 350.35] });
		const { work } = (await engineer('GET', `/api/desk/faults/${mended.fault}`)).body;
		expect(work.map(({ code }: Body) => code).toSorted()).toEqual([safe.order, mended.order].toSorted());
		// What more is spent on what was merged away is spent on what it is now.
		await engineer('PATCH', `/api/desk/work-orders/${safe.order}`, { otherCost: 130.1 });
		expect(await figures()).toEqual({ report: [[1, 380.35]], notes: [], faults: [130.1, 380.35], onAssets: [0, 380.35] });
		await engineer('PATCH', `/api/desk/work-orders/${safe.order}`, { otherCost: 100.1 });
		expect((await engineer('POST', `/api/desk/faults/${safe.fault}/undo`, {})).status).toBe(200);
		expect(await figures()).toEqual(before);
		// Of what nothing has ended yet no fault bears the cost.
		const { order } = (await engineer('POST', '/api/desk/work-orders', { faults: [safe.fault] })).body;
		expect((await engineer('PATCH', `/api/desk/work-orders/${order.code}`, { otherCost: 75 })).status).toBe(200);
		await here.db('fault').where({ code: mended.fault }).update({ asset_id: null });
		const { notes } = await answerReport(context, { id: 'cost', language: 'en', raw: { from: day(-2), to: day(2) } });
		expect(notes).toEqual([
			'Of what is counted, ZAR 250 went to faults that are linked to no asset.',
			'Not counted: ZAR 75 spent so far on work orders of which nothing has ended. It has no fault yet and is shared out when something ends.',
			open(100),
		]);
	}),
);
