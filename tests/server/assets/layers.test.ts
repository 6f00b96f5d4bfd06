import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { measureDue } from '../../../server/assets/index.ts';
import type { Finding, RegisterLayer } from '../../../server/assets/layers/contract.ts';
import { addPerson } from '../../../server/auth/index.ts';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';

afterAll(() => db.destroy());

type Role = 'gis-officer' | 'crew' | 'contact-centre';

/** A test asked by somebody with a role (or by nobody), over the test town. */
const as = (role: Role | null, test: (asked: Asked, transaction: Knex) => Promise<void>) =>
	undone(async (transaction) => {
		const asked = await serving(transaction);
		try {
			if (role) {
				const [department] = await transaction('department').limit(1).select('code');
				await addPerson(transaction, {
					email: 'g@example.org',
					name: 'G',
					password: 'a-good-password',
					language: 'en',
					roles: [{ role, ...(role === 'crew' && { department: department.code }) }],
				});
				await asked.ask('POST', '/api/session', { email: 'g@example.org', password: 'a-good-password' });
			}
			await test(asked, transaction);
		} finally {
			await asked.close();
		}
	});

const measured = async ({ ask }: Asked, id: string): Promise<RegisterLayer> => {
	const { status, body } = await ask<{ layer: RegisterLayer }>('POST', `/api/register/layers/${id}/measure`, {});
	expect(status, JSON.stringify(body)).toBe(200);
	return body.layer;
};

const rule = (layer: RegisterLayer, id: string) => layer.rules.find((it) => it.rule === id);
const found = async ({ ask }: Asked, id: string, wanted: string, more = ''): Promise<{ findings: Finding[]; next: number | null }> =>
	(await ask<{ findings: Finding[]; next: number | null }>('GET', `/api/register/layers/${id}/findings?rule=${wanted}${more}`)).body;

interface Told {
	neighbours: { reference: string; class: string; geometry: { type: string } }[];
	all: boolean;
}

const lamps = 'street-lights';

/** Lamps with which something is wrong, each in one way. */
const spoil = async (transaction: Knex): Promise<void> => {
	await transaction.raw(`
		insert into asset (class, key, reference, geom, attributes, zone, street, in_register_from)
		select class, 'twice', 'SL-200', st_translate(geom, 0.0000001, 0), attributes || '{"lamp_type":"candle","watts":"seventy"}', zone, street, in_register_from
		from asset where reference = 'SL-101';
		insert into asset (class, key, reference, geom, attributes, in_register_from) values (1, 'P77', 'SL-201', st_setsrid(st_makepoint(20, -30), 4326), '{"watts":-5}', '2020-01-01');
		update asset set installed_on = '1066-10-14' where reference = 'SL-102';
		update asset set position_sd_m = 25 where reference = 'SL-103';
		update asset set condition_grade = 2, condition_on = '2001-01-01' where reference = 'SL-104';
		update asset set condition_grade = 2, condition_on = now() where reference = 'SL-105';
		update asset set status = 'retired', retired_on = '2020-01-01' where reference = 'SL-111';
	`);
	await transaction.raw(
		`insert into asset (class, key, reference, geom, attributes, in_register_from)
		 select number, 'C1', 'FC-1', st_transform(st_setsrid(st_makeline(st_makepoint(311000, 6265005), st_makepoint(311000.2, 6265005)), 32734), 4326), '{"feeder":"F2"}', '2020-01-01'
		 from asset_class where code = 'feeder-cables'`,
	);
};

