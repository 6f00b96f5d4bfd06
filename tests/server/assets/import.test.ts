import { describe, expect, test } from 'vitest';
import { collection, feature, folder, point } from './files.ts';
import { register } from './register.ts';

const file = folder();
const { take, rows, lamp, place, sound, events } = register();

describe('a file of new lamps', () => {
	test('comes in whole, with reference, ward, street, zone and a first version; a second time nothing changes', async () => {
		const before = (await events()).length;
		const path = file(
			'new.geojson',
			collection([
				await lamp('N1', 10),
				await lamp('n2/long and odd', 20, { watts: '100', lamp_type: 'High-pressure sodium' }),
				await lamp('N3', 30, { feeder: null }),
			]),
		);
		const first = await take(path, 'street-lights');
		expect(first.tally).toEqual({ rows: 3, accepted: 3, repaired: 0, rejected: 0 });
		expect(first.difference).toMatchObject({ added: 3, unchanged: 0, missing: 12 });
		expect(first.mapping).toMatchObject({
			key: 'POLE_NO',
			attributes: { feeder: 'feeder', lamp_type: 'lamp_type' },
			register: { installed_on: 'install_date', zone: 'feeder' },
		});
		expect(first.rejects).toBeNull();
		const assets = await rows(
			"select key, reference, zone, street, ward_id, owner, status, version, installed_on, in_register_from, attributes from asset where key ilike 'n%' order by lower(key)",
		);
		const same = {
			street: 'Kerkstraat',
			ward_id: 2,
			owner: 'municipal',
			status: 'in-service',
			version: 1,
			installed_on: '2012-03-04',
			in_register_from: '2015-01-01',
		};
		expect(assets).toEqual([
			{ ...same, key: 'N1', reference: 'SL-N1', zone: 'F9', attributes: { pole_number: 'N1', watts: 70, lamp_type: 'LED', feeder: 'F9' } },
			{
				...same,
				key: 'n2/long and odd',
				reference: expect.stringMatching(/^SL[2-9A-Z]{6}$/),
				zone: 'F9',
				attributes: { pole_number: 'n2/long and odd', watts: 100, lamp_type: 'HPS', feeder: 'F9' },
			},
			{ ...same, key: 'N3', reference: 'SL-N3', zone: null, attributes: { pole_number: 'N3', watts: 70, lamp_type: 'LED' } },
		]);
		expect(await rows("select assets from asset_class where code = 'street-lights'")).toEqual([{ assets: 15 }]);
		expect((await events()).slice(before).map((it) => it.details.layer)).toEqual(['street-lights']);
		await sound();

		const second = await take(path, 'street-lights');
		expect(second.difference).toMatchObject({ added: 0, geometry: 0, attributes: 0, both: 0, unchanged: 3 });
		expect((await events()).length).toBe(before + 1);
		expect(await rows("select count(*)::int from asset_state where key ilike 'n%'")).toEqual([{ count: 3 }]);
		expect(await rows('select counts from register_change order by id desc limit 1')).toEqual([{ counts: expect.objectContaining({ unchanged: 3, rows: 3 }) }]);
	});

	test('a dry run says what would change and changes nothing', async () => {
		const path = file('dry.geojson', collection([await lamp('D1', 15)]));
		const told = await take(path, 'street-lights', { dryRun: true, retireMissing: true });
		expect(told).toMatchObject({ runId: null, difference: { added: 1, missing: 15 } });
		expect(await rows("select key from asset where key = 'D1'")).toEqual([]);
		expect(await rows("select count(*)::int from asset where status = 'retired'")).toEqual([{ count: 0 }]);
		await sound();
	});
});

