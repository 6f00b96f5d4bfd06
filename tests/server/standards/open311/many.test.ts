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

interface Listed {
	service_request_id: string;
	status: string;
	requested_datetime: string;
	updated_datetime: string;
}

const w3c = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, 'Z');
const list = async (query: Record<string, string>): Promise<Listed[]> => JSON.parse((await get(town, 'requests.json', query)).text);

describe('of many requests', () => {
	it('the newest thousand are given, within 90 days', async () => {
		// The span ends when the server is asked, not when it has answered.
		const before = new Date(Date.now() - 90 * 86_400_000);
		const all = await list({});
		expect(all).toHaveLength(1000);
		const oldest = await list({ page: '5' });
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
		expect(changed[0]?.service_request_id).toBe(fault);
		// What has come in today is told by the day, so it may have changed within any hour of it.
		const today = await list({ start_date: since, end_date: new Date(Date.now() + 1000).toISOString() });
		expect(new Set(changed.map((it) => it.service_request_id))).toEqual(
			new Set([fault, ...today.filter(({ status }) => status === 'open').map((it) => it.service_request_id)]),
		);
		for (const { updated_datetime } of changed) expect(updated_datetime >= since.slice(0, 19)).toBe(true);
	});

	it('what has come in within the last hour is found by the hour, by whoever drops what lies outside of it, and the hour of nothing is given away', async () => {
		await town.db.raw(`${dumped(1).replace("n * interval '30 minutes'", "interval '0'").replace("'dumping'", "'dumping ' || clock_timestamp()")}`);
		const end = new Date();
		const hours = [1, 2, 3].map((ago) => new Date(end.getTime() - ago * 1_200_000));
		const answers = [];
		for (const start of hours) answers.push(await list({ start_date: w3c(start), end_date: w3c(end) }));
		const [first = []] = answers;
		expect(first.length).toBeGreaterThan(0);
		for (const [i, found] of answers.entries()) {
			const start = w3c(hours[i] ?? end);
			for (const { requested_datetime, updated_datetime } of found) {
				expect(requested_datetime >= start && updated_datetime >= start && updated_datetime <= w3c(new Date(end.getTime() + 900_000))).toBe(true);
			}
			// All of a day bear the same time: that of the question.
			expect(new Set(found.filter((it) => it.requested_datetime > start).map((it) => it.requested_datetime.slice(11, 19))).size).toBeLessThanOrEqual(1);
		}
		expect(await list({ start_date: w3c(new Date(end.getTime() + 60_000)), end_date: w3c(new Date(end.getTime() + 120_000)) })).toEqual([]);
	});

	it('pages of what has changed follow one another as well', async () => {
		const span = { updated_after: w3c(new Date(Date.now() - 86_400_000)) };
		const whole = (await list(span)).map((it) => it.service_request_id);
		expect(whole.length).toBeGreaterThan(10);
		const pages = [await list({ ...span, page_size: '6', page: '1' }), await list({ ...span, page_size: '6', page: '2' })];
		expect(pages.flat().map((it) => it.service_request_id)).toEqual(whole.slice(0, 12));
	});
});