describe('the quality of a layer', () => {
	it(
		'counts what breaks each rule, of how many the rule is about, and finds the assets',
		as('gis-officer', async (asked, transaction) => {
			await spoil(transaction);
			const layer = await measured(asked, lamps);
			const bad = Object.fromEntries(layer.rules.map((it) => [it.rule, [it.bad, it.of]]));
			expect(bad).toMatchObject({
				'same-place': [2, 13],
				'installed-unknown': [2, 13],
				'installed-implausible': [1, 11],
				'position-doubtful': [1, 13],
				outside: [1, 13],
				'grade-old': [1, 2],
				'street-unknown': [1, 13],
				'key-form': [1, 13],
				'attribute-missing:lamp_type': [1, 13],
				'choice-unknown:lamp_type': [1, 12],
				'not-a-number:watts': [2, 2],
				'names-nothing:feeder': [12, 12],
			});
			expect(rule(layer, 'too-short')).toBeUndefined();
			expect(rule(await measured(asked, 'feeder-cables'), 'too-short')).toMatchObject({ bad: 1, of: 1 });
			for (const it of layer.rules) expect((await found(asked, lamps, it.rule)).findings, it.rule).toHaveLength(it.bad);
			expect((await found(asked, lamps, 'choice-unknown:lamp_type')).findings).toMatchObject([
				{ reference: 'SL-200', title: 'Street light SL-200', value: 'candle' },
			]);
			expect((await found(asked, lamps, 'same-place')).findings.map((it) => it.reference)).toEqual(['SL-101', 'SL-200']);
		}),
	);

	it(
		'is a share of the checks that were passed, by weight, and what no rule is about counts nowhere',
		as('gis-officer', async (asked, transaction) => {
			const whole = await measured(asked, lamps);
			const rules = whole.rules.filter((it) => it.of > 0);
			const expected = rules.reduce((sum, it) => sum + it.weight * (1 - it.bad / it.of), 0) / rules.reduce((sum, it) => sum + it.weight, 0);
			expect(whole.score).toBeCloseTo(expected, 6);
			expect(whole.rules.find((it) => it.rule === 'grade-old')).toMatchObject({ bad: 0, of: 0 });
			await spoil(transaction);
			expect((await measured(asked, lamps)).score).toBeLessThan(whole.score ?? 0);
			expect((await measured(asked, 'hydrants')).score).toBeNull();
		}),
	);

	it(
		'has one score a day, and old days keep theirs',
		as('gis-officer', async (asked, transaction) => {
			await measured(asked, lamps);
			await transaction.raw('update register_quality set day = day - 1, bad = "of" where class = 1 and rule = \'key-form\'');
			await measured(asked, lamps);
			const { trend, score } = await measured(asked, lamps);
			expect(trend.map((it) => it.score)).toEqual([0, score]);
			expect(trend[0]?.day.localeCompare(trend[1]?.day ?? '')).toBe(-1);
		}),
	);

	it(
		'pages through what it found without leaving out or repeating one',
		as('crew', async (asked) => {
			const seen: string[] = [];
			let next: number | null = 0;
			while (next !== null) {
				const page = await found(asked, lamps, 'attribute-missing:watts', `&limit=5&after=${next}`);
				seen.push(...page.findings.map((it) => it.reference));
				next = page.next;
			}
			expect((await asked.ask('POST', `/api/register/layers/${lamps}/measure`, {})).status, 'to measure takes long: that is for those who answer for it').toBe(
				403,
			);
			expect(seen).toEqual(Array.from({ length: 12 }, (_, n) => `SL-${100 + n}`));
		}),
	);

	it(
		'is measured by the worker when it never was, when the day is over, and when the register has changed',
		undone(async (transaction) => {
			const all = async (): Promise<number> => {
				let count = 0;
				while (await measureDue(transaction)) count += 1;
				return count;
			};
			const classes = Number((await transaction('asset_class').count())[0]?.['count']);
			expect(await all()).toBe(classes);
			expect(await all()).toBe(0);
			await transaction.raw("insert into register_change (class, source, at) values (1, 'test', clock_timestamp())");
			expect(await all(), 'at once after the last measurement').toBe(0);
			await transaction.raw("update layer_watch set measured_at = measured_at - interval '10 minutes' where class = 1");
			expect(await all()).toBe(1);
			await transaction.raw("update layer_watch set measured_at = measured_at - interval '1 day'");
			expect(await all()).toBe(classes);
		}),
	);
});

