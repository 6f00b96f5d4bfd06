import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { get, post, type Response311, readXml } from './client.ts';
import { fixMyStreet, type Site, site } from './town.ts';

let town: Site;

beforeAll(async () => {
	town = await site();
});
afterAll(() => town.close());

const odd = [
	'',
	' ',
	'-1',
	'1e9',
	'NaN',
	'999999999999999999999',
	'\u0000',
	'\ud800',
	'ø'.repeat(2000),
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
const paths = ['discovery', 'services', 'services/road_pothole', 'requests', 'requests/F-222222', 'tokens/x', 'servicerequestupdates'];

/** Every pair of a name and something odd. */
const pairs = (of: readonly string[]): [string, string][] => of.flatMap((name) => odd.map((value): [string, string] => [name, value]));

function answered({ status, text, type }: Response311, what: string): void {
	expect(status, `${what.slice(0, 80)}: ${text.slice(0, 200)}`).toBeLessThan(500);
	if (type.startsWith('text/xml')) readXml(text);
	else JSON.parse(text);
}

const changed = (fields: readonly [string, string][], name: string, value: string): [string, string][] =>
	fields.map(([key, is]) => [key, key === name ? value : is]);

describe('whatever is sent', () => {
	for (const path of paths)
		it(`to ${path} is answered with what is there or a 4xx, never a 5xx`, async () => {
			for (const [at, [name, value]] of pairs(names).entries())
				answered(await get(town, `${path}.${at % 2 ? 'xml' : 'json'}`, { [name]: value }), `${path} ${name}=${value}`);
		}, 240_000);

	it('as a number in the address is answered so too', async () => {
		for (const value of odd) {
			const address = `${town.url}/open311/v2/requests/${encodeURIComponent(value.toWellFormed())}.xml`;
			expect((await fetch(address)).status, value).toBeLessThan(500);
		}
	});

	it('as a report is answered so too, once and more often in a form', async () => {
		const more = { 'attribute[fixmystreet_id]': '', address_string: '', address_id: '', phone: '', device_id: '', account_id: '', description: 'fuzz' };
		const fields = fixMyStreet(town.key, more);
		for (const [name, value] of pairs(fields.map(([it]) => it))) {
			const once = changed(fields, name, value);
			answered(await post(town, 'requests.xml', once), `${name}=${value}`);
			answered(await post(town, 'requests.xml', [...once, [name, value], [`${name}[]`, value]]), `${name}=${value} thrice`);
		}
	}, 120_000);

	it('as an update is answered so too', async () => {
		const fields = Object.entries({
			api_key: town.key,
			service_request_id: 'x',
			update_id: '1',
			status: 'OPEN',
			updated_datetime: '2026-11-22T17:17:17Z',
			description: 'x',
			media_url: 'x',
		});
		for (const [name, value] of pairs(fields.map(([it]) => it)))
			answered(await post(town, 'servicerequestupdates.json', changed(fields, name, value)), `${name}=${value}`);
	}, 240_000);
});
