import { afterAll, describe, expect, it } from 'vitest';
import { closingSubscriptions } from '../../../server/work/index.ts';
import { db } from '../../support/database.ts';
import { type Body, type Site, site } from '../assets/care.ts';
import { work } from '../notify/town.ts';

afterAll(() => db.destroy());

const path = '/api/desk/closing-audits';
const settings = '/api/desk/settings/closing-audits';
type Ask = Awaited<ReturnType<Site['as']>>;

const always = [{ outcome: null, department: null, share: 1 }];

/** A lamp that somebody said is dark, on an order that has begun. */
async function begun({ resident, place }: Site, engineer: Ask): Promise<{ fault: string; item: number }> {
	const { fault } = (
		await resident('POST', '/api/reports', { mode: 'street-light.out', ...(await place(105, 0.3)), method: 'map-click', zoom: 20, pointer: 'mouse' })
	).body;
	const { order } = (await engineer('POST', '/api/desk/work-orders', { faults: [fault] })).body;
	await engineer('POST', `/api/desk/work-orders/${order.code}/move`, { to: 'started' });
	return { fault, item: order.lines[0].id };
}

const close = (who: Ask, item: number): Promise<Body> =>
	who('POST', `/api/crew/items/${item}/end`, { outcome: 'fixed', at: new Date().toISOString(), reason: 'Seen by me' });

