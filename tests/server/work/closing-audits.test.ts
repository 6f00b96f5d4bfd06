import { afterAll, describe, expect, it } from 'vitest';
import { db } from '../../support/database.ts';
import { type Body, type Site, site } from '../assets/care.ts';

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
