import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { get, post, type Read, readXml, textOf, within } from './client.ts';
import { fixMyStreet, type Site, site } from './town.ts';

let town: Site;

beforeAll(async () => {
	town = await site();
});
afterAll(() => town.close());

const read = ({ text, type, status }: { text: string; type: string; status: number }, wanted = 200): { root: string; read: Read } => {
	expect(status, text).toBe(wanted);
	expect(type).toBe('text/xml; charset=utf-8');
	return readXml(text);
};

const hourBefore = (): string => new Date(Date.now() - 3_600_000).toISOString().replace(/\.\d+/, '');
const now = (): string => new Date().toISOString().replace(/\.\d+/, '');

async function move(code: string, to: string, note?: string): Promise<void> {
	const key = await town.keyOf('engineer');
	const answer = await town.ask('POST', `/api/desk/faults/${code}/move`, { to, note, reason: 'because' }, { authorization: `Bearer ${key}` });
	expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}

const faultOf = async (ticket: string): Promise<string> =>
	(await town.db.raw('select fault.code from fault join report on report.fault_id = fault.id where report.code = ?', [ticket.replace(/^TST-/, '')])).rows[0]
		.code;

async function defined(code: string): Promise<void> {
	const definition = read(await get(town, `services/${code}.xml`, { jurisdiction_id: 'test' }));
	const attributes = within(within(definition.read, 'attributes')[0], 'attribute');
	expect(attributes.map((it) => textOf(it, 'order'))).toEqual(attributes.map((_, i) => String(i + 1)));
	expect(attributes.length).toBeGreaterThan(0);
	for (const attribute of attributes) {
		expect(textOf(attribute, 'code')).toMatch(/^[a-z0-9-]+$/);
		expect(textOf(attribute, 'datatype')).toMatch(/^(string|number|datetime|text|singlevaluelist|multivaluelist)$/);
		const choices = within(within(attribute, 'values')[0], 'value').length;
		expect(choices > 1).toBe(textOf(attribute, 'datatype') === 'singlevaluelist');
	}
}

