import { afterAll, describe, expect, it } from 'vitest';
import { db } from '../../support/database.ts';
import { site } from '../assets/care.ts';

afterAll(() => db.destroy());

const crew = {
	...{ code: 'Night shift', department: 'electricity', people: 2, hourlyCost: 700, shiftFrom: 1200, shiftUntil: 1740, contractor: false, active: true },
	...{ depot: null, members: [], was: null, version: null },
};

describe('what work is done with', () => {
	it(
		'is kept by administrators alone, taken back by writing what was, and never written over another',
		site(async (here) => {
			const admin = await here.as('administrator');
			const engineer = await here.as('engineer');
			expect((await engineer('GET', '/api/desk/settings/means')).status).toBe(403);
			expect((await engineer('PUT', '/api/desk/settings/crews', crew)).status).toBe(403);

			const made = await admin('PUT', '/api/desk/settings/crews', crew);
			expect(made.status, JSON.stringify(made.body)).toBe(200);
			expect((await admin('PUT', '/api/desk/settings/crews', crew)).body.errors).toMatchObject([{ path: 'code' }]);
			expect((await admin('PUT', '/api/desk/settings/crews', { ...crew, code: 'Other', shiftUntil: 900 })).body.errors).toMatchObject([{ path: 'shiftUntil' }]);

			const [person] = (await admin('GET', '/api/desk/settings/means')).body.staff;
			const wish = { ...made.body, was: 'Night shift', code: 'Night A', members: [person.id], depot: { lon: 18.86, lat: -33.93 } };
			const renamed = await admin('PUT', '/api/desk/settings/crews', wish);
			expect(renamed.body).toMatchObject({ code: 'Night A', members: [person.id], depot: { lon: 18.86, lat: -33.93 } });
			// Somebody else has read it before: theirs is refused, though only who is in it has changed.
			expect((await admin('PUT', '/api/desk/settings/crews', { ...made.body, was: 'Night A' })).body.code).toBe('conflict');
			const back = await admin('PUT', '/api/desk/settings/crews', { ...made.body, was: 'Night A', version: renamed.body.version });
			expect(back.body).toEqual({ ...made.body, version: back.body.version });
			expect((await engineer('GET', '/api/desk/work-means')).body.crews).toMatchObject([{ code: 'Night shift', shiftUntil: 1740 }]);
			const told = await here.db('event').where({ kind: 'municipality.changed' }).select('details');
			expect(told.map(({ details }) => details)).toContainEqual({ setting: 'crew', code: 'Night A' });
		}),
	);

	it(
		'gives orders their tasks, materials and codes as they are at that moment',
		site(async (here) => {
			const admin = await here.as('administrator');
			const engineer = await here.as('engineer');
			// Who wrote a list otherwise than here may have left out what only a reading has.
			await here.db.raw(`insert into checklist (tasks) values ('[{"code": "clean", "title": {"en": "Left clean"}}]')`);
			const lamp = { code: 'LAMP', title: { en: 'Lamp', af: ' ' }, unit: 'each', price: 850, plant: false, active: true, version: null };
			const kept = await admin('PUT', '/api/desk/settings/materials', lamp);
			expect(kept.body).toMatchObject({ title: { en: 'Lamp' }, price: 850 });
			expect((await admin('PUT', '/api/desk/settings/materials', { ...lamp, code: 'B', title: {} })).body.errors).toMatchObject([{ path: 'title' }]);
			const task = { code: 'dead', title: { en: 'Proved dead' }, kind: 'check', unit: null, wanted: true };
			const list = { id: null, class: 'street-lights', kind: null, tasks: [task], active: true, version: null };
			expect((await admin('PUT', '/api/desk/settings/checklists', { ...list, class: 'castles' })).body.errors).toMatchObject([{ path: 'class' }]);
			expect((await admin('PUT', '/api/desk/settings/checklists', { ...list, tasks: [task, task] })).body.errors).toMatchObject([{ path: 'tasks.1.code' }]);
			expect((await admin('PUT', '/api/desk/settings/checklists', list)).status).toBe(200);
			const { costCodes: codes, checklists } = (await admin('GET', '/api/desk/settings/means')).body;
			expect(checklists).toContainEqual(
				expect.objectContaining({ tasks: [{ code: 'clean', title: { en: 'Left clean' }, kind: 'check', unit: null, wanted: false }] }),
			);
			const emergency = codes.find(({ code }: { code: string }) => code === 'MAINT-CORR-EMERG');
			expect(emergency.verify).toBe(true);
			const verified = await admin('PUT', '/api/desk/settings/cost-codes', { ...emergency, verify: false });
			expect(verified.body.verify).toBe(false);

			const opened = await engineer('POST', '/api/desk/work-orders', { assets: ['SL-103'], kind: 'preventive' });
			expect(opened.body.order.tasks, JSON.stringify(opened.body)).toMatchObject([{ code: 'clean' }, { code: 'dead', title: 'Proved dead', wanted: true }]);
			const { code } = opened.body.order;
			await engineer('PUT', `/api/desk/work-orders/${code}/materials`, { materials: [{ code: 'LAMP', planned: 2 }] });
			await admin('PUT', '/api/desk/settings/materials', { ...kept.body, price: 900, active: false });
			expect((await engineer('GET', `/api/desk/work-orders/${code}`)).body.order.materials).toMatchObject([{ code: 'LAMP', planned: 2, price: 850 }]);
			expect((await engineer('GET', '/api/desk/work-means')).body.materials).toEqual([]);
		}),
	);
});