describe('the layers of the register', () => {
	it(
		'say how many there are, what changed them last, and when an edition is due',
		as('gis-officer', async (asked, transaction) => {
			await spoil(transaction);
			await transaction.raw("insert into register_change (class, source, at) values (1, 'lamps.csv', '2026-01-02T10:00Z')");
			await transaction.raw("insert into register_change (class, source, at, kind) values (1, 'console', '2026-02-03T10:00Z', 'edit')");
			expect((await asked.ask('PATCH', `/api/register/layers/${lamps}`, { expectedDays: 30 })).status).toBe(200);
			const { body } = await asked.ask<{ layers: RegisterLayer[] }>('GET', '/api/register/layers');
			const layer = body.layers.find((it) => it.class === lamps);
			expect(layer).toMatchObject({ inService: 12, retired: 1, expectedDays: 30, score: null, lastChange: { kind: 'edit', source: 'console' } });
			expect(new Date(layer?.editionAt ?? '').toISOString()).toBe('2026-01-02T10:00:00.000Z');
			expect(body.layers.find((it) => it.class === 'hydrants')).toMatchObject({ inService: 0, lastChange: null, editionAt: null });
			const { body: changed } = await asked.ask<{ layer: RegisterLayer }>('PATCH', `/api/register/layers/${lamps}`, { expectedDays: null });
			expect(changed.layer.expectedDays).toBeNull();
		}),
	);

	it(
		'are not for the public, nor for staff without the right; only whoever imports says when editions are due',
		as(null, async ({ ask }) => {
			expect((await ask('GET', '/api/register/layers')).status).toBe(401);
			expect((await ask('GET', `/api/register/layers/${lamps}/findings?rule=outside`)).status).toBe(401);
			expect((await ask('POST', `/api/register/layers/${lamps}/measure`, {})).status).toBe(401);
		}),
	);

	it(
		'refuse staff without the right',
		as('contact-centre', async ({ ask }) => {
			expect((await ask('GET', '/api/register/layers')).status).toBe(403);
		}),
	);

	it(
		'give whoever draws the neighbours in a box, whole, and of the classes asked for',
		as('crew', async ({ ask }) => {
			const box = 'west=18.9&south=-33.8&east=19&north=-33.7';
			const classes = (ids: string[]): string => encodeURIComponent(JSON.stringify(ids));
			const { body } = await ask<Told>('GET', `/api/register/neighbours?${box}&classes=${classes([lamps, 'water-pipes', 'unicorns'])}`);
			expect(body.all).toBe(true);
			expect(body.neighbours.filter((it) => it.class === lamps)).toHaveLength(12);
			expect(body.neighbours.filter((it) => it.class === 'water-pipes')).toMatchObject([{ geometry: { type: 'LineString' } }]);
			const elsewhere = 'west=18.1&south=-33.8&east=18.2&north=-33.7';
			expect((await ask<Told>('GET', `/api/register/neighbours?${elsewhere}&classes=${classes([lamps])}`)).body.neighbours).toEqual([]);
			for (const wrong of [
				'west=19&south=-33.7&east=18&north=-33.6',
				'west=18&south=-33.6&east=19&north=-33.7',
				'west=18&south=-89&east=19&north=-33',
				'west=x&south=-34&east=19&north=-33',
			])
				expect((await ask('GET', `/api/register/neighbours?${wrong}&classes=${classes([lamps])}`)).status, wrong).toBe(400);
			for (const wrong of ['[]', 'lamps', '[1]']) expect((await ask('GET', `/api/register/neighbours?${box}&classes=${wrong}`)).status, wrong).toBe(400);
		}),
	);

	it(
		'say what is wrong with a question',
		as('gis-officer', async ({ ask }) => {
			expect((await ask('GET', '/api/register/layers/unicorns/findings?rule=outside')).status).toBe(404);
			expect((await ask('POST', '/api/register/layers/unicorns/measure', {})).status).toBe(404);
			for (const [query, path] of [
				['rule=nothing', 'rule'],
				['', 'rule'],
				['rule=outside&limit=0', 'limit'],
				['rule=outside&after=x', 'after'],
			]) {
				const { status, body } = await ask<{ errors: { path: string }[] }>('GET', `/api/register/layers/${lamps}/findings?${query}`);
				expect(status, query).toBe(400);
				expect(body.errors[0]?.path, query).toBe(path);
			}
			for (const expectedDays of [0, 1.5, 99999, 'soon']) expect((await ask('PATCH', `/api/register/layers/${lamps}`, { expectedDays })).status).toBe(400);
		}),
	);
});
