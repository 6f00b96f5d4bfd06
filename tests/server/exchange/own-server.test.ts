import { afterAll, beforeAll, expect, it } from 'vitest';
import { db } from '../../support/database.ts';
import { type Site, site } from '../standards/open311/town.ts';
import { type Place, place } from './road-agency.ts';

let here: Place;
let there: Site;

beforeAll(async () => {
	[here, there] = [await place(), await site()];
});
afterAll(async () => {
	await here.close();
	await there.close();
	await db.destroy();
});

it('a fault goes to another town of this product, is one report there though it is sent twice, and its repair there is heard here', async () => {
	await here.know({ endpoint: `${there.url}/open311/v2/services.json`, jurisdiction: 'test', key: there.key, otherwise: 'street-light_out' });
	const { body } = await here.ask('POST', '/api/desk/authorities/try', { endpoint: `${there.url}/open311/v2`, jurisdiction: 'test' });
	expect(body).toMatchObject({ reached: true, format: 'json', trouble: null });

	const code = await here.dark();
	await here.ask('POST', `/api/desk/faults/${code}/hand-on`, { authority: 'agency' });
	await here.work();
	const [row] = await here.rows();
	expect(row).toMatchObject({ state: 'theirs', foreign_id: expect.stringMatching(/^TST-/) });
	// As if the answer had been lost, and they did not show our words.
	await here.db('handover').update({ state: 'unsure', foreign_id: null });
	await here.work();
	expect((await here.rows())[0]).toMatchObject({ state: 'theirs', foreign_id: row?.foreign_id });
	expect(await there.count('report')).toBe(1);

	const fault = await there.db('fault').first();
	await there.db('fault').where({ id: fault.id }).update({ state: 'fixed', fixed_at: there.db.fn.now(), state_since: there.db.fn.now() });
	await here.work();
	expect(await here.state(code)).toBe('fixed');
	const { body: told } = await here.ask('GET', `/api/faults/${code}/handover`);
	expect(told).toMatchObject({ handovers: [{ number: row?.foreign_id, over: true, status: 'fixed' }] });
});
