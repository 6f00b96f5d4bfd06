import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { collection, feature, folder, point } from './files.ts';
import { register } from './register.ts';

const file = folder();
const { take, rows, lamp, place, sound } = register();

describe('what cannot be taken', () => {
	test('stands in the file of rejects with line and reason; the rest comes in, and the numbers add up', async () => {
		const good = await lamp('J1', 300);
		const odd = [
			good,
			await lamp('J1', 301),
			await lamp('', 302),
			feature({ POLE_NO: 'J4' }, null),
			feature({ POLE_NO: 'J5' }, point(0, 0)),
			feature({ POLE_NO: 'J6' }, point(-33.73, 18.96)),
			feature({ POLE_NO: 'J7' }, point(10, 10)),
			feature({ POLE_NO: 'J8' }, { type: 'Point', coordinates: ['18.96', '-33.73'] }),
			feature({ POLE_NO: 'J9' }, { type: 'Point', coordinates: [] }),
			feature({ POLE_NO: 'J10' }, { type: 'constructor', coordinates: [1, 2] }),
			await lamp('J11', 303, { install_date: '1900-01-01' }),
			await lamp('J12', 304, { install_date: 9999 }),
			`{"type":"Feature","properties":{"POLE_NO":"J13"},"geometry":{"type":"Point","coordinates":[NaN,-33.73]}}`,
			{ type: 'Lamp', properties: { POLE_NO: '=J14' }, geometry: good.geometry },
			feature({ POLE_NO: 'J15' }, point(18.960_001, -33.930_001)),
			feature({ POLE_NO: 'J16' }, point(1e300, -1e300)),
		];
		const path = file('odd.geojson', collection(odd));
		const taken = await take(path, 'street-lights');
		expect(taken.tally).toEqual({ rows: 16, accepted: 1, repaired: 0, rejected: 15 });
		expect(taken.reasons.reduce((sum, it) => sum + it.count, 0)).toBe(15);
		expect(taken.rejects).toBe(`${path}.rejects.csv`);
		expect(readFileSync(`${path}.rejects.csv`, 'utf8').split('\n')).toEqual([
			'line,row,key,reason',
			'3,2,J1,its key J1 already stands on line 2',
			'4,3,,it has no key',
			'5,4,J4,it has no geometry',
			'6,5,J5,its coordinates are 0 0',
			'7,6,J6,outside the municipality; inside if x and y change places',
			'8,7,J7,outside the municipality',
			'9,8,J8,not valid GeoJSON: Position must only contain numbers. Item 18.96 at index 0 is invalid.',
			'10,9,J9,its geometry is empty',
			'11,10,J10,"a constructor is neither point, line nor area"',
			'12,11,J11,"install_date is 1900-01-01, which means that the day is not known"',
			'13,12,J12,"install_date is 9999, which means that the day is not known"',
			expect.stringMatching(/^14,13,,"?not JSON/),
			expect.stringMatching(/^15,14,'=J14,"not valid GeoJSON: type must be/),
			'16,15,J15,outside the municipality',
			'17,16,J16,outside the municipality',
			'',
		]);
		expect(await rows("select key from asset where key like '%J%'")).toEqual([{ key: 'J1' }]);

		const forgiven = await take(path, 'street-lights', { unknownDates: true });
		expect(forgiven).toMatchObject({ tally: { accepted: 1, repaired: 2, rejected: 13 }, difference: { added: 2, unchanged: 1 } });
		expect(await rows("select installed_on from asset where key in ('J11', 'J12')")).toEqual([{ installed_on: null }, { installed_on: null }]);
		await sound();
	});

	test('values that are not understood are left out and told, and hostile text stays text', async () => {
		const nasty = `<script>alert(1)</script>'; drop table asset; --\t\\N\u0000\ud800\n"x"`;
		const made = [
			await lamp('V1', 400, { watts: 'bright', phase: nasty, install_date: '03/04/2019', lamp_type: 'x'.repeat(5000) }),
			await lamp('V2', 410, { install_date: '03/04/2019' }),
		];
		const taken = await take(file('values.geojson', collection(made)), 'street-lights');
		expect(taken.tally).toMatchObject({ accepted: 2 });
		expect(taken.notes).toEqual([
			expect.stringMatching(/^phase: none of the known choices, kept as it is; once/),
			'lamp_type: longer than 2000 characters, left out; once, first "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" on line 2',
			'watts: no number, left out; once, first "bright" on line 2',
			'install_date: no date, or one whose day and month could change places (say --dates dmy or mdy), left out; 2 times, first "03/04/2019" on line 2',
		]);
		const [v1] = await rows<{ attributes: Record<string, unknown> }>("select attributes from asset where key = 'V1'");
		expect(v1?.attributes).toEqual({ pole_number: 'V1', feeder: 'F9', phase: nasty.replace('\u0000', '').toWellFormed() });
		await take(file('values.geojson', collection(made)), 'street-lights', { dates: 'dmy' });
		expect(await rows("select installed_on from asset where key = 'V2'")).toEqual([{ installed_on: '2019-04-03' }]);
	});

	test('fields of megabytes are read in a moment, and none of them gets in', async () => {
		const large = 10 * 1024 * 1024;
		const { lon, lat } = await place(311_600, 6_265_005);
		const csv = [
			'pole_no,watts,lamp_type,wkt',
			`M1,${'1'.repeat(large)}x,LED,POINT (${lon} ${lat})`,
			`M2,70,"${'z'.repeat(large)}",POINTZ(${lon} ${lat} 120)`,
			`M3,70,LED,POINT${' '.repeat(large)}`,
			`${'M'.repeat(large)},70,LED,POINT (${lon} ${lat})`,
			`M5,70,LED,POINT (${'1'.repeat(large)}`,
			`M6,70,LED,"LINESTRING (${lon} ${lat}, ${lon} ${lat}.5.5)"`,
			`M7,70,LED,SRID=2048;POINT (${lon} ${lat})`,
		];
		const taken = await take(file('large.csv', csv.join('\n')), 'street-lights');
		expect(taken.tally).toEqual({ rows: 7, accepted: 1, repaired: 1, rejected: 5 });
		expect(taken.reasons.map((it) => it.what).sort()).toEqual([
			'a coordinate is not a number',
			'it says SRID=2048 where the file is read as 4326',
			'its key is longer than 100 characters',
			expect.stringMatching(/^not well-known text: no coordinates/),
			'not well-known text: no well-known text of a point, line or area',
		]);
		expect(await rows("select key, attributes from asset where key in ('M1', 'M2') order by key")).toEqual([
			{ key: 'M1', attributes: { pole_number: 'M1', lamp_type: 'LED' } },
			{ key: 'M2', attributes: { pole_number: 'M2', watts: 70 } },
		]);
		await expect(take(file('digits.csv', `pole_no,x,y\nM8,${'1'.repeat(large)}x,2\n`), 'street-lights')).resolves.toMatchObject({ tally: { rejected: 1 } });
	});

	test('a file that ends in the middle, is too deep to be one, or is another thing altogether changes nothing and says why', async () => {
		const before = await rows('select count(*)::int from asset');
		const many = await Promise.all(Array.from({ length: 5 }, (_, n) => lamp(`T${n}`, 500 + n)));
		const whole = collection(many);
		await expect(take(file('cut.geojson', whole.slice(0, -60)), 'street-lights')).rejects.toThrow(/ends in the middle/);
		await expect(take(file('deep.geojson', '['.repeat(100_000)), 'street-lights')).rejects.toThrow(/not the one JSON object/);
		await expect(take(file('nothing.geojson', ''), 'street-lights')).rejects.toThrow(/is empty/);
		await expect(take(file('none.geojson', '{"features":[]}'), 'street-lights')).rejects.toThrow(/holds no rows/);
		await expect(take(file('lamps.dwg', 'AC1032'), 'street-lights')).rejects.toThrow(/none of the known formats/);
		await expect(take('/nowhere/lamps.csv', 'street-lights')).rejects.toThrow(/there is no file/);
		await expect(take(file('whole.geojson', whole), 'lamps')).rejects.toThrow(/no layer "lamps"; there are: street-lights/);
		await expect(take(file('whole.geojson', whole), 'street-lights', { key: 'nr' })).rejects.toThrow(/no column "nr" for the key; the file has: POLE_NO/);
		await expect(take(file('whole.geojson', whole), 'street-lights', { map: { colour: 'x' } })).rejects.toThrow(/no attribute "colour"/);
		expect(await rows('select count(*)::int from asset')).toEqual(before);
		await sound();
	});

	test('a file of which nothing can be taken leaves the register alone, even when the missing should be retired', async () => {
		const before = await rows("select count(*)::int from asset where status = 'in-service'");
		const taken = await take(file('far.geojson', collection([feature({ pole_no: 'F1' }, point(5, 52))])), 'street-lights', { retireMissing: true });
		expect(taken).toMatchObject({ runId: null, tally: { rejected: 1 } });
		expect(await rows("select count(*)::int from asset where status = 'in-service'")).toEqual(before);
	});
});
