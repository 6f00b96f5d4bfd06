import { afterAll, describe, expect, it } from 'vitest';
import { db } from '../../support/database.ts';
import { type Body, type Site, site } from '../assets/care.ts';

afterAll(() => db.destroy());

/** So many faults, each on a lamp of its own. */
async function faults({ resident, place }: Site, many: number): Promise<string[]> {
	const codes: string[] = [];
	for (let at = 0; at < many; at += 1) {
		const spot = await place(at * 35, 0.2);
		const { body } = await resident('POST', '/api/reports', { mode: 'street-light.out', ...spot, method: 'map-click', zoom: 20, pointer: 'mouse' });
		codes.push(body.fault);
	}
	expect(new Set(codes).size).toBe(many);
	return codes;
}

const states = async (here: Site, codes: string[]): Promise<string[]> => here.db('fault').whereIn('code', codes).pluck('state');
const events = async (here: Site, kind: string): Promise<number> => (await here.db('event').where({ kind })).length;

describe('many faults at once', () => {
	it(
		'end when a second person says yes: not whoever asked, not what was not read, once, and all of them',
		site(async (here) => {
			const codes = await faults(here, 3);
			const [engineer, dispatcher, crew] = [await here.as('engineer'), await here.as('dispatcher'), await here.as('crew')];
			const wish = { faults: codes.map((code) => `f-${code.toLowerCase()}`), to: 'not-ours', reason: 'The province looks after this road.' };
			const { approval }: Body = (await engineer('POST', '/api/desk/approvals/end', wish)).body;
			expect(approval).toMatchObject({ faults: [...codes].sort(), state: 'waiting', mine: true, to: 'not-ours', into: null });
			expect(await states(here, codes)).toEqual(codes.map(() => 'reported'));
			const decide = (ask: typeof engineer, more: object = {}) =>
				ask('POST', `/api/desk/approvals/${approval.id}`, { approve: true, digest: approval.digest, ...more });
			expect((await decide(engineer)).status).toBe(403);
			expect((await decide(crew)).status).toBe(403);
			expect((await decide(dispatcher, { digest: 'another' })).status).toBe(412);
			expect((await decide(dispatcher)).body.approval).toMatchObject({ state: 'approved', decidedBy: 'dispatcher' });
			expect(await states(here, codes)).toEqual(codes.map(() => 'not-ours'));
			expect((await decide(dispatcher)).body).toMatchObject({ code: 'wrong-state' });
			expect([await events(here, 'approval.wished'), await events(here, 'approval.approved')]).toEqual([1, 1]);
			const [event] = await here.db('event').where({ kind: 'approval.approved' });
			expect(JSON.stringify(event.details)).not.toContain('province');
		}),
	);

	it(
		'are left as they were where one of them has moved on, or the answer is no, or time has run out',
		site(async (here) => {
			const codes = await faults(here, 3);
			const [engineer, dispatcher] = [await here.as('engineer'), await here.as('dispatcher')];
			const ask = async (): Promise<Body> =>
				(await engineer('POST', '/api/desk/approvals/end', { faults: codes, to: 'rejected', reason: 'Sent by a test that went wrong.' })).body.approval;
			const decide = (it: Body, approve: boolean) => dispatcher('POST', `/api/desk/approvals/${it.id}`, { approve, digest: it.digest });
			expect((await decide(await ask(), false)).body.approval.state).toBe('refused');
			const over = await ask();
			await here
				.db('approval')
				.where({ public_id: over.id })
				.update({ expires_at: new Date(0) });
			expect((await decide(over, true)).body).toMatchObject({ code: 'wrong-state' });
			const back = await ask();
			expect((await dispatcher('DELETE', `/api/desk/approvals/${back.id}`)).status).toBe(404);
			expect((await engineer('DELETE', `/api/desk/approvals/${back.id}`)).status).toBe(200);
			const late = await ask();
			await engineer('POST', `/api/desk/faults/${codes[0]}/move`, { to: 'in-progress' });
			expect((await decide(late, true)).body).toMatchObject({ code: 'wrong-state' });
			expect((await states(here, codes)).filter((state) => state === 'rejected')).toEqual([]);
			expect((await engineer('POST', '/api/desk/approvals/end', { faults: ['ZZZZZZ'], to: 'rejected', reason: 'No such thing.' })).status).toBe(404);
			const { approvals }: Body = (await dispatcher('GET', '/api/desk/approvals')).body;
			expect(approvals.map((it: Body) => it.state).sort()).toEqual(['expired', 'refused', 'waiting', 'withdrawn']);
		}),
	);

	it(
		'are merged at once while they are few, beyond that with a second person, and undone one by one',
		site(async (here) => {
			const [into = '', ...rest] = await faults(here, 7);
			const engineer = await here.as('engineer');
			const merge = (faults: string[]) => engineer('POST', '/api/desk/approvals/merge', { faults, into, reason: 'One cable feeds them all.' });
			const few = rest.slice(0, 5);
			expect((await merge(few)).body).toEqual({ approval: null });
			expect(await states(here, few)).toEqual(few.map(() => 'merged'));
			for (const code of few) expect((await engineer('POST', `/api/desk/faults/${code}/unmerge`, {})).status).toBe(200);
			const { approval }: Body = (await merge(rest)).body;
			expect(approval).toMatchObject({ kind: 'merge', into, state: 'waiting' });
			expect(await states(here, rest)).toEqual(rest.map(() => 'reported'));
			const admin = await here.as('administrator');
			expect((await admin('POST', `/api/desk/approvals/${approval.id}`, { approve: true, digest: approval.digest })).status).toBe(200);
			expect(await states(here, rest)).toEqual(rest.map(() => 'merged'));
		}),
	);
});
