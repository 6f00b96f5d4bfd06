import { afterAll, describe, expect, it } from 'vitest';
import { db } from '../../support/database.ts';
import { type Body, type Site, site } from '../assets/care.ts';

afterAll(() => db.destroy());

const trench = { item: 'TRENCH', title: { en: 'Trench, by hand' }, unit: 'm', cents: 25_000, from: '2020-01-01', until: null };
const aqua = {
	...{ code: 'AQUA', name: 'Aqua Works', contact: 'Ms Naidoo', phone: '+27 21 555 0101', email: 'office@aqua.example', active: true },
	...{ crews: [] as string[], rates: [trench], version: null },
};

type Ask = Awaited<ReturnType<Site['as']>>;

const report = async ({ resident, place }: Site): Promise<string> =>
	(await resident('POST', '/api/reports', { ...{ mode: 'street-light.out', ...(await place(105, 0.3)), method: 'map-click', zoom: 20, pointer: 'mouse' } }))
		.body.fault;

/** A company, a work order, and ten metres of trench instructed on it. */
async function instructed(here: Site): Promise<{ clerk: Ask; engineer: Ask; admin: Ask; order: Body; instruction: Body }> {
	const [clerk, engineer, admin] = [await here.as('dispatcher'), await here.as('engineer'), await here.as('administrator')];
	const company = await clerk('PUT', '/api/desk/contractors', aqua);
	expect(company.status, JSON.stringify(company.body)).toBe(200);
	const { order } = (await engineer('POST', '/api/desk/work-orders', { faults: [await report(here)] })).body;
	const wish = { contractor: 'AQUA', order: order.code, scope: 'New cable', ceiling: null, due: '2031-05-05', items: [{ item: 'TRENCH', quantity: 10 }] };
	const drafted = await clerk('POST', '/api/desk/instructions', wish);
	expect(drafted.status, JSON.stringify(drafted.body)).toBe(200);
	const moved = await clerk('POST', `/api/desk/instructions/${drafted.body.instruction.code}/move`, { to: 'instructed', version: 1 });
	expect(moved.body.instruction).toMatchObject({ state: 'instructed', ceiling: 250_000, agreed: 250_000, order: order.code });
	return { clerk, engineer, admin, order, instruction: moved.body.instruction };
}

const bill = (instruction: Body, part: object = {}) => ({
	...{ instruction: instruction.code, number: 'INV-1', day: '2026-11-29', vatPercent: null, lines: [{ item: 'TRENCH', quantity: 10, cents: 25_000 }] },
	...part,
});

/** Ends the work by somebody's word, without a photo or a reading. */
async function fixed(engineer: Ask, order: Body, reason = 'Seen by me'): Promise<{ status: number }> {
	await engineer('POST', `/api/desk/work-orders/${order.code}/move`, { to: 'started' });
	return engineer('POST', `/api/crew/items/${order.lines[0].id}/end`, { outcome: 'fixed', at: new Date().toISOString(), reason });
}

describe('companies that work for the municipality', () => {
	it(
		'are kept with rates that never meet, their crews, and never over another’s change; nobody else sees them',
		site(async (here) => {
			const clerk = await here.as('dispatcher');
			await here.db.raw("insert into crew (code, department_id) select 'Diggers', min(department.id) from department");
			const made = (await clerk('PUT', '/api/desk/contractors', { ...aqua, crews: ['Diggers'] })).body;
			expect(made).toMatchObject({ crews: ['Diggers'], rates: [trench] });
			expect((await here.db('crew').where({ code: 'Diggers' }).first()).contractor).toBe(true);
			const wrong = async (part: object) => (await clerk('PUT', '/api/desk/contractors', { ...made, ...part })).body.errors.map((it: Body) => it.path);
			expect(await wrong({ rates: [trench, { ...trench, from: '2021-01-01', until: '2021-12-31' }] })).toEqual(['rates.1.from']);
			expect(await wrong({ rates: [{ ...trench, until: '2019-12-31' }] })).toEqual(['rates.0.until']);
			expect(await wrong({ rates: [{ ...trench, title: { en: ' ' } }] })).toEqual(['rates.0.title']);
			expect(await wrong({ crews: ['Nobody'] })).toEqual(['crews.0']);
			const ended = { ...trench, until: '2026-06-30' };
			const next = { ...trench, cents: 26_000, from: '2026-07-01' };
			const now = (await clerk('PUT', '/api/desk/contractors', { ...made, crews: [], rates: [ended, next] })).body;
			expect(now.rates).toEqual([ended, next]);
			expect((await clerk('PUT', '/api/desk/contractors', made)).body.code).toBe('conflict');
			expect((await clerk('PUT', '/api/desk/contractors', { ...made, version: now.version })).body).toEqual(made);
			// The database keeps it as well, whoever writes.
			await expect(
				here.db.transaction((inner) =>
					inner.raw(
						"insert into contractor_rate (contractor_id, item, title, unit, cents, from_day) select id, 'TRENCH', '{}', 'm', 1, '2030-01-01' from contractor",
					),
				),
			).rejects.toThrow('contractor_rate_once');
			expect((await (await here.as('crew'))('GET', '/api/desk/contractors')).status).toBe(403);
			expect((await here.resident('GET', '/api/desk/contractors')).status).toBe(401);
		}),
	);
});

