import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { settings } from '../../../server/platform/config.ts';
import { workOnce } from '../../../server/worker.ts';
import { type AuthorityDouble, authorityDouble, type Quirks } from '../../support/authority.ts';
import { db } from '../../support/database.ts';
import { type Place, place } from './road-agency.ts';

let here: Place;
let double: AuthorityDouble;

/** A fault on a lamp of the agency, handed on to a server that behaves so. */
async function handedOn(quirks: Quirks = {}, server: Record<string, unknown> = {}): Promise<string> {
	double = await authorityDouble(quirks);
	await here.know({ endpoint: double.endpoint, ...server });
	const code = await here.dark();
	const { status, body } = await here.ask('POST', `/api/desk/faults/${code}/hand-on`, { authority: 'agency' });
	expect([status, body]).toEqual([200, { id: expect.any(Number) }]);
	await here.work();
	return code;
}

const posts = () => double.heard.filter(({ method }) => method === 'POST');

beforeAll(async () => {
	here = await place();
});
afterEach(async () => {
	await double.close();
	await here.db.raw('truncate handover restart identity cascade');
	// The next test has a lamp without an open fault.
	await here.db('fault').where('open', true).update({ state: 'rejected' });
});
afterAll(async () => {
	await here.close();
	await db.destroy();
});

describe('a fault of another authority', () => {
	it('is posted once to its server, with what anyone may see and not a word of the resident', async () => {
		const code = await handedOn({}, { key: 'our-key', jurisdiction: 'roads' });
		await here.work();
		expect(posts()).toHaveLength(1);
		const sent = Object.fromEntries(posts()[0]?.words ?? []);
		expect(sent).toMatchObject({ service_code: 'LAMP', api_key: 'our-key', jurisdiction_id: 'roads', 'attribute[external_id]': `test-F-${code}` });
		expect(sent['description']).toContain(`https://town.example/f/${code}`);
		expect(JSON.stringify(sent)).not.toMatch(/Zanele|082|example\.org|Monday/);
		expect(await here.rows()).toMatchObject([{ state: 'theirs', foreign_id: 'PR-1' }]);
		expect(await here.state(code)).toBe('waiting');
		const { body } = await here.ask('GET', `/api/faults/${code}/handover`);
		expect(body).toMatchObject({ handovers: [{ name: 'the roads agency', number: 'PR-1', over: false, said: [] }] });
		expect(JSON.stringify((await here.ask('GET', '/api/desk/authorities')).body)).not.toContain('our-key');
	});

	it('goes there in XML where they speak nothing else', async () => {
		await handedOn({ xmlOnly: true });
		expect(posts().map(({ path }) => path)).toEqual(['requests.xml']);
		expect(await here.rows()).toMatchObject([{ state: 'theirs', foreign_id: 'PR-1' }]);
	});

	it('waits for the number where they first give a token', async () => {
		await handedOn({ tokenFor: 2 });
		expect(await here.rows()).toMatchObject([{ state: 'receipt' }]);
		await here.work();
		expect(await here.rows()).toMatchObject([{ state: 'receipt', trouble: 'there is no number yet' }]);
		await here.work();
		expect(await here.rows()).toMatchObject([{ state: 'theirs', foreign_id: 'PR-1' }]);
		expect(posts()).toHaveLength(1);
	});

	it('is tried again where their server was out of order', async () => {
		await handedOn({ failing: 1 });
		expect(await here.rows()).toMatchObject([{ state: 'unsure', trouble: '500: out of order' }]);
		await here.work();
		expect(await here.rows()).toMatchObject([{ state: 'theirs', foreign_id: 'PR-1' }]);
		expect(double.taken).toHaveLength(1);
	});

	it('is found, not posted again, where the answer was lost after they took it', async () => {
		await handedOn({ lost: 1 });
		expect(await here.rows()).toMatchObject([{ state: 'unsure' }]);
		await here.work();
		expect(await here.rows()).toMatchObject([{ state: 'theirs', foreign_id: 'PR-1' }]);
		expect(posts()).toHaveLength(1);
	});

	it('is not sent again where they refuse it; staff read why, and may try again', async () => {
		const code = await handedOn({ refuses: 'service_code is not ours' });
		await here.work();
		expect(posts()).toHaveLength(1);
		const { body } = await here.ask<{ handovers: { id: number; state: string; trouble: string }[] }>('GET', `/api/desk/faults/${code}/handover`);
		expect(body.handovers).toMatchObject([{ state: 'refused', trouble: '400: service_code is not ours' }]);
		double.quirks = {};
		expect((await here.ask('POST', `/api/desk/handovers/${body.handovers[0]?.id}/again`, {})).status).toBe(200);
		await here.work();
		expect(await here.rows()).toMatchObject([{ state: 'theirs' }]);
	});

	it('goes by itself where that is wished, once, and the followers are told its number', async () => {
		double = await authorityDouble();
		await here.know({ endpoint: double.endpoint, byItself: true });
		const code = await here.dark();
		const all = { settings: { ...settings, publicUrl: 'https://town.example' }, means: {} };
		while (await workOnce({ db: here.db, ...all }));
		await here.work();
		while (await workOnce({ db: here.db, ...all }));
		await here.work();
		expect(posts()).toHaveLength(1);
		expect(await here.rows()).toMatchObject([{ state: 'theirs', foreign_id: 'PR-1' }]);
		const fault = await here.db('fault').where({ code }).first();
		const told = await here.db('message').where({ fault_id: fault.id, kind: 'handed-on' });
		expect(told).toHaveLength(1);
		expect(told[0].body).toContain('handed it on to the roads agency. Their number for it is PR-1.');
	});

	it('can be taken back before it is sent, and not handed on twice', async () => {
		double = await authorityDouble();
		await here.know({ endpoint: double.endpoint });
		const code = await here.dark();
		const { body } = await here.ask<{ id: number }>('POST', `/api/desk/faults/${code}/hand-on`, { authority: 'agency' });
		expect((await here.ask('POST', `/api/desk/faults/${code}/hand-on`, { authority: 'agency' })).status).toBe(409);
		expect((await here.ask('POST', `/api/desk/handovers/${body.id}/withdraw`, {})).status).toBe(200);
		await here.work();
		expect(posts()).toHaveLength(0);
	});
});

