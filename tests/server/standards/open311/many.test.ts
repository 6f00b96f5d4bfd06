import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { get, post, ticketIn } from './client.ts';
import { fixMyStreet, type Site, site } from './town.ts';

let town: Site;

/** Faults of dumping, one every half hour, back from an hour ago. */
const dumped = (count: number): string => `
	insert into fault (failure_mode, family, state, class, geom, public_geom, department_id, first_report_at, last_report_at, state_since)
	select 'public-ground.dumping', 'dumping', case when n % 3 = 0 then 'fixed' else 'reported' end, asset_class.number,
	       st_setsrid(st_makepoint(18.95 + (n % 100) * 0.0004, -33.75 + (n / 100) * 0.0002), 4326), st_setsrid(st_makepoint(18.95, -33.75), 4326),
	       department.id, now() - n * interval '30 minutes', now(), now()
	from generate_series(1, ${count}) as n, (select number from asset_class where code = 'public-ground') as asset_class, (select id from department order by id limit 1) as department`;

beforeAll(async () => {
	town = await site();
	await town.db.raw(dumped(5200));
});
afterAll(() => town.close());

const list = async (query: Record<string, string>): Promise<{ service_request_id: string; status: string; requested_datetime: string }[]> =>
	JSON.parse((await get(town, 'requests.json', query)).text);

describe('of many requests', () => {
	it('the newest thousand are given, within 90 days', async () => {
		const all = await list({});
		expect(all).toHaveLength(1000);
		const oldest = await list({ page: '5' });
		const before = new Date(Date.now() - 90 * 86_400_000);
		expect(oldest.length).toBeGreaterThan(100);
		expect(oldest.length).toBeLessThan(400);
		for (const { requested_datetime } of oldest) expect(Date.parse(requested_datetime)).toBeGreaterThanOrEqual(before.getTime());
	});

	it('pages follow one another without a gap or a repeat', async () => {
		const pages = [await list({ page_size: '300', page: '1' }), await list({ page_size: '300', page: '2' }), await list({ page_size: '300', page: '3' })];
		const ids = pages.flat().map((it) => it.service_request_id);
		expect(ids).toEqual((await list({ page_size: '900' })).map((it) => it.service_request_id));
		expect(new Set(ids).size).toBe(900);
	});

	it('status and service narrow them', async () => {
		const closed = await list({ status: 'closed' });
		expect(new Set(closed.map((it) => it.status))).toEqual(new Set(['closed']));
		expect(await list({ service_code: 'road_pothole' })).toEqual([]);
		expect(await list({ service_code: 'road_pothole,public-ground_dumping', status: 'open,closed', page_size: '7' })).toHaveLength(7);
	});

	it('a span of days gives those of its days, to the day and never to the minute', async () => {
		const day = new Date(Date.now() - 10 * 86_400_000).toISOString().slice(0, 10);
		const found = await list({ start_date: `${day}T00:00:00+02:00`, end_date: `${day}T23:59:59+02:00` });
		expect(found).toHaveLength(48);
		expect(new Set(found.map((it) => it.requested_datetime))).toEqual(new Set([new Date(`${day}T00:00:00+02:00`).toISOString().replace('.000', '')]));
	});

	it('what has changed since is found by that', async () => {
		const ticket = ticketIn(await post(town, 'requests.xml', fixMyStreet(town.key)));
		const [{ fault }] = JSON.parse((await get(town, `requests/${ticket}.json`, { extensions: 'true' })).text).map(
			(it: { extended_attributes: { fault: string } }) => it.extended_attributes,
		);
		const key = await town.keyOf('dispatcher');
		const since = new Date(Date.now() - 2000).toISOString();
		const update = { api_key: key, service_request_id: ticket, update_id: '1', status: 'ACTION_SCHEDULED' };
		expect((await post(town, 'servicerequestupdates.json', Object.entries(update))).status).toBe(200);
		const changed = await list({ updated_after: since, updated_before: new Date(Date.now() + 2000).toISOString() });
		expect(changed.map((it) => it.service_request_id)).toEqual([fault]);
	});
});
