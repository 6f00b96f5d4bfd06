import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { get, post, type Response311, readXml, textOf, within } from './client.ts';
import { fixMyStreet, type Site, site } from './town.ts';

let town: Site;

beforeAll(async () => {
	town = await site();
});
afterAll(() => town.close());

const ticketIn = ({ text, status }: Response311): string => {
	expect(status, text).toBe(200);
	return textOf(within(readXml(text).read, 'request')[0], 'service_request_id') as string;
};

const codesIn = ({ text }: Response311): (string | undefined)[] => within(readXml(text).read, 'error').map((it) => textOf(it, 'code'));

describe('the same report sent again', () => {
	it('ten times by its number, at once and changed on the way, is one report', async () => {
		const before = await town.count('report');
		const sent = await Promise.all(
			Array.from({ length: 10 }, (_, i) => post(town, 'requests.xml', fixMyStreet(town.key, { 'attribute[fixmystreet_id]': 'ten', deviceid: `try ${i}` }))),
		);
		expect(new Set(sent.map(ticketIn)).size).toBe(1);
		expect(await town.count('report')).toBe(before + 1);
	});

	it('ten times without a number, by what it says, is one report within a day and another one later', async () => {
		const fields = fixMyStreet(town.key, { 'attribute[fixmystreet_id]': '', description: 'Without a number' });
		const before = await town.count('report');
		const sent = await Promise.all(Array.from({ length: 10 }, () => post(town, 'requests.xml', [...fields].reverse())));
		const [ticket] = sent.map(ticketIn);
		expect(new Set(sent.map(ticketIn)).size).toBe(1);
		expect(await town.count('report')).toBe(before + 1);
		await town.db('open311_request').update({ created_at: town.db.raw("created_at - interval '25 hours'") });
		expect(ticketIn(await post(town, 'requests.xml', fields))).not.toBe(ticket);
	});

	it('by another system is another report', async () => {
		const [one, other] = await Promise.all([town.key, town.keyOf('dispatcher')]);
		const first = ticketIn(await post(town, 'requests.xml', fixMyStreet(one, { 'attribute[fixmystreet_id]': 'both' })));
		expect(ticketIn(await post(town, 'requests.xml', fixMyStreet(other, { 'attribute[fixmystreet_id]': 'both' })))).not.toBe(first);
	});
});