describe('what the other authority says', () => {
	it('is heard, shown without phone numbers, and ends the fault as theirs; opened again it is open again', async () => {
		const code = await handedOn({ wrongNumbers: true });
		const [request] = double.taken;
		if (!request) throw new Error('nothing was taken');
		double.updates.push({ id: 'U1', number: 'PR-1', words: 'Crew on its way, phone 021 555 1234' });
		double.updates.push({ id: 'U2', number: 'OTHER-1', words: 'Not about us' });
		await here.work();
		await here.work();
		const { body } = await here.ask<{ handovers: { said: { words: string }[] }[] }>('GET', `/api/faults/${code}/handover`);
		expect(body.handovers[0]?.said).toHaveLength(1);
		expect(body.handovers[0]?.said[0]?.words).toMatch(/^Crew on its way, phone\s*•••$/);
		expect(await here.state(code)).toBe('waiting');

		Object.assign(request, { status: 'closed', notes: 'Lamp replaced' });
		await here.work();
		await here.work();
		expect(await here.state(code)).toBe('not-ours');
		const ended = await here.db('event').where({ kind: 'fault.moved' }).whereRaw("details ->> 'to' = 'not-ours'");
		expect(ended).toHaveLength(1);
		expect((await here.db('fault').where({ code }).first()).reason).toBe('the roads agency · PR-1: Lamp replaced');

		request.status = 'open';
		await here.work();
		expect(await here.state(code)).toBe('waiting');
		request.status = 'closed';
		await here.work();
		expect(await here.state(code)).toBe('not-ours');
	});
});

describe('an authority', () => {
	it('that is put away gets nothing more, and keeps what it has; it can be brought back', async () => {
		double = await authorityDouble({});
		await here.know({ endpoint: double.endpoint });
		const code = await here.dark();
		const away = async (it: boolean): Promise<number> => (await here.ask('POST', '/api/desk/authorities/agency/put-away', { away: it })).status;
		const shown = async () => (await here.ask<{ authorities: { code: string; away: boolean }[] }>('GET', '/api/desk/authorities')).body.authorities;
		expect(await away(true)).toBe(200);
		expect(await shown()).toContainEqual(expect.objectContaining({ code: 'agency', away: true }));
		const handOn = () => here.ask('POST', `/api/desk/faults/${code}/hand-on`, { authority: 'agency' });
		expect((await handOn()).status).toBe(400);
		expect(await away(false)).toBe(200);
		expect((await handOn()).status).toBe(200);
		expect((await here.ask('POST', '/api/desk/authorities/nobody/put-away', { away: true })).status).toBe(404);
	});
});
