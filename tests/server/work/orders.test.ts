import { afterAll, describe, expect, it } from 'vitest';
import { db } from '../../support/database.ts';
import { type Body, type Site, site } from '../assets/care.ts';

afterAll(() => db.destroy());

const photo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC', 'base64');

const report = async ({ resident, place }: Site, east: number): Promise<string> => {
	const answer = await resident('POST', '/api/reports', {
		...{ mode: 'street-light.out', ...(await place(east, 0.3)), method: 'map-click', zoom: 20, pointer: 'mouse', email: 'anna@example.org' },
	});
	expect(answer.status, JSON.stringify(answer.body)).toBe(200);
	return answer.body.fault;
};

type Ask = Awaited<ReturnType<Site['as']>>;

/** A crew with one member, and stores with a lamp. */
async function manned(here: Site): Promise<{ engineer: Ask; crew: Ask; send: (item: number, moment: string, metres: number) => Promise<Body> }> {
	const engineer = await here.as('engineer');
	const crew = await here.as('crew');
	await here.db.raw(`
		insert into crew (code, department_id, hourly_cost) select 'Electricity A', department.id, 400 from department where department.code = 'electricity';
		insert into crew_member (crew_id, person_id) select crew.id, person.id from crew, person where person.email = 'crew@example.org';
		insert into material (code, title, unit, price) values ('LAMP-LED', '{"en": "LED lamp"}', 'each', 850);
		insert into checklist (class, tasks) select asset_class.number, '[{"code": "isolated", "title": {"en": "Circuit is dead"}, "kind": "check", "wanted": true}]' from asset_class where asset_class.code = 'street-lights'`);
	const send = async (item: number, moment: string, metres: number): Promise<Body> => {
		const form = new FormData();
		form.set('moment', moment);
		form.set('at', new Date().toISOString());
		form.set('stand', JSON.stringify({ ...(await here.place(105, metres)), accuracy: 6 }));
		form.append('photos', new Blob([photo], { type: 'image/png' }), 'a.png');
		const answer = await crew('POST', `/api/crew/items/${item}/photos`, form);
		expect(answer.status, JSON.stringify(answer.body)).toBe(200);
		return answer.body;
	};
	return { engineer, crew, send };
}

const now = (): string => new Date().toISOString();