describe('what is sent loosely is taken', () => {
	const report = (more: Record<string, string>) => post(town, 'requests.xml', fixMyStreet(town.key, more));
	const kept = async (answer: Response311) => {
		const [row] = await town.db('report').where({ code: ticketIn(answer).slice(4) });
		return row;
	};

	it('photos by address, repeated or in brackets; attributes in brackets; what nobody asked', async () => {
		const fields: [string, string][] = [
			...fixMyStreet(town.key, { 'attribute[fixmystreet_id]': 'loose-1', service_code: 'road_pothole' }),
			['media_url', 'https://fix.example.org/photo/2.jpeg'],
			['media_url[]', 'https://fix.example.org/photo/3.jpeg'],
			['media_url', 'javascript:alert(1)'],
			['attribute[size][]', 'plate'],
			['attribute[unheard_of]', 'x'],
			['attribute[unheard_of]', 'y'],
			['nonsense', 'z'],
		];
		const report = await kept(await post(town, 'requests.xml', fields));
		expect(report.answers).toEqual({ size: 'plate' });
		const [row] = await town.db('open311_request').where({ report_id: report.id });
		expect(row.media_urls).toEqual([4217, 2, 3].map((n) => `https://fix.example.org/photo/${n === 4217 ? '4217.0.full' : n}.jpeg`));
	});

	it('line ends of another kind, an address and a number that are none', async () => {
		const report_ = await kept(await report({ 'attribute[fixmystreet_id]': 'loose-2', email: 'zanele at home', phone: 'ask my sister' }));
		expect(report_.words).toContain('Lamp dark\n\nSince Monday & all night: "very" <dark>');
		expect(report_.words).toContain('E-mail: zanele at home\nPhone: ask my sister');
		expect(report_.channel).toBe('open311');
		expect(report_.public_words).toBe(false);
	});

	it('the jurisdiction in the address, the key in a header, a body of JSON', async () => {
		const response = await fetch(`${town.url}/open311/v2/requests.json?jurisdiction_id=TEST`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Bearer ${town.key}` },
			body: JSON.stringify({ service_code: 'street-light.out', lat: -33.7301, long: 18.9619, attribute: { fixmystreet_id: 'loose-3' } }),
		});
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual([expect.objectContaining({ service_request_id: expect.stringMatching(/^TST-/) })]);
	});

	it('a place by its address, by a pole number, and none that is nowhere', async () => {
		const at = (more: Record<string, string>) => ({ lat: '', long: '', ...more });
		expect(ticketIn(await report(at({ 'attribute[fixmystreet_id]': 'loose-4', address_string: 'Kerkstraat 14' })))).toMatch(/^TST-/);
		const pole = await kept(await report(at({ 'attribute[fixmystreet_id]': 'loose-5', address_id: 'SL-107' })));
		const { rows } = await town.db.raw('select asset.reference from fault join asset on asset.id = fault.asset_id where fault.id = ?', [pole.fault_id]);
		expect(rows).toEqual([{ reference: 'SL-107' }]);
		const nowhere = await report(at({ 'attribute[fixmystreet_id]': 'loose-6', address_id: '#NOTPINPOINTED#' }));
		expect([nowhere.status, codesIn(nowhere)]).toEqual([400, ['400']]);
	});

	it('photos in a form of parts, through what every photo goes through', async () => {
		const form = new FormData();
		for (const [name, value] of fixMyStreet(town.key, { 'attribute[fixmystreet_id]': 'parts' })) form.append(name, value);
		const photo = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#362' } })
			.withExif({ IFD0: { Artist: 'somebody' } })
			.jpeg()
			.toBuffer();
		form.append('photo1', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'photo1.jpeg');
		form.append('file_plan', new Blob(['%PDF-1.7'], { type: 'application/pdf' }), 'plan.pdf');
		const report_ = await kept(await post(town, 'requests.xml', form));
		expect(await town.db('media').where({ report_id: report_.id }).select('kind', 'shown')).toEqual([{ kind: 'image/jpeg', shown: false }]);
	});
});

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

describe('whatever is sent', () => {
	const odd = [
		'',
		' ',
		'-1',
		'1e9',
		'NaN',
		'999999999999999999999',
		'\u0000',
		'\ud800',
		'ø'.repeat(5000),
		'<a b="c">',
		"'; drop table report; --",
		'2026-13-45',
		'0000-00-00',
		'9999-12-31T23:59:59+99:99',
		'[]',
		'{"a":1}',
		'%',
		'../..',
		'a,b,c',
		',,,',
	];
	const names = [
		'jurisdiction_id',
		'service_code',
		'service_request_id',
		'start_date',
		'end_date',
		'status',
		'updated_after',
		'updated_before',
		'page',
		'page_size',
		'extensions',
		'api_key',
		'language',
	];

	it('is answered with what is there or a 4xx, never a 5xx', async () => {
		const paths = ['discovery', 'services', 'services/road_pothole', 'requests', 'requests/F-222222', 'tokens/x', 'servicerequestupdates'];
		for (const path of paths)
			for (const name of names)
				for (const value of odd) {
					const { status, text } = await get(town, `${path}.${odd.indexOf(value) % 2 ? 'xml' : 'json'}`, { [name]: value });
					expect(status, `${path} ${name}=${value.slice(0, 40)}: ${text.slice(0, 200)}`).toBeLessThan(500);
				}
		for (const value of odd) {
			const { status } = await get(town, `requests/${encodeURIComponent(value.toWellFormed())}.xml`);
			expect(status, value).toBeLessThan(500);
		}
	}, 120_000);

	it('is answered so too when it is posted, once and twice in a form', async () => {
		const fields = fixMyStreet(town.key, {
			'attribute[fixmystreet_id]': '',
			address_string: '',
			address_id: '',
			phone: '',
			device_id: '',
			account_id: '',
			description: 'fuzz',
		});
		for (const [name] of fields)
			for (const value of odd) {
				const changed = fields.map(([key, is]): [string, string] => [key, key === name ? value : is]);
				for (const sent of [changed, [...changed, [name, value] as [string, string], [`${name}[]`, value] as [string, string]]]) {
					const { status, text } = await post(town, 'requests.xml', sent);
					expect(status, `${name}=${value.slice(0, 40)}: ${text.slice(0, 200)}`).toBeLessThan(500);
					readXml(text);
				}
			}
		const update = Object.entries({
			api_key: town.key,
			service_request_id: 'x',
			update_id: '1',
			status: 'OPEN',
			updated_datetime: '2026-11-22T17:17:17Z',
			description: 'x',
			media_url: 'x',
		});
		for (const [name] of update)
			for (const value of odd)
				expect(
					(
						await post(
							town,
							'servicerequestupdates.json',
							update.map(([key, is]) => [key, key === name ? value : is]),
						)
					).status,
				).toBeLessThan(500);
	}, 120_000);
});