describe('closed work', () => {
	it(
		'that was drawn is looked at by somebody else; what was not done is open again, and counts for whoever closed it',
		site(async (here) => {
			const [admin, engineer, other] = [await here.as('administrator'), await here.as('engineer'), await here.as('dispatcher')];
			await admin('PUT', settings, { shares: always, version: (await admin('GET', settings)).body.version });
			const { fault, item } = await begun(here, engineer);
			expect((await close(engineer, item)).status).toBe(200);

			const [audit] = (await other('GET', path)).body.audits;
			expect(audit).toMatchObject({ fault, outcome: 'fixed', proof: 'reason', proofReason: 'Seen by me', closedBy: 'engineer', mine: false, verdict: null });
			const judge = (who: Ask, body: object) => who('POST', `${path}/${audit.id}`, { note: '', verdict: 'not-done', ...body });
			expect((await engineer('GET', path)).body.audits).toMatchObject([{ mine: true }]);
			expect((await judge(engineer, { note: 'All well' })).body.code).toBe('not-allowed');
			expect((await judge(await here.as('crew'), {})).status).toBe(403);
			expect((await judge(other, {})).body.errors).toMatchObject([{ path: 'note' }]);
			expect((await judge(other, { note: 'Still dark' })).status).toBe(200);
			expect((await judge(other, { note: 'Still dark' })).body.code).toBe('wrong-state');
			expect((await engineer('GET', `/api/desk/faults/${fault}`)).body.fault).toMatchObject({ state: 'confirmed', reopened: 1 });
			expect((await other('GET', path)).body.audits).toMatchObject([{ verdict: 'not-done', found: 'Still dark', judgedBy: 'dispatcher' }]);

			// Under a quarter, what this closer does next is drawn surely: one failed audit makes four of it.
			const now = (await admin('GET', settings)).body;
			await admin('PUT', settings, { shares: [{ ...always[0], share: 0.25 }], version: now.version });
			const { item: next } = await begun(here, engineer);
			await close(engineer, next);
			expect(await here.db('closing_audit').where({ item_id: next }).select('share')).toEqual([{ share: 1 }]);
			// Taken back, there is nothing to look at; closed again, it is drawn again.
			await engineer('POST', `/api/crew/items/${next}/reopen`, {});
			expect(await here.db('closing_audit').where({ item_id: next })).toEqual([]);
			await close(engineer, next);
			expect(await here.db('closing_audit').where({ item_id: next })).toHaveLength(1);
		}),
	);

	it(
		'without a work order is drawn like the rest: what is taken back is not looked at, what went with another or ended with its work is not drawn twice',
		site(async (here) => {
			const [admin, engineer, other] = [await here.as('administrator'), await here.as('engineer'), await here.as('dispatcher')];
			await admin('PUT', settings, { shares: always, version: (await admin('GET', settings)).body.version });
			const pin = async (east: number) => ({ ...(await here.place(east, 0.3)), method: 'map-click', zoom: 20, pointer: 'mouse' });
			const report = async (east: number) => (await here.resident('POST', '/api/reports', { mode: 'street-light.out', ...(await pin(east)) })).body.fault;
			const [dark, mended] = [await report(105), await report(210)];
			const drawn = async () => {
				await work(here.db, closingSubscriptions);
				return (await other('GET', path)).body.audits;
			};
			const move = (fault: string, to: string, reason: string, note?: string) => engineer('POST', `/api/desk/faults/${fault}/move`, { to, reason, note });

			await move(dark, 'no-fault-found', 'It shines', 'Seen at nine');
			const [first] = await drawn();
			expect(first).toMatchObject({
				order: null,
				fault: dark,
				outcome: 'no-fault-found',
				proof: null,
				title: 'Luminaire outage',
				proofReason: 'It shines',
				note: 'Seen at nine',
				closedBy: 'engineer',
				crew: null,
			});
			expect((await engineer('POST', `${path}/${first.id}`, { verdict: 'as-said', note: '' })).body.code).toBe('not-allowed');
			await engineer('POST', `/api/desk/faults/${dark}/undo`, {});
			expect(await drawn()).toEqual([]);

			await move(mended, 'fixed', 'I saw it burn', 'New lamp');
			const [second] = await drawn();
			expect(second).toMatchObject({ fault: mended, outcome: 'fixed', proofReason: 'I saw it burn', note: 'New lamp' });
			expect((await other('POST', `${path}/${second.id}`, { verdict: 'not-done', note: 'Dark' })).status).toBe(200);
			expect((await other('GET', `/api/desk/faults/${mended}`)).body.fault).toMatchObject({ state: 'confirmed', reopened: 1 });
			// Closed anew it is drawn anew; the work of an order draws its own item alone.
			await move(mended, 'not-ours', 'The province’s');
			expect(await drawn()).toMatchObject([{ fault: mended, outcome: 'not-ours', verdict: null }, { verdict: 'not-done' }]);
			const { item } = await begun(here, engineer);
			await close(engineer, item);
			expect((await drawn()).filter(({ verdict }: Body) => verdict === null)).toHaveLength(2);
		}),
	);

	it(
		'is drawn by outcome and trade as administrators say, the closer rule first; a crew’s figures come with their interval',
		site(async (here) => {
			const [admin, engineer] = [await here.as('administrator'), await here.as('engineer')];
			const { shares, version } = (await admin('GET', settings)).body;
			expect(shares).toEqual([{ outcome: null, department: null, share: 0.05 }]);
			expect((await engineer('GET', settings)).status).toBe(403);
			const wrong = async (list: object[]) => (await admin('PUT', settings, { shares: list, version })).body.errors.map((it: Body) => it.path);
			expect(await wrong([...always, ...always])).toEqual(['shares.1.outcome']);
			expect(await wrong([{ outcome: null, department: 'castles', share: 1 }])).toEqual(['shares.0.department']);
			const none = [...always, { outcome: 'fixed', department: null, share: 0 }];
			expect((await admin('PUT', settings, { shares: none, version })).body.shares).toEqual(none);
			expect((await admin('PUT', settings, { shares: always, version })).body.code).toBe('conflict');
			const { item } = await begun(here, engineer);
			await close(engineer, item);
			expect((await admin('GET', path)).body).toEqual({ audits: [], crews: [] });

			await here.db.raw(`
				insert into crew (code, department_id) select 'Electricity A', min(department.id) from department;
				insert into closing_audit (item_id, crew, outcome, share, verdict, judged_at) select ${item}, 'Electricity A', 'fixed', 1, 'not-done', now()`);
			const { crews } = (await admin('GET', path)).body;
			expect(crews).toEqual([{ crew: 'Electricity A', audited: 1, failed: 1, share: 1, low: expect.closeTo(0.2065, 3), high: 1 }]);
		}),
	);
});