describe('an instruction', () => {
	it(
		'keeps the rates of its day, is written anew only as a draft, and is given up only while nobody asks money for it',
		site(async (here) => {
			const { clerk, instruction, order } = await instructed(here);
			const path = `/api/desk/instructions/${instruction.code}`;
			const terms = { scope: '', ceiling: null, due: null, items: [{ item: 'TRENCH', quantity: 2 }], version: instruction.version };
			expect((await clerk('PUT', path, terms)).body.code).toBe('wrong-state');
			const draft = { contractor: 'AQUA', order: order.code, ...terms };
			expect((await clerk('POST', '/api/desk/instructions', { ...draft, items: [{ item: 'GOLD', quantity: 1 }] })).body.errors).toMatchObject([
				{ path: 'items.0.item' },
			]);
			expect((await clerk('POST', '/api/desk/instructions', { ...draft, order: 'NONE' })).status).toBe(404);
			await clerk('POST', '/api/desk/invoices', bill(instruction));
			expect((await clerk('POST', `${path}/move`, { to: 'cancelled', reason: 'Not needed', version: instruction.version })).body.code).toBe('wrong-state');
			expect((await clerk('POST', `${path}/move`, { to: 'done', version: 1 })).body.code).toBe('conflict');
			expect((await clerk('GET', `/api/desk/instructions?order=${order.code}`)).body.instructions).toMatchObject([{ code: instruction.code, invoiced: 0 }]);
		}),
	);
});

