import { afterAll, describe, expect, it } from 'vitest';
import { subscriptions } from '../../../server/faults/index.ts';
import { db } from '../../support/database.ts';
import { site } from '../assets/care.ts';
import { addFault, work } from '../notify/town.ts';

afterAll(() => db.destroy());

const path = '/api/desk/settings';

describe('what waiting costs', () => {
	it(
		'is said by administrators alone, never over another, and the queue follows',
		site(async (here) => {
			const admin = await here.as('administrator');
			const engineer = await here.as('engineer');
			expect((await engineer('GET', `${path}/priorities`)).status).toBe(403);
			const id = await addFault(here.db);
			const before = await here.db('fault').where({ id }).first('delay_per_day', 'queue_rank');

			const { costs } = (await admin('GET', `${path}/priorities`)).body;
			const it = costs.find(({ mode }: { mode: string }) => mode === 'street-light.out');
			expect(it).toMatchObject({ open: 1, learntFrom: 0 });
			const wish = { ...it, safety: 5000, toVerify: false };
			expect((await engineer('PUT', `${path}/delay-costs`, wish)).status).toBe(403);
			expect((await admin('PUT', `${path}/delay-costs`, { ...wish, hours: 0 })).body.errors).toMatchObject([{ path: 'hours' }]);
			const kept = await admin('PUT', `${path}/delay-costs`, wish);
			expect(kept.body).toMatchObject({ safety: 5000, toVerify: false });
			expect(kept.body.perDay - it.perDay).toBeCloseTo(5000 - it.safety, 6);
			expect((await admin('PUT', `${path}/delay-costs`, wish)).body.code).toBe('conflict');

			await work(here.db, subscriptions);
			const after = await here.db('fault').where({ id }).first('delay_per_day', 'queue_rank');
			expect(Number(after.delay_per_day) - Number(before.delay_per_day)).toBeCloseTo(5000 - it.safety, 2);
			expect(after.queue_rank).toBeLessThan(before.queue_rank);
		}),
	);

	it(
		'has prices for all, one for each grade of importance',
		site(async (here) => {
			const admin = await here.as('administrator');
			const { prices } = (await admin('GET', `${path}/priorities`)).body;
			expect((await admin('PUT', `${path}/delay-prices`, { ...prices, factors: [1, 2] })).body.errors).toMatchObject([{ path: 'factors' }]);
			const kept = await admin('PUT', `${path}/delay-prices`, { ...prices, tariffPerKl: 31.5, factors: [0.5, 0.75, 1, 2, 3] });
			expect(kept.body).toMatchObject({ tariffPerKl: 31.5, factors: [0.5, 0.75, 1, 2, 3] });
			expect((await admin('PUT', `${path}/delay-prices`, prices)).body.code).toBe('conflict');
		}),
	);
});

describe('triggers', () => {
	it(
		'are written with the figures of their kind, refused by field, and what one proposed passes when it is put out of use',
		site(async (here) => {
			const admin = await here.as('administrator');
			const wish = {
				...{ code: 'twice', kind: 'repeated', class: 'street-lights', families: ['no-light'], least: 2, days: 90, share: 0.5, odds: null, weeks: null },
				...{ orderKind: 'inspection', title: { en: 'Twice in a quarter', xh: ' ' }, active: true, version: null },
			};
			const write = (change: object) => admin('PUT', `${path}/work-triggers`, { ...wish, ...change });
			expect((await write({ class: 'castles' })).body.errors).toMatchObject([{ path: 'class' }]);
			expect((await write({ families: ['sewage'] })).body.errors).toMatchObject([{ path: 'families.0' }]);
			expect((await write({ days: null })).body.errors).toMatchObject([{ path: 'days' }]);
			expect((await write({ title: { en: '' } })).body.errors).toMatchObject([{ path: 'title' }]);
			const made = await write({});
			expect(made.body).toMatchObject({ title: { en: 'Twice in a quarter' }, share: null, least: 2, open: 0 });
			expect((await write({})).body.errors).toMatchObject([{ path: 'code' }]);

			const [{ id: lamp, class: number }] = await here.db('asset').where({ reference: 'SL-103' }).select('id', 'class');
			await here.db('work_proposal').insert({ trigger: 'twice', asset_id: lamp, class: number, why: {}, weight: 1 });
			const away = await write({ active: false, version: made.body.version });
			expect(away.body).toMatchObject({ active: false, open: 0 });
			expect((await write({ version: made.body.version })).body.code).toBe('conflict');
		}),
	);
});