describe('the next edition of a layer', () => {
	test('is compared by key: moved, changed, gone and new, each in a version of its own', async () => {
		const edition = async (): Promise<unknown[]> => [await lamp('E1', 100), await lamp('E2', 110), await lamp('E3', 120), await lamp('E4', 130)];
		await take(file('edition-1.geojson', collection(await edition())), 'street-lights');
		const [one, , three] = await edition();
		const next = [
			one,
			await lamp('E2', 115),
			{ ...(three as object), properties: { ...(three as { properties: object }).properties, watts: 36 } },
			await lamp('E5', 140),
		];
		const path = file('edition-2.geojson', collection(next));

		const kept = await take(path, 'street-lights', { dryRun: true });
		expect(kept.difference).toMatchObject({ added: 1, geometry: 1, attributes: 1, both: 0, unchanged: 1 });
		expect(kept.difference.largestMove).toBeCloseTo(5, 3);

		const done = await take(path, 'street-lights', { retireMissing: true });
		expect(done.difference).toMatchObject({ added: 1, geometry: 1, attributes: 1, unchanged: 1 });
		expect(await rows("select key, status, version, attributes ->> 'watts' as watts from asset where key like 'E%' order by key")).toEqual([
			{ key: 'E1', status: 'in-service', version: 1, watts: '70' },
			{ key: 'E2', status: 'in-service', version: 2, watts: '70' },
			{ key: 'E3', status: 'in-service', version: 2, watts: '36' },
			{ key: 'E4', status: 'retired', version: 2, watts: '70' },
			{ key: 'E5', status: 'in-service', version: 1, watts: '70' },
		]);
		const history = await rows(`
			select key, version, lower(valid) = lag(upper(valid)) over (partition by id order by version) as seamless, status, change_id = ${done.runId} as here
			from asset_state where key in ('E2', 'E4') order by key, version`);
		expect(history).toEqual([
			{ key: 'E2', version: 1, seamless: null, status: 'in-service', here: false },
			{ key: 'E2', version: 2, seamless: true, status: 'in-service', here: true },
			{ key: 'E4', version: 1, seamless: null, status: 'in-service', here: false },
			{ key: 'E4', version: 2, seamless: true, status: 'retired', here: true },
		]);
		await sound();

		expect((await take(path, 'street-lights', { retireMissing: true })).difference).toMatchObject({
			added: 0,
			geometry: 0,
			attributes: 0,
			both: 0,
			missing: 0,
		});
		const back = await take(file('edition-3.geojson', collection(await edition())), 'street-lights');
		expect(back.difference).toMatchObject({ revived: 1, geometry: 1, attributes: 2 });
		expect(await rows("select status, retired_on, version from asset where key = 'E4'")).toEqual([{ status: 'in-service', retired_on: null, version: 3 }]);
		await sound();
	});

	test('what a file does not say stays as it is, what it says is empty goes', async () => {
		await take(file('whole.geojson', collection([await lamp('K1', 50, { condition: 4, phase: 'R' })])), 'street-lights');
		const { geometry } = await lamp('K1', 50);
		await take(file('part.geojson', collection([feature({ POLE_NO: 'K1', watts: null, phase: 'w' }, geometry)])), 'street-lights');
		expect(await rows("select condition_grade, zone, installed_on, attributes from asset where key = 'K1'")).toEqual([
			{ condition_grade: 4, zone: 'F9', installed_on: '2012-03-04', attributes: { pole_number: 'K1', lamp_type: 'LED', feeder: 'F9', phase: 'W' } },
		]);
	});

	test('a row that is sent back is not missing, and a reprojection of less than a millimetre is no move', async () => {
		await take(file('h.geojson', collection([await lamp('H1', 60)])), 'street-lights');
		const { lon, lat } = await place(311_060, 6_265_005);
		const path = file('h2.geojson', collection([await lamp('H2', 70), feature({ POLE_NO: 'H1' }, point(lon + 4e-9, lat))]));
		expect((await take(path, 'street-lights', { dryRun: true })).difference).toMatchObject({ geometry: 0, unchanged: 1 });
		const before = (await take(path, 'street-lights', { dryRun: true })).difference.missing;
		const broken = file('h3.geojson', collection([await lamp('H2', 70), feature({ POLE_NO: 'H1' }, null)]));
		expect((await take(broken, 'street-lights', { dryRun: true })).difference.missing).toBe(before);
	});

	test('with status and dates of the register, in the words of registers', async () => {
		const made = [
			await lamp('S1', 200, { status: 'Abandoned', removed_on: '2019-05-06' }),
			await lamp('S2', 210, { status: 'ACTIVE', install_date: 1987 }),
			await lamp('S3', 220, { status: 'planned' }),
			await lamp('S4', 230, { status: 'Existing', install_date: '13/02/2001', owner: 'Eskom', criticality: 5 }),
		];
		const taken = await take(file('status.geojson', collection(made)), 'street-lights');
		expect(taken.reasons).toEqual([{ what: 'its status is "planned": only what is there belongs in the register', count: 1 }]);
		expect(await rows("select key, status, installed_on, retired_on, owner, criticality from asset where key ~ '^S[0-9]' order by key")).toEqual([
			{ key: 'S1', status: 'retired', installed_on: '2012-03-04', retired_on: '2019-05-06', owner: 'municipal', criticality: 3 },
			{ key: 'S2', status: 'in-service', installed_on: '1987-01-01', retired_on: null, owner: 'municipal', criticality: 3 },
			{ key: 'S4', status: 'in-service', installed_on: '2001-02-13', retired_on: null, owner: 'eskom', criticality: 5 },
		]);
	});

	test('gets a reference that can be read out, and each reference once, however alike the keys are', async () => {
		const keys = ['r9', 'R9', 'SL-R9', 'P0', 'a very long key of words', 'Ü-7'];
		const made = await Promise.all(keys.map((key, n) => lamp(key, 400 + n * 10)));
		await take(file('alike.geojson', collection(made)), 'street-lights');
		const found = await rows<{ key: string; reference: string }>(
			"select key, reference from asset where class = 1 and key in ('r9', 'R9', 'SL-R9', 'P0', 'a very long key of words', 'Ü-7') order by id",
		);
		const by = Object.fromEntries(found.map((it) => [it.key, it.reference]));
		expect(by['r9']).toBe('SL-R9');
		expect(by['P0']).toBe('SL-100');
		for (const key of ['R9', 'SL-R9', 'a very long key of words', 'Ü-7']) expect(by[key]).toMatch(/^SL[2-9A-Z]{6}$/);
	});
});
