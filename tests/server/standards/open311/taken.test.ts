import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post, type Response311, readXml, textOf, ticketIn, within } from './client.ts';
import { fixMyStreet, type Site, site } from './town.ts';

let town: Site;

beforeAll(async () => {
	town = await site();
});
afterAll(() => town.close());

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
