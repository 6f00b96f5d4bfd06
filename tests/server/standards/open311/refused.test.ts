import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { get, post, type Response311, readXml, textOf, ticketIn, within } from './client.ts';
import { fixMyStreet, type Site, site } from './town.ts';

let town: Site;

beforeAll(async () => {
	town = await site();
});
afterAll(() => town.close());

describe('what is refused', () => {
	const cases: [string, number, () => Promise<Response311>][] = [
		['another jurisdiction', 404, () => get(town, 'services.xml', { jurisdiction_id: 'elsewhere' })],
		['an unknown service', 404, () => get(town, 'services/nothing.xml')],
		['an unknown service of a report', 404, () => post(town, 'requests.xml', fixMyStreet(town.key, { service_code: 'nothing' }))],
		['no service', 400, () => post(town, 'requests.xml', fixMyStreet(town.key, { service_code: '' }))],
		['no key', 403, () => post(town, 'requests.xml', fixMyStreet(''))],
		['a wrong key', 403, () => post(town, 'requests.xml', fixMyStreet('nobodys-key'))],
		['a key that may not post', 403, async () => post(town, 'requests.xml', fixMyStreet(await town.keyOf('planner')))],
		['a place outside', 400, () => post(town, 'requests.xml', fixMyStreet(town.key, { lat: '-30', long: '20' }))],
		['half a place', 400, () => post(town, 'requests.xml', fixMyStreet(town.key, { lat: '' }))],
		['an unknown request', 404, () => get(town, 'requests/TST-NOBODY.xml')],
		['an unknown token', 404, () => get(town, 'tokens/nothing.xml')],
		['more than 90 days', 400, () => get(town, 'requests.xml', { start_date: '2026-01-01T00:00:00Z', end_date: '2026-04-02T00:00:00Z' })],
		['a day that is none', 400, () => get(town, 'requests.xml', { start_date: '2026-02-30T00:00:00Z' })],
		['more than 90 days of updates', 400, () => get(town, 'servicerequestupdates.xml', { start_date: '2026-01-01', end_date: '2026-06-01' })],
		['an unknown status', 400, () => get(town, 'requests.xml', { status: 'burning' })],
		['pages of more than a thousand', 400, () => get(town, 'requests.xml', { page_size: '1001' })],
		[
			'an update of nothing',
			404,
			() => post(town, 'servicerequestupdates.xml', Object.entries({ api_key: town.key, service_request_id: 'TST-NOBODY', update_id: '1' })),
		],
		['an address that is none', 404, () => get(town, 'nothing.xml')],
	];
	for (const [what, status, ask] of cases)
		it(`${what}: ${status} with a body in the caller’s format`, async () => {
			const answer = await ask();
			expect([answer.status, answer.type]).toEqual([status, 'text/xml; charset=utf-8']);
			const { root, read } = readXml(answer.text);
			expect(root).toBe('errors');
			expect(textOf(within(read, 'error')[0], 'code')).toBe(String(status));
			expect(textOf(within(read, 'error')[0], 'description')).toBeDefined();
		});

	it('a form of parts that has no parts, or breaks off: 400', async () => {
		for (const type of ['multipart/form-data', 'multipart/form-data; boundary=xYzZY', 'application/x-www-form-urlencoded; charset=utf-16']) {
			const address = `${town.url}/open311/v2/requests.xml`;
			const answer = await fetch(address, {
				method: 'POST',
				headers: { 'content-type': type },
				body: '--xYzZY\r\nContent-Disposition: form-data; name="lat"\r\n\r\n1',
			});
			expect([answer.status, readXml(await answer.text()).root], type).toEqual([400, 'errors']);
		}
	});

	it('is told in JSON as a bare list', async () => {
		const { status, text } = await get(town, 'services/nothing.json');
		expect([status, JSON.parse(text)]).toEqual([404, [{ code: 404, description: 'There is no such service_code (nothing).' }]]);
	});

	it('a status update without the right to move faults moves none, with it it does', async () => {
		const ticket = ticketIn(
			await post(
				town,
				'requests.xml',
				fixMyStreet(town.key, { 'attribute[fixmystreet_id]': 'to-move', lat: '-33.7350', long: '18.9700', service_code: 'public-ground_dumping' }),
			),
		);
		const say = (key: string, id: string) =>
			post(
				town,
				'servicerequestupdates.xml',
				Object.entries({ api_key: key, service_request_id: ticket, update_id: id, status: 'IN_PROGRESS', description: '' }),
			);
		const state = async () =>
			(await town.db.raw('select fault.state from fault join report on report.fault_id = fault.id where report.code = ?', [ticket.slice(4)])).rows[0].state;
		expect((await say(town.key, 'm1')).status).toBe(200);
		expect(await state()).toBe('reported');
		expect((await say(await town.keyOf('dispatcher'), 'm2')).status).toBe(200);
		expect(await state()).toBe('in-progress');
	});
});