describe('an invoice', () => {
	it(
		'is approved by somebody else once nothing speaks against it, costs its order once, and cancelled it is as if it had never been',
		site(async (here) => {
			const { clerk, engineer, admin, order, instruction } = await instructed(here);
			const costs = async () => {
				const { rows } = await here.db.raw('select work_order.cost as "order", fault.cost as fault from work_order, fault where work_order.code = ?', [
					order.code,
				]);
				return rows[0];
			};
			const entered = await clerk('POST', '/api/desk/invoices', bill(instruction));
			expect(entered.status, JSON.stringify(entered.body)).toBe(200);
			const { invoice } = entered.body;
			expect(invoice).toMatchObject({ net: 250_000, vat: 37_500, vatPercent: 15, mine: true, findings: [{ kind: 'not-closed', by: 0, accepted: null }] });
			expect((await clerk('POST', '/api/desk/invoices', bill(instruction, { number: 'inv-1' }))).body.errors).toMatchObject([{ path: 'number' }]);

			const path = `/api/desk/invoices/${invoice.id}`;
			const decide = (who: Ask, part: object) => who('POST', `${path}/decide`, { approve: true, version: invoice.version, ...part });
			expect((await decide(clerk, {})).status).toBe(403);
			expect((await decide(engineer, {})).body).toMatchObject({ code: 'wrong-state', findings: [{ kind: 'not-closed' }] });
			// The order is done with a reason instead of evidence: that is named as well, and let pass by those who may, each by itself.
			expect((await fixed(engineer, order)).status).toBe(200);
			expect((await decide(engineer, {})).body).toMatchObject({ code: 'wrong-state', findings: [{ kind: 'unproved', by: 1 }] });
			expect((await engineer('POST', `${path}/accept`, { kind: 'unproved', reason: 'I was there' })).status).toBe(403);
			const accepted = (await admin('POST', `${path}/accept`, { kind: 'unproved', reason: 'I was there' })).body.invoice;
			expect(accepted.findings).toMatchObject([{ kind: 'unproved', accepted: { reason: 'I was there', by: 'administrator' } }]);
			expect((await decide(engineer, {})).body.code).toBe('conflict');

			const before = await costs();
			const approved = (await decide(engineer, { version: accepted.version })).body.invoice;
			expect(approved).toMatchObject({ state: 'approved', decidedBy: 'engineer' });
			expect(await costs()).toEqual({ order: before.order + 2500, fault: before.fault + 2500 });
			expect((await decide(engineer, { version: approved.version })).body.code).toBe('wrong-state');
			expect((await clerk('GET', '/api/desk/instructions')).body.instructions).toMatchObject([{ invoiced: 250_000 }]);

			expect((await engineer('POST', `${path}/cancel`, { reason: 'Sent in error', version: approved.version })).body.invoice.state).toBe('cancelled');
			expect(await costs()).toEqual(before);
			expect((await clerk('POST', '/api/desk/invoices', bill(instruction))).status).toBe(200);
			const kinds = (await here.db('event').where('kind', 'like', 'invoice.%').orderBy('id').select('kind')).map((it) => it.kind);
			expect(kinds).toEqual(['invoice.entered', 'invoice.finding-accepted', 'invoice.approved', 'invoice.cancelled', 'invoice.entered']);
		}),
	);

	it(
		'lies with its order alone until something there has ended, then with what has; given up, with all it was for',
		site(async (here) => {
			const { clerk, engineer, admin, order, instruction } = await instructed(here);
			const costs = async () =>
				(await here.db.raw('select work_order.cost as "order", fault.cost as fault from work_order, fault where work_order.code = ?', [order.code])).rows[0];
			const { invoice } = (await clerk('POST', '/api/desk/invoices', bill(instruction))).body;
			const path = `/api/desk/invoices/${invoice.id}`;
			const accepted = (await admin('POST', `${path}/accept`, { kind: 'not-closed', reason: 'Paid in part' })).body.invoice;
			expect((await engineer('POST', `${path}/decide`, { approve: true, version: accepted.version })).status).toBe(200);
			expect(await costs()).toEqual({ order: 2500, fault: null });
			const read = async () => (await engineer('GET', `/api/desk/work-orders/${order.code}`)).body.order;
			expect(await read()).toMatchObject({ cost: 2500, lines: [{ cost: null }] });

			const to = (state: string) => engineer('POST', `/api/desk/work-orders/${order.code}/move`, { to: state, reason: 'No part to be had' });
			expect((await to('cancelled')).body.order).toMatchObject({ cost: 2500, lines: [{ cost: 2500 }] });
			expect(await costs()).toEqual({ order: 2500, fault: 2500 });
			await to('open');
			expect(await costs()).toEqual({ order: 2500, fault: null });
			await to('started');
			await fixed(engineer, await read());
			expect(await costs()).toEqual({ order: 2500, fault: 2500 });
		}),
	);

	it(
		'is held against ceiling, rate, measure and tax, what others have charged counted; nobody accepts what they entered; what grows is accepted anew',
		site(async (here) => {
			const { clerk, engineer, admin, order, instruction } = await instructed(here);
			await fixed(engineer, order);
			await here.db('work_order_item').update({ proof: 'photo' });
			const measure = (measured: object[], version: number) => clerk('POST', `/api/desk/instructions/${instruction.code}/measure`, { measured, version });
			expect((await measure([{ item: 'GOLD', quantity: 1 }], instruction.version)).body.errors).toMatchObject([{ path: 'measured.0.item' }]);
			const measured = (await measure([{ item: 'TRENCH', quantity: 8 }], instruction.version)).body.instruction;
			expect(measured.items).toMatchObject([{ quantity: 10, measured: 8 }]);

			const odd = bill(instruction, { number: 'INV-2', vatPercent: 0, lines: [{ item: 'TRENCH', quantity: 9.5, cents: 30_000 }] });
			const { invoice } = (await admin('POST', '/api/desk/invoices', odd)).body;
			expect(invoice.findings.map((it: Body) => [it.kind, it.item, it.by])).toEqual([
				['over-ceiling', '', 35_000],
				['rate', 'TRENCH', 5000],
				['measured', 'TRENCH', 1.5],
				['vat', '', -15],
			]);
			const own = await admin('POST', `/api/desk/invoices/${invoice.id}/accept`, { kind: 'vat', reason: 'Not a vendor' });
			expect([own.status, own.body.code]).toEqual([403, 'not-allowed']);
			expect((await admin('POST', `/api/desk/invoices/${invoice.id}/decide`, { approve: false, reason: 'no', version: 1 })).status).toBe(403);

			const rest = (await clerk('POST', '/api/desk/invoices', bill(instruction, { lines: [{ item: 'TRENCH', quantity: 9, cents: 25_000 }] }))).body.invoice;
			const accepted = (await admin('POST', `/api/desk/invoices/${rest.id}/accept`, { kind: 'measured', item: 'TRENCH', reason: 'Rock in the way' })).body
				.invoice;
			// Less is measured than when it was accepted.
			await measure([{ item: 'TRENCH', quantity: 7 }], measured.version);
			const again = await engineer('POST', `/api/desk/invoices/${rest.id}/decide`, { approve: true, version: accepted.version });
			expect(again.body).toMatchObject({ code: 'wrong-state', findings: [{ kind: 'measured', by: 2, accepted: null }] });
			const refused = await engineer('POST', `/api/desk/invoices/${rest.id}/decide`, { approve: false, reason: 'Measure it again', version: accepted.version });
			expect(refused.body.invoice).toMatchObject({ state: 'refused', reason: 'Measure it again' });
		}),
	);
});