describe('a work order', () => {
	it(
		'takes its fault from planned to fixed with evidence, counts what it cost, and tells the resident',
		site(async (here) => {
			const { engineer, crew, send } = await manned(here);
			const code = await report(here, 105);
			const opened = await engineer('POST', '/api/desk/work-orders', { faults: [code], crew: 'Electricity A', plannedFrom: now() });
			expect(opened.status, JSON.stringify(opened.body)).toBe(200);
			const { order } = opened.body;
			expect(order).toMatchObject({ kind: 'corrective', state: 'assigned', crew: 'Electricity A', items: 1, lines: [{ fault: { code, state: 'scheduled' } }] });
			expect((await engineer('POST', '/api/desk/work-orders', { faults: [code] })).body).toMatchObject({ code: 'conflict', order: order.code });

			const { status, body: run } = await crew('GET', '/api/crew/run');
			expect(status, JSON.stringify(run)).toBe(200);
			expect(run.stops).toMatchObject([{ code: order.code, tasks: [{ code: 'isolated', doneAt: null }], assets: [{ reference: 'SL-103', key: 'P3' }] }]);
			expect((await here.resident('GET', '/api/crew/run')).status).toBe(401);
			const item = order.lines[0].id;
			const task = run.stops[0].tasks[0].id;

			const began = new Date(Date.now() - 7_300_000);
			const left = new Date(began.getTime() + 7_200_000).toISOString();
			await crew('POST', `/api/crew/orders/${order.code}/time`, { act: 'start', at: began.toISOString() });
			expect((await engineer('GET', `/api/desk/faults/${code}`)).body.fault.state).toBe('in-progress');

			// No way to "fixed" without evidence: none at all, a photo from elsewhere, a photo from before, a task left out.
			const end = (body: object) => crew('POST', `/api/crew/items/${item}/end`, { outcome: 'fixed', at: left, ...body });
			expect((await end({})).body).toMatchObject({ code: 'evidence-wanted', wanted: ['task:isolated', 'reason'] });
			const write = (body: object) => crew('PATCH', `/api/crew/items/${item}`, { at: now(), fields: {}, ...body });
			expect((await write({ tasks: [{ id: task, answer: null, done: true }] })).status).toBe(200);
			expect((await end({ reason: 'trust me' })).body).toMatchObject({ code: 'evidence-wanted', wanted: ['photo', 'reading', 'reason'] });
			await send(item, 'before', 2);
			await send(item, 'after', 400);
			expect((await end({})).body).toMatchObject({ code: 'evidence-wanted', photos: 1 });
			await send(item, 'after', 4);

			const found = { cause: { base: null, value: 'lamp failed' }, condition: { base: null, value: 2 } };
			expect((await write({ fields: found, materials: [{ code: 'LAMP-LED', used: 1 }] })).body.conflicts).toEqual([]);
			const ended = await end({});
			expect(ended.status, JSON.stringify(ended.body)).toBe(200);
			expect(ended.body.order).toMatchObject({ state: 'done', ended: 1, lines: [{ outcome: 'fixed', proof: 'photo', fault: { state: 'fixed' } }] });
			expect(ended.body.order.lines[0].proofM).toBeLessThan(10);
			expect(ended.body.order.hours).toBe(2);
			expect(ended.body.order.cost).toBe(2 * 400 + 850);

			const { rows } = await here.db.raw('select cost, hours, cause from fault where code = ?', [code]);
			expect(rows[0]).toMatchObject({ cause: 'lamp failed', cost: ended.body.order.cost });
			const timeline = (await engineer('GET', '/api/desk/assets/SL-103/timeline')).body;
			expect(timeline.work).toMatchObject([{ code: order.code, cost: ended.body.order.cost, outcome: 'fixed' }]);
			expect((await here.db.raw("select condition_grade from asset where reference = 'SL-103'")).rows).toEqual([{ condition_grade: 2 }]);
			expect((await here.told()).map((it) => it.kind)).toEqual(['received', 'in-progress', 'fixed']);

			// Taken back within the day: the fault is as it was, and ending it again brings it to the same figures.
			expect((await crew('POST', `/api/crew/items/${item}/reopen`, {})).body.order).toMatchObject({
				state: 'started',
				lines: [{ outcome: null, fault: { state: 'in-progress' } }],
			});
			expect((await end({})).body.order.cost).toBe(2 * 400 + 850);
		}),
	);

	it(
		'keeps both words where two wrote the same field, and the desk says which holds',
		site(async (here) => {
			const { engineer, crew } = await manned(here);
			const { order } = (await engineer('POST', '/api/desk/work-orders', { faults: [await report(here, 105)], crew: 'Electricity A' })).body;
			const item = order.lines[0].id;
			const write = (who: Ask, cause: object) => who('PATCH', `/api/crew/items/${item}`, { at: now(), fields: { cause } });
			await write(engineer, { base: null, value: 'photocell' });
			const second = (await write(crew, { base: null, value: 'loose wire' })).body;
			expect(second).toMatchObject({
				conflicts: ['cause'],
				order: { lines: [{ cause: 'photocell' }], conflicts: [{ kept: 'photocell', other: 'loose wire' }] },
			});
			// Writing the same, or on top of what is there, is no conflict.
			expect((await write(crew, { base: null, value: 'photocell' })).body.conflicts).toEqual([]);
			const { id } = second.order.conflicts[0];
			expect((await engineer('POST', `/api/desk/work-orders/${order.code}/conflicts/${id}`, { take: 'other' })).body.order).toMatchObject({
				lines: [{ cause: 'loose wire' }],
				conflicts: [],
			});
		}),
	);

	it(
		'holds several faults and assets, gives them back when it is given up, and names what cannot be worked on',
		site(async (here) => {
			const { engineer, crew } = await manned(here);
			const [first, second, third] = [await report(here, 105), await report(here, 175), await report(here, 245)];
			const ask = (method: string, path: string, body?: object) => engineer(method, `/api/desk/work-orders${path}`, body);
			const { order } = (await ask('POST', '', { faults: [first, second], assets: ['SL-108'], crew: 'Electricity A' })).body;
			expect(order.lines.map((it: Body) => it.asset.reference)).toEqual(['SL-103', 'SL-105', 'SL-108']);
			expect((await ask('POST', `/${order.code}/items`, { faults: [third], version: order.version })).body.order.lines).toHaveLength(4);
			expect((await ask('POST', `/${order.code}/items`, { faults: ['ZZZZZZ'] })).body.errors).toMatchObject([{ path: 'faults.0' }]);
			expect((await ask('PATCH', `/${order.code}`, { title: 'All lamps', version: order.version })).status).toBe(409);
			expect((await ask('PATCH', `/${order.code}`, { crew: 'Nobody' })).body.errors).toMatchObject([{ path: 'crew' }]);
			expect((await ask('PATCH', `/${order.code}`, { title: 'All lamps', estimateHours: 4 })).body.order).toMatchObject({
				title: 'All lamps',
				estimateHours: 4,
			});
			const state = async (code: string) => (await engineer('GET', `/api/desk/faults/${code}`)).body.fault.state;
			await ask('DELETE', `/${order.code}/items/${order.lines[1].id}`);
			expect([await state(first), await state(second), await state(third)]).toEqual(['scheduled', 'confirmed', 'scheduled']);
			expect((await ask('POST', `/${order.code}/move`, { to: 'cancelled' })).body.errors).toMatchObject([{ path: 'reason' }]);
			expect((await ask('POST', `/${order.code}/move`, { to: 'cancelled', reason: 'other plan' })).body.order.state).toBe('cancelled');
			expect([await state(first), await state(third)]).toEqual(['confirmed', 'confirmed']);
			const list = (await ask('GET', '?state=all&q=all%20lamps')).body;
			expect(list.orders).toMatchObject([{ code: order.code, items: 3 }]);
			expect((await ask('GET', '')).body.orders).toEqual([]);
			expect((await crew('POST', '/api/desk/work-orders', { faults: [second] })).status).toBe(403);
			expect((await crew('PATCH', `/api/crew/items/${order.lines[0].id}`, { at: now(), fields: {} })).body.code).toBe('wrong-state');
		}),
	);

	it(
		'plans its materials, and ends what is not fixed with a reason',
		site(async (here) => {
			const { engineer, crew } = await manned(here);
			const code = await report(here, 105);
			const { order } = (await engineer('POST', '/api/desk/work-orders', { faults: [code], crew: 'Electricity A' })).body;
			const stores = (materials: object[]) => engineer('PUT', `/api/desk/work-orders/${order.code}/materials`, { materials });
			expect((await stores([{ code: 'NONE', planned: 1 }])).body.errors).toMatchObject([{ path: 'materials.0.code' }]);
			expect((await stores([{ code: 'LAMP-LED', planned: 2 }])).body.order.materials).toMatchObject([{ code: 'LAMP-LED', planned: 2, used: null, price: 850 }]);
			const end = (body: object) => crew('POST', `/api/crew/items/${order.lines[0].id}/end`, { at: now(), ...body });
			expect((await end({ outcome: 'cannot-now' })).body.errors).toMatchObject([{ path: 'reason' }]);
			expect((await end({ outcome: 'cannot-now', reason: 'No access' })).body.errors).toMatchObject([{ path: 'until' }]);
			expect((await end({ outcome: 'cannot-now', reason: 'No access', until: '2027-01-04' })).body.order).toMatchObject({
				state: 'done',
				lines: [{ outcome: 'cannot-now', until: '2027-01-04', fault: { state: 'cannot-now' } }],
			});
			expect((await engineer('POST', `/api/desk/faults/${code}/move`, { to: 'confirmed' })).status).toBe(200);
			expect((await crew('POST', `/api/desk/faults/${code}/move`, { to: 'fixed', reason: 'done' })).body.code).toBe('evidence-wanted');
			expect((await engineer('POST', `/api/desk/faults/${code}/move`, { to: 'fixed' })).body.errors).toMatchObject([{ path: 'reason' }]);
		}),
	);
});

describe('what staff may do to a fault', () => {
	it(
		'ends where their department does: another’s fault is not there for them, whatever they ask',
		site(async (here) => {
			const { crew } = await manned(here);
			const own = await report(here, 105);
			const pin = { mode: 'road.pothole', ...(await here.place(150, -5)), method: 'map-click', zoom: 20, pointer: 'mouse' };
			const { fault: theirs } = (await here.resident('POST', '/api/reports', pin)).body;
			const status = async (code: string, what: string, body: object): Promise<number> => (await crew('POST', `/api/desk/faults/${code}/${what}`, body)).status;
			expect(await status(own, 'move', { to: 'confirmed' })).toBe(200);
			expect(await status(theirs, 'move', { to: 'confirmed' })).toBe(404);
			expect(await status(theirs, 'undo', {})).toBe(404);
			expect((await here.db('fault').where({ code: theirs }).first()).state).toBe('reported');
		}),
	);
});