describe('a client that knows nothing but the specification', () => {
	it('reads the services: each with a name of its own, a code, and a definition where it says so', async () => {
		const services = read(await get(town, 'services.xml', { jurisdiction_id: 'test' }));
		expect(services.root).toBe('services');
		const all = within(services.read, 'service');
		expect(new Set(all.map((one) => textOf(one, 'service_name'))).size).toBe(all.length);
		for (const one of all) {
			expect(textOf(one, 'service_code')).toMatch(/^[A-Za-z0-9_-]+$/);
			expect(textOf(one, 'metadata')).toMatch(/^(true|false)$/);
			expect([textOf(one, 'type'), textOf(one, 'group')]).toEqual(['realtime', expect.any(String)]);
		}
		for (const one of all.filter((it) => textOf(it, 'metadata') === 'true')) await defined(String(textOf(one, 'service_code')));
	});

	it('posts, polls, hears of the repair, and answers, in XML', async () => {
		const posted = read(await post(town, 'requests.xml', fixMyStreet(town.key)));
		expect(posted.root).toBe('service_requests');
		const ticket = textOf(within(posted.read, 'request')[0], 'service_request_id') as string;
		expect(ticket).toMatch(/^TST-[2-9A-Z]{6}$/);

		const polled = read(await get(town, 'requests.xml', { jurisdiction_id: 'test', service_request_id: `${ticket},TST-NOBODY` }));
		const [request, second] = within(polled.read, 'request');
		expect(second).toBeUndefined();
		expect(textOf(request, 'service_request_id')).toBe(ticket);
		expect(textOf(request, 'status')).toBe('open');
		expect(textOf(request, 'service_code')).toBe('street-light_out');
		expect(Number(textOf(request, 'lat'))).toBeCloseTo(-33.73, 2);
		expect(textOf(request, 'requested_datetime')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/);
		expect(textOf(request, 'description')).not.toContain('Monday');

		const code = await faultOf(ticket);
		await move(code, 'in-progress', 'Team on site & working');
		const window = {
			jurisdiction_id: 'test',
			api_key: town.key,
			start_date: hourBefore(),
			end_date: new Date(Date.now() + 1000).toISOString().replace(/\.\d+/, ''),
		};
		const updates = read(await get(town, 'servicerequestupdates.xml', window));
		const told = within(updates.read, 'request_update');
		expect(told.map((it) => [textOf(it, 'service_request_id'), textOf(it, 'status'), textOf(it, 'description')])).toEqual(
			expect.arrayContaining([
				[ticket, 'in_progress', undefined],
				[ticket, 'unchanged', 'Team on site & working'],
			]),
		);
		for (const one of told) {
			const at = textOf(one, 'updated_datetime') as string;
			expect(at >= window.start_date && at <= window.end_date).toBe(true);
		}
		const again = read(await get(town, 'servicerequestupdates.xml', window));
		expect(within(again.read, 'request_update').map((it) => textOf(it, 'update_id'))).toEqual(told.map((it) => textOf(it, 'update_id')));

		const said = [
			['jurisdiction_id', 'test'],
			['api_key', town.key],
			['service_request_id', ticket],
			['update_id', '88'],
			['updated_datetime', now()],
			['status', 'OPEN'],
			['description', 'Still dark tonight\r\nplease hurry'],
			['first_name', 'Zanele'],
			['last_name', '-'],
			['email', 'zanele@example.org'],
		] as const;
		const answered = read(await post(town, 'servicerequestupdates.xml', said));
		const id = textOf(within(answered.read, 'request_update')[0], 'update_id');
		expect(id).toMatch(/^R-\d+$/);
		expect(textOf(within(read(await post(town, 'servicerequestupdates.xml', said)).read, 'request_update')[0], 'update_id')).toBe(id);
		const comments = await town.db('comment').where({ words: 'Still dark tonight\nplease hurry' });
		expect(comments).toHaveLength(1);

		await move(code, 'fixed');
		const closed = read(await get(town, 'requests.xml', { service_request_id: ticket }));
		expect(textOf(within(closed.read, 'request')[0], 'status')).toBe('closed');
	});

	it('does the same in JSON', async () => {
		const json = async (asked: Promise<{ text: string; type: string; status: number }>): Promise<Record<string, unknown>[]> => {
			const { text, type, status } = await asked;
			expect(status, text).toBe(200);
			expect(type).toBe('application/json; charset=utf-8');
			return JSON.parse(text);
		};
		const services = await json(get(town, 'services.json', {}));
		expect(services[0]).toMatchObject({ service_code: expect.any(String), service_name: expect.any(String), metadata: expect.any(Boolean), type: 'realtime' });
		const [first] = await json(
			post(town, 'requests.json', fixMyStreet(town.key, { 'attribute[fixmystreet_id]': 'json-1', service_code: 'road_pothole', 'attribute[size]': 'plate' })),
		);
		expect(first).toEqual({ service_request_id: expect.stringMatching(/^TST-/), service_notice: null, account_id: null });
		const ticket = String(first?.['service_request_id']);
		const [request] = await json(get(town, `requests/${ticket}.json`, { extensions: 'true' }));
		expect(request).toMatchObject({
			service_request_id: ticket,
			status: 'open',
			lat: expect.any(Number),
			extended_attributes: { state: 'reported', reports: 1 },
			photos: [],
		});
		expect(await json(get(town, `tokens/${ticket}.json`, {}))).toEqual([{ service_request_id: ticket, token: ticket }]);
		const code = await faultOf(ticket);
		await move(code, 'scheduled');
		const updates = await json(get(town, 'servicerequestupdates.json', { start_date: hourBefore() }));
		expect(updates).toEqual(
			expect.arrayContaining([expect.objectContaining({ service_request_id: ticket, status: 'action_scheduled', external_status_code: 'scheduled' })]),
		);
		expect(updates).toEqual(expect.arrayContaining([expect.objectContaining({ service_request_id: `F-${code}`, status: 'action_scheduled' })]));
	});
});
